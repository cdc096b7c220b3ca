import { detail } from '@cardfile/openapi'
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
      detail: detail('address_too_long', { most: longestUrl }),
    })
  let count = 0
  let size = 0
  for (const [name, value] of c.req.raw.headers) {
    count++
    size += name.length + value.length
  }
  if (count > mostHeaders || size > largestHeaders)
    throw new ProblemError('headers_too_large', {
      detail: detail('too_many_headers', { most: mostHeaders, characters: largestHeaders }),
    })
  const encoding = c.req.header('content-encoding')?.trim().toLowerCase() ?? ''
  if (encoding !== '' && encoding !== 'identity')
    throw new ProblemError('unsupported_media_type', {
      detail: detail('body_encoded', { encoding }),
    })
  return next()
})
