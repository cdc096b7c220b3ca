import { reason } from '@cardfile/openapi'
import { reasonWords } from '../../../locales/reason-words.ts'
import type { SheetAnswer, SheetQuestion } from './sheet-messages.ts'

/** A file that cannot be read. The message is for the person who chose it. */
export class UnreadableFile extends Error {
  /** Whether it is text, which another encoding or delimiter may make a table of. */
  readonly isText: boolean

  constructor(message: string, isText: boolean) {
    super(message)
    this.name = 'UnreadableFile'
    this.isText = isText
  }
}

/** Who is asked: the worker that reads the file. */
interface Answering {
  postMessage(question: SheetQuestion, transfer: Transferable[]): void
  addEventListener(type: 'message', hear: (event: MessageEvent<SheetAnswer>) => void): void
  addEventListener(type: 'error', hear: (event: Event) => void): void
  terminate(): void
}

interface Deadline {
  /** How long a question may go without an answer. */
  seconds: number
  /** Milliseconds that are counted as a second. */
  second?: number
}

interface Waiting {
  resolve(answer: SheetAnswer): void
  reject(error: Error): void
}

/**
 * Asks a worker, which answers questions in their order: the oldest one waiting is the one answered. One
 * that takes too long is ended, since a file that is made to hold a machine up cannot be told from one
 * that goes on for ever. Seconds are counted while this machine is awake.
 */
export function askedOf(worker: Answering, { seconds, second = 1_000 }: Deadline) {
  const waiting: Waiting[] = []
  let over: Error | null = null
  let waited = 0
  let clock: ReturnType<typeof setInterval> | undefined
  const end = (error: Error) => {
    over ??= error
    worker.terminate()
    clearInterval(clock)
    for (const { reject } of waiting.splice(0)) reject(over)
  }
  const tick = () => {
    if (++waited >= seconds)
      end(new UnreadableFile(reasonWords(reason('file_took_too_long', { seconds })), false))
  }
  worker.addEventListener('message', ({ data }) => {
    waited = 0
    const first = waiting.shift()
    if (waiting.length === 0) clearInterval(clock)
    if (data.answer === 'refused')
      first?.reject(new UnreadableFile(reasonWords(data.told), data.isText))
    else first?.resolve(data)
  })
  worker.addEventListener('error', (event) => {
    const said = event instanceof ErrorEvent ? event.message : ''
    end(new UnreadableFile(said || reasonWords(reason('file_unreadable')), false))
  })
  const ask = async <A extends SheetAnswer['answer']>(
    question: SheetQuestion,
    expected: A,
  ): Promise<Extract<SheetAnswer, { answer: A }>> => {
    const answer = await new Promise<SheetAnswer>((resolve, reject) => {
      if (over) return reject(over)
      if (waiting.push({ resolve, reject }) === 1) {
        waited = 0
        clock = setInterval(tick, second)
      }
      worker.postMessage(question, [])
    })
    if (!is(answer, expected)) throw new Error('the worker answered something else')
    return answer
  }
  return {
    ask,
    close: () => end(new UnreadableFile(reasonWords(reason('file_closed')), false)),
    get closed() {
      return over !== null
    },
  }
}

function is<A extends SheetAnswer['answer']>(
  answer: SheetAnswer,
  expected: A,
): answer is Extract<SheetAnswer, { answer: A }> {
  return answer.answer === expected
}
