import { joinBytes, detail } from '@cardfile/openapi'
import { createMiddleware } from 'hono/factory'
import { ProblemError } from '../errors/problem-error.ts'
import { ClientGone } from './client-gone.ts'
import { strictJson } from './strict-json.ts'
import { nobody } from '../installation/caller.ts'
import type { Environment } from './environment.ts'

/** A chunk of 1,000 rows of ten full cells fits; what is larger belongs into several requests. */
export const largestBody = 8 * 1024 * 1024

/** Bytes of what anybody may send, whoever they are: nothing there is longer. */
const largestOpenBody = 16 * 1024

const withBody = new Set(['POST', 'PUT', 'PATCH'])
const jsonType = /^application\/([a-z.+-]+\+)?json\s*(;|$)/i

/**
 * Takes JSON bodies and nothing else.
 *
 * @param isApart paths whose handlers take their body themselves
 */
export function jsonBodies(isApart: (path: string) => boolean) {
  return createMiddleware<Environment>(async (c, next) => {
    if (!withBody.has(c.req.method) || isApart(c.req.path)) return next()
    const { raw } = c.req
    const limit = c.get('ctx').caller === nobody ? largestOpenBody : largestBody
    const bytes = await bytesOfStated(raw, limit)
    if (bytes === null) return next()
    // From here whoever asks for it gets it. (The cache holds promises, whatever its type says.)
    Object.assign(c.req.bodyCache, {
      text: Promise.resolve(strictJson(bytes)),
      arrayBuffer: Promise.resolve(bytes.buffer),
    })
    return next()
  })
}

/**
 * The bytes of a request's body, null where it has none. One of a stated length the runtime reads at once,
 * and no further than that (RFC 9112 §6.3); as a stream, which on Node has to be made of it, that takes
 * several times as long.
 *
 * @throws ProblemError as `readJsonBytes`
 */
async function bytesOfStated(request: Request, limit: number) {
  const { headers } = request
  const stated = headers.get('content-length')
  if (stated === null || Number(stated) > limit)
    return request.body && readJsonBytes(headers, request.body, limit)
  const bytes = new Uint8Array(await request.arrayBuffer().catch(gone))
  if (bytes.length > limit) throw tooLarge(limit)
  return ofJsonType(bytes, headers)
}

/**
 * The bytes of a body that is called JSON, read no further than it may be long. They are counted here:
 * a chunked body states no length, and a stated one is only a claim.
 *
 * @throws ProblemError `too_large`, `unsupported_media_type`
 */
export async function readJsonBytes(
  headers: Headers,
  body: ReadableStream<Uint8Array> | null,
  limit: number = largestBody,
): Promise<Uint8Array<ArrayBuffer>> {
  return ofJsonType(await readAtMost(body, limit), headers)
}

/** @throws ProblemError `unsupported_media_type` */
function ofJsonType(bytes: Uint8Array<ArrayBuffer>, headers: Headers): Uint8Array<ArrayBuffer> {
  // Some runtimes give a request without a body an empty one.
  if (bytes.length > 0 && !jsonType.test(headers.get('content-type') ?? ''))
    throw new ProblemError('unsupported_media_type', { detail: detail('not_json_type') })
  return bytes
}

async function readAtMost(body: ReadableStream<Uint8Array> | null, limit: number) {
  const parts: Uint8Array[] = []
  let size = 0
  const reader = body?.getReader()
  for (;;) {
    const { done, value: part } = (await reader?.read().catch(gone)) ?? { done: true }
    if (done || !part) return joinBytes(parts)
    size += part.byteLength
    if (size > limit) {
      await reader?.cancel()
      throw tooLarge(limit)
    }
    parts.push(part)
  }
}

function gone(cause: unknown): never {
  throw new ClientGone(cause)
}

function tooLarge(most: number): ProblemError {
  return new ProblemError('too_large', { detail: detail('body_too_large', { most }) })
}
