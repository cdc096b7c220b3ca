import { createMiddleware } from 'hono/factory'
import { commonHeaders, strictTransport } from './site-headers.ts'
import type { Environment } from './environment.ts'

/**
 * The API's answers are data: nothing in them is ever run, shown in a frame, embedded or kept. A page
 * among them brings a policy of its own. CORS is closed by saying nothing of it.
 */
const defaults = Object.entries({
  ...commonHeaders,
  'Content-Security-Policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
})

/** Headers of everything the app answers, errors included. */
export const securityHeaders = createMiddleware<Environment>(async (c, next) => {
  await next()
  const { headers } = c.res
  for (const [name, value] of defaults) if (!headers.has(name)) headers.set(name, value)
  if (c.req.url.startsWith('https:')) headers.set(...strictTransport)
})
