import { detail } from '@cardfile/openapi'
import { createMiddleware } from 'hono/factory'
import { ProblemError } from '../errors/problem-error.ts'
import type { Environment } from './environment.ts'

/** Characters: a filter of the longest size that is read, percent-encoded where it has to be. */
const longestUrl = 52 * 1024
const mostHeaders = 100
/** Characters of names and values together. */
const largestHeaders = 32 * 1024

/** How many headers a request has, and the characters of their names and values. */
export interface HeadersSize {
  count: number
  characters: number
}

/** @param pairs name, value, name, value… */
export function sizeOfPairs(pairs: readonly string[]): HeadersSize {
  return {
    count: pairs.length / 2,
    characters: pairs.reduce((sum, text) => sum + text.length, 0),
  }
}

/** By the headers themselves, which on Node have to be made of what came for that. */
export function sizeOfHeaders({ headers }: Request): HeadersSize {
  return sizeOfPairs([...headers].flat())
}

/**
 * Refuses what no client of ours sends, before anything reads it. Both runtimes have bounds of their
 * own further out, at which they answer themselves.
 *
 * @param sizeOf `env` is the runtime's own
 */
export function requestLimits(sizeOf: (request: Request, env: unknown) => HeadersSize) {
  return createMiddleware<Environment>(async (c, next) => {
    if (c.req.url.length > longestUrl)
      throw new ProblemError('uri_too_long', {
        detail: detail('address_too_long', { most: longestUrl }),
      })
    const { count, characters } = sizeOf(c.req.raw, c.env)
    if (count > mostHeaders || characters > largestHeaders)
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
}
