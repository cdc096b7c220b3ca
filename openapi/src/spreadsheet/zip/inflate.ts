import { reason } from '../../reasons/reason.ts'
import { InflateError, Inflater } from './inflater.ts'
import type { Limits } from '../workbook/limits.ts'
import { damaged, SheetError } from '../workbook/sheet-error.ts'

/**
 * Inflates raw deflate data (RFC 1951) and counts what comes out. A piece is valid until the next is asked
 * for. Throws SheetError `bomb`, `too_large` (more than `most` bytes) or `damaged`.
 */
export async function* inflate(
  compressed: AsyncIterable<Uint8Array>,
  most: number,
  limits: Limits,
): AsyncGenerator<Uint8Array> {
  const inflater = new Inflater()
  let produced = 0
  const pieces = function* (): Generator<Uint8Array> {
    for (let piece = next(inflater); piece !== null; piece = next(inflater)) {
      produced += piece.length
      if (produced > limits.ratioFrom && produced > inflater.consumed * limits.ratio) throw bomb()
      if (produced > most) throw tooLarge(most)
      yield piece
    }
  }
  for await (const bytes of compressed) {
    inflater.push(bytes, false)
    yield* pieces()
  }
  if (inflater.done) return
  inflater.push(new Uint8Array(0), true)
  yield* pieces()
}

function next(inflater: Inflater): Uint8Array | null {
  try {
    return inflater.next()
  } catch (error) {
    if (error instanceof InflateError) throw damaged()
    throw error
  }
}

function bomb(): SheetError {
  return new SheetError('bomb', reason('file_unpacks_far'))
}

function tooLarge(most: number): SheetError {
  return new SheetError(
    'too_large',
    reason('file_unpacks_large', { most: Math.round(most / 1024 / 1024) }),
  )
}
