import { createMiddleware } from 'hono/factory'
import { ProblemError } from '../problem-error.ts'
import type { Environment } from './environment.ts'

const withBody = new Set(['POST', 'PUT', 'PATCH'])
const jsonType = /^application\/([a-z.+-]+\+)?json\s*(;|$)/i

/**
 * Takes JSON bodies of at most `limit` bytes and nothing else. Bytes are counted here: a chunked
 * body states no length, and a stated one is only a claim.
 *
 * @param isFile paths that take a file instead and guard themselves
 */
export function jsonBodies(limit: number, isFile: (path: string) => boolean) {
  return createMiddleware<Environment>(async (c, next) => {
    if (!withBody.has(c.req.method) || isFile(c.req.path)) return next()
    const { raw } = c.req
    if (raw.body === null) return next()
    if (!jsonType.test(c.req.header('content-type') ?? ''))
      throw new ProblemError('unsupported_media_type', {
        detail: 'Send application/json in UTF-8.',
      })
    const bytes = await readAtMost(raw.body, limit)
    c.req.raw = new Request(raw.url, {
      method: raw.method,
      headers: raw.headers,
      body: bytes,
      signal: raw.signal,
    })
    return next()
  })
}

async function readAtMost(body: ReadableStream<Uint8Array>, limit: number) {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of body) {
    size += part.byteLength
    if (size > limit)
      throw new ProblemError('too_large', { detail: `At most ${limit} bytes are taken.` })
    parts.push(part)
  }
  const bytes = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.byteLength
  }
  return bytes
}
