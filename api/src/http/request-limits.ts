import { createMiddleware } from 'hono/factory'
import { ProblemError } from '../errors/problem-error.ts'
import type { Environment } from './environment.ts'

/** Characters: a filter of the longest size that is read, percent-encoded where it has to be. */
const longestUrl = 52 * 1024
const mostHeaders = 100
/** Characters of names and values together. */
const largestHeaders = 32 * 1024

/**
 * Refuses what no client of ours sends, before anything reads it. Both runtimes have bounds of their
 * own further out, at which they answer themselves.
 */
export const requestLimits = createMiddleware<Environment>(async (c, next) => {
  if (c.req.url.length > longestUrl)
    throw new ProblemError('uri_too_long', {
      detail: `An address of at most ${longestUrl} characters is taken; what is longer goes into a body.`,
    })
  let count = 0
  let size = 0
  for (const [name, value] of c.req.raw.headers) {
    count++
    size += name.length + value.length
  }
  if (count > mostHeaders || size > largestHeaders)
    throw new ProblemError('headers_too_large', {
      detail: `At most ${mostHeaders} headers with ${largestHeaders} characters are taken.`,
    })
  const encoding = c.req.header('content-encoding')?.trim().toLowerCase() ?? ''
  if (encoding !== '' && encoding !== 'identity')
    throw new ProblemError('unsupported_media_type', {
      detail: `A body in the encoding ${JSON.stringify(encoding)} is not taken; send it without Content-Encoding.`,
    })
  return next()
})
