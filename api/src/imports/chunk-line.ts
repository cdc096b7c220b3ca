import { createMiddleware } from 'hono/factory'
import type { Environment } from '../http/environment.ts'
import { Line } from '../line.ts'

// Of this thread, whichever import a chunk is of.
const line = new Line()

/**
 * Lets chunks wait as the text they came in while another one is judged. Judged side by side they are
 * done no sooner, and all of their rows are in memory at once. Where the database is far, one is judged
 * while others wait for its answers.
 */
export const oneAtATime = createMiddleware<Environment>(async (c, next) => {
  if (!c.get('ctx').db.isNear) return next()
  const leave = await line.enter()
  c.set('prepared', leave)
  try {
    await next()
  } finally {
    leave()
  }
})
