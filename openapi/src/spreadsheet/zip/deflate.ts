/**
 * Compresses to raw deflate data (RFC 1951) with the platform's own code, off the main thread where the
 * platform can. A piece has to stay as it is until the next but one is asked for. One piece is made while the one before is compressed, and none as long as nobody waits for
 * output, so that a runtime that ignores backpressure piles nothing up.
 */
export async function* deflate(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const stream = new CompressionStream('deflate-raw')
  const writer = stream.writable.getWriter()
  const reader = stream.readable.getReader()
  const pieces = content[Symbol.asyncIterator]()
  let upcoming = pieces.next()
  const feed = async (): Promise<boolean> => {
    const next = await upcoming
    if (next.done === true) {
      await writer.close()
      return false
    }
    // A view over shared memory, which the type allows and the stream does not, never comes from our encoder.
    const written = writer.write(next.value as Uint8Array<ArrayBuffer>)
    upcoming = pieces.next()
    await Promise.all([written, upcoming])
    return true
  }
  let feeding: Promise<boolean> | undefined = feed()
  let reading = reader.read()
  try {
    for (;;) {
      const came: boolean | ReadableStreamReadResult<Uint8Array> = await (feeding === undefined
        ? reading
        : Promise.race([reading, feeding]))
      if (typeof came === 'boolean') feeding = came ? feed() : undefined
      else if (came.done) return
      else {
        yield came.value
        reading = reader.read()
      }
    }
  } finally {
    reading.catch(ignore)
    feeding?.catch(ignore)
    writer.abort().catch(ignore)
    await pieces.return?.()
  }
}

/** What is left over after the stream was given up fails by itself, and nobody waits for it. */
function ignore(): void {}
