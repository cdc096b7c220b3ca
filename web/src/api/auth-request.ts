import { i18n } from '../locales/i18n.ts'
import { ApiError } from './api-error.ts'
import { exchange } from './exchange.ts'

const base = `${globalThis.location?.origin ?? ''}/api/auth`

interface AuthRequest {
  /** Left out, it is a GET. */
  body?: unknown
  /** False for what one does before being signed in: a 401 is then an answer, no ended session. */
  signedIn?: boolean
  signal?: AbortSignal
}

/** What tells whether an answer is what it should be, such as a schema of zod. */
export interface Shape<T> {
  safeParse(answer: unknown): { success: true; data: T } | { success: false }
}

/**
 * One exchange about accounts and sessions. These paths are better-auth's own and no part of the API's
 * document, so no type can tell what they answer: it is looked at when it comes.
 *
 * @param shape what the answer has to be; null stands for an empty one
 * @throws ApiError for every answer that is not ok or not of this shape; `retryAfter` says when to
 *   try again
 */
export async function authAnswer<T>(
  path: string,
  shape: Shape<T>,
  options: AuthRequest = {},
): Promise<T> {
  const response = await send(path, options)
  const text = await response.text()
  const read = shape.safeParse(text ? JSON.parse(text) : null)
  if (read.success) return read.data
  const { status } = response
  throw new ApiError(i18n.t('errors.status', { status }), status, 'unreadable')
}

/** As `authAnswer`, for what is done without a look at the answer. */
export async function authRequest(path: string, options: AuthRequest = {}): Promise<void> {
  await send(path, options)
}

function send(path: string, { body, signedIn = true, signal }: AuthRequest): Promise<Response> {
  const headers = new Headers({ accept: 'application/json' })
  if (body !== undefined) headers.set('content-type', 'application/json')
  const request = new Request(`${base}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  })
  return exchange(request, signedIn)
}
