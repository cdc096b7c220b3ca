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
const quote = 0x22
const backslash = 0x5c
const openObject = 0x7b
const closeObject = 0x7d
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

/** `[` and `{`, `]` and `}` are each this apart, and nothing else becomes one of the latter with it. */
const braceBit = 0x20

/** What JSON's own parser would let pass: nesting that overflows the stack of whatever walks the result. */
function nestingFault(bytes: Uint8Array): string | null {
  const { length } = bytes
  let depth = 0
  for (let at = 0; at < length; at++) {
    const byte = bytes[at] as number
    if (byte === quote) at = endOfText(bytes, at + 1)
    else if ((byte | braceBit) === openObject) {
      if (++depth > deepestJson) return `The body is nested deeper than ${deepestJson} levels.`
    } else if ((byte | braceBit) === closeObject) depth--
  }
  return null
}

/** @returns where the quote stands that ends a text */
function endOfText(bytes: Uint8Array, from: number): number {
  let at = from
  for (; at < bytes.length && bytes[at] !== quote; at++) if (bytes[at] === backslash) at++
  return at
}
