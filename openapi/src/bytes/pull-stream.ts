import { joinBytes } from './join-bytes.ts'

/** Bytes handed over at a time, at least: each time costs its reader, and whoever is behind it, the same. */
const LEAST = 64 * 1024

/**
 * A byte stream that asks its source for pieces only when its reader wants some, so that memory does not
 * grow with what is yet to come. `ReadableStream.from` would do the same, but not in every browser.
 */
export function pullStream(source: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator: AsyncIterator<Uint8Array> = gathered(source)[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await iterator.next()
        if (next.done === true) controller.close()
        else controller.enqueue(next.value)
      },
      async cancel() {
        await iterator.return?.()
      },
    },
    { highWaterMark: 0 },
  )
}

async function* gathered(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of source) {
    pieces.push(piece)
    length += piece.length
    if (length < LEAST) continue
    yield joinBytes(pieces.splice(0))
    length = 0
  }
  if (length > 0) yield joinBytes(pieces)
}
