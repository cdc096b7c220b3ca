import type { MessagePort, Transferable, Worker } from 'node:worker_threads'
import { errorOf, type Fault, faultOf } from './faults.ts'

/** What calls go through: a thread as its starter has it, or one end of a channel. */
type CallPort = Worker | MessagePort

interface Call<Asked> {
  id: number
  asked: Asked
}

type Reply<Answer> = { id: number; answer: Answer } | { id: number; fault: Fault }

/** Calls to another thread, each answered once and in whatever order. */
export class Calls<Asked, Answer> {
  readonly #port: CallPort
  readonly #waiting = new Map<number, PromiseWithResolvers<Answer>>()
  #last = 0
  #ended: Error | null = null

  constructor(port: CallPort) {
    this.#port = port
    port.on('message', (reply: Reply<Answer>) => {
      const waiting = this.#waiting.get(reply.id)
      this.#waiting.delete(reply.id)
      if ('fault' in reply) waiting?.reject(errorOf(reply.fault))
      else waiting?.resolve(reply.answer)
    })
  }

  /** @param taken what is given away with the call; copies of the rest are made */
  ask(asked: Asked, taken: readonly Transferable[] = []): Promise<Answer> {
    if (this.#ended) return Promise.reject(this.#ended)
    const call: Call<Asked> = { id: ++this.#last, asked }
    const waiting = Promise.withResolvers<Answer>()
    this.#waiting.set(call.id, waiting)
    try {
      this.#port.postMessage(call, taken)
    } catch (error) {
      this.#waiting.delete(call.id)
      waiting.reject(error)
    }
    return waiting.promise
  }

  /** Refuses who waits, and who comes from now on. */
  end(error: Error): void {
    this.#ended ??= error
    for (const { reject } of this.#waiting.values()) reject(error)
    this.#waiting.clear()
  }
}

/** Answers the calls that come through a port, begun in the order they come. */
export function answerCalls<Asked, Answer>(
  port: MessagePort,
  work: (asked: Asked) => Promise<Answer>,
): void {
  port.on('message', ({ id, asked }: Call<Asked>) => {
    const reply = (said: Reply<Answer>) => port.postMessage(said)
    // An answer that cannot be sent is a fault too: nobody may wait for ever, or the thread end.
    work(asked)
      .then((answer) => reply({ id, answer }))
      .catch((error: unknown) => reply({ id, fault: faultOf(error) }))
  })
}
