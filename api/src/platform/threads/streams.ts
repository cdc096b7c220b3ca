import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { answerCalls, Calls } from './calls.ts'

/** The next piece, or that no other is wanted. */
type Asked = 'next' | 'cancel'
type Piece = Uint8Array | null

/**
 * A stream for another thread. One given away as it is, Node reads through events of browsers, for which the
 * other thread loads all of `fetch`: 5 MB (measured).
 *
 * @returns what `streamFrom` takes, to be given away
 */
export function offerStream(stream: ReadableStream<Uint8Array>): MessagePort {
  const { port1, port2 } = new MessageChannel()
  const reader = stream.getReader()
  answerCalls<Asked, Piece>(port1, async (asked) => {
    if (asked === 'next') return (await reader.read()).value ?? null
    await reader.cancel()
    return null
  })
  // The other thread is done with it, or is no more.
  port1.once('close', () => void reader.cancel().catch(() => {}))
  return port2
}

/** The stream that another thread offers. Should that thread's end be gone, it fails. */
export function streamFrom(port: MessagePort): ReadableStream<Uint8Array> {
  const calls = new Calls<Asked, Piece>(port)
  port.once('close', () => calls.end(new Error('the other end of a stream is gone')))
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const piece = await calls.ask('next')
        if (piece) return controller.enqueue(piece)
        controller.close()
      } catch (error) {
        controller.error(error)
      }
      port.close()
    },
    async cancel() {
      await calls.ask('cancel')
      port.close()
    },
  })
}
