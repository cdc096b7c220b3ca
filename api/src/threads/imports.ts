import { setFlagsFromString } from 'node:v8'
import { type Transferable, Worker } from 'node:worker_threads'
import type { Context } from '../context.ts'
import { DatabaseUnavailable } from '../db/database.ts'
import type { ImportWork } from '../imports/work.ts'
import { Calls } from './calls.ts'
import type { ImportsAnswer, ImportsData, ImportsRequest, Task } from './imports-thread.ts'
import { refusalError } from './refusals.ts'
import { threadFile } from './thread-file.ts'
import type { WritingThread } from './writer.ts'

/** The work of imports in a thread of its own, which comes with the first of it and goes when none is left. */
export interface ImportingThread extends ImportWork {
  /** Whether there is a thread now. */
  readonly isRunning: boolean
  /** Ends the thread; what is under way is refused. */
  close(): Promise<void>
}

/** Milliseconds without work after which the thread ends, and gives its memory back. */
const usualRest = 60_000

/**
 * A thousand rows take tens of milliseconds to be read, judged and folded, and leave megabytes for the
 * collector. Done beside everybody else's requests each of them would wait for that; here they wait for
 * nothing but a core. Should the thread fail, it is as if the database could not be reached for a
 * moment: chunks can be sent again, and the next one starts another thread.
 *
 * @param url of the database file that `writer` writes
 */
export function importInThread(
  writer: WritingThread,
  url: string,
  { rest = usualRest } = {},
): ImportingThread {
  let thread: Thread | null = null

  async function ask<T>(ctx: Context, task: Task, taken: Transferable[]): Promise<T> {
    thread ??= new Thread(writer, url, rest, (which) => {
      if (thread === which) thread = null
    })
    const { caller, ip, requestId, definitions, db } = ctx
    const from = { caller, ip, requestId, need: definitions.need }
    const answer = await thread.ask({ from, task }, taken)
    db.meter.trips += answer.meter.trips
    db.meter.time += answer.meter.time
    if ('refusal' in answer) throw refusalError(answer.refusal)
    return answer.done as T
  }

  return {
    applyChunk: (ctx, ...args) => ask(ctx, { name: 'applyChunk', args }, [args[2].buffer]),
    importFile: (ctx, ...args) =>
      // A stream can be given away, whatever the types say.
      ask(ctx, { name: 'importFile', args }, args[0] ? [args[0] as unknown as Transferable] : []),
    get isRunning() {
      return thread !== null
    },
    async close() {
      await thread?.stop()
    },
  }
}

/**
 * MB of each half of its young space: what a chunk leaves must fit, so that it is collected after it and
 * not amid it. The server's other threads make do with less.
 */
const youngMb = 16

class Thread {
  readonly #worker: Worker
  readonly #calls: Calls<ImportsRequest, ImportsAnswer>
  readonly #rest: number
  readonly #ended: (thread: Thread) => void
  #underWay = 0
  #resting: NodeJS.Timeout | undefined

  /** @param rest milliseconds without work after which it stops */
  constructor(writer: WritingThread, url: string, rest: number, ended: (thread: Thread) => void) {
    this.#rest = rest
    this.#ended = ended
    // A thread takes this when it begins; no limit of its own would outdo what the process was started with.
    setFlagsFromString(`--max-semi-space-size=${youngMb}`)
    // It says when.
    setFlagsFromString('--expose-gc')
    const way = writer.connect()
    this.#worker = new Worker(threadFile('imports'), {
      workerData: { url, writer: way } satisfies ImportsData,
      transferList: [way],
    })
    this.#calls = new Calls(this.#worker)
    this.#worker.on('error', (error) => this.#end(error))
    this.#worker.on('exit', () => this.#end())
  }

  #end(cause?: unknown): void {
    this.#ended(this)
    this.#calls.end(new DatabaseUnavailable('the thread of imports has ended', { cause }))
  }

  async ask(request: ImportsRequest, taken: readonly Transferable[]): Promise<ImportsAnswer> {
    clearTimeout(this.#resting)
    this.#underWay++
    try {
      return await this.#calls.ask(request, taken)
    } finally {
      if (--this.#underWay === 0)
        this.#resting = setTimeout(() => void this.stop(), this.#rest).unref()
    }
  }

  async stop(): Promise<void> {
    clearTimeout(this.#resting)
    this.#ended(this)
    await this.#calls.ask('close').catch(() => {})
    await this.#worker.terminate()
  }
}
