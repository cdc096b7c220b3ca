import { Inflate } from 'fflate'
import type { Limits } from './limits.ts'
import { SheetError } from './sheet-error.ts'

/**
 * Compressed bytes inflated at a time. Deflate grows at most 1,032-fold, so this bounds what a single
 * step can produce to 16 MiB, before the count is looked at. (DecompressionStream would not do: workerd
 * ignores its backpressure.)
 */
const STEP = 16 * 1024

/**
 * Inflates raw deflate data (RFC 1951) piece by piece and counts what comes out.
 * Throws SheetError `bomb`, `too_large` (more than `most` bytes) or `damaged`.
 */
export async function* inflate(
  compressed: AsyncIterable<Uint8Array>,
  most: number,
  limits: Limits,
): AsyncGenerator<Uint8Array> {
  let pieces: Uint8Array[] = []
  let taken = 0
  let produced = 0
  const stream = new Inflate((piece) => {
    produced += piece.length
    if (piece.length > 0) pieces.push(piece)
  })
  const step = (bytes: Uint8Array, last: boolean): Uint8Array[] => {
    pieces = []
    taken += bytes.length
    try {
      stream.push(bytes, last)
    } catch {
      throw damaged()
    }
    if (produced > limits.ratioFrom && produced > taken * limits.ratio) throw bomb()
    if (produced > most) throw tooLarge(most)
    return pieces
  }
  for await (const bytes of compressed) {
    for (let at = 0; at < bytes.length; at += STEP)
      yield* step(bytes.subarray(at, at + STEP), false)
  }
  yield* step(new Uint8Array(0), true)
}

/** Something in the file does not add up. */
export function damaged(): SheetError {
  return new SheetError(
    'damaged',
    'The file is damaged or was cut off. Fetch it again, or open it in a spreadsheet program and save it anew.',
  )
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
