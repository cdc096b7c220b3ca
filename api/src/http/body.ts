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
    const bytes = await readAtMost(raw.body, limit)
    const text = jsonTextOf(raw.headers, bytes)
    // From here whoever asks for it gets it. (The cache holds promises, whatever its type says.)
    Object.assign(c.req.bodyCache, {
      text: Promise.resolve(text),
      arrayBuffer: Promise.resolve(bytes.buffer),
    })
    return next()
  })
}

/**
 * What a body says, read no further than it may be long.
 *
 * @throws ProblemError `too_large`, `unsupported_media_type`; `invalid_request` for what is no UTF-8 or
 *   nested too deep. Whether it is JSON is for its reader to find out
 */
export async function readJsonText(
  headers: Headers,
  body: ReadableStream<Uint8Array>,
  limit: number,
): Promise<string> {
  return jsonTextOf(headers, await readAtMost(body, limit))
}

function jsonTextOf(headers: Headers, bytes: Uint8Array): string {
  // Some runtimes give a request without a body an empty one.
  if (bytes.length > 0 && !jsonType.test(headers.get('content-type') ?? ''))
    throw new ProblemError('unsupported_media_type', { detail: 'Send application/json in UTF-8.' })
  const text = textOf(bytes)
  if (text === null) throw unreadable('The body is not UTF-8.')
  const fault = nestingFault(bytes)
  if (fault) throw unreadable(fault)
  return text
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

function unreadable(detail: string): ProblemError {
  return new ProblemError('invalid_request', { detail })
}

const utf8 = new TextDecoder('utf-8', { fatal: true })
const [quote, backslash, openList, openObject, closeList, closeObject] = new TextEncoder().encode(
  '"\\[{]}',
)
/** Nobody's request is nested deeper, and whoever walks it may do so by recursion. */
const deepestJson = 64

/** @returns null for bytes that are no UTF-8, which JSON's own parser would replace in silence. */
function textOf(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes)
  } catch {
    return null
  }
}

/** Bytes that matter for nesting are 1. Nearly none is: each is looked up before it is compared. */
const telling = new Uint8Array(256)
for (const byte of [quote, backslash, openList, openObject, closeList, closeObject])
  if (byte !== undefined) telling[byte] = 1

/** What JSON's own parser would let pass: nesting that overflows the stack of whatever walks the result. */
function nestingFault(bytes: Uint8Array): string | null {
  let depth = 0
  let inText = false
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (telling[byte] === 0) continue
    if (inText) {
      if (byte === backslash) at++
      else if (byte === quote) inText = false
    } else if (byte === quote) inText = true
    else if (byte === openList || byte === openObject) {
      if (++depth > deepestJson) return `The body is nested deeper than ${deepestJson} levels.`
    } else if (byte === closeList || byte === closeObject) depth--
  }
  return null
}
