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
  return new SheetError(
    'bomb',
    'The file unpacks to far more than a spreadsheet of its size holds, and was refused.',
  )
}

function tooLarge(most: number): SheetError {
  const size = `${Math.round(most / 1024 / 1024).toLocaleString('en')} MB`
  return new SheetError(
    'too_large',
    `The file unpacks to more than ${size}. Split it into smaller files, or save it as CSV.`,
  )
}
