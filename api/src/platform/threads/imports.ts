import { type Transferable, Worker } from 'node:worker_threads'
import type { Context } from '../../installation/context.ts'
import { collectYoung } from './collect-young.ts'
import { DatabaseUnavailable } from '../../db/database.ts'
import type { ImportWork } from '../../imports/work.ts'
import type { ImportsAnswer, ImportsData, ImportsRequest, Task } from './imports-thread.ts'
import { refusalError } from './refusals.ts'
import { offerStream } from './streams.ts'
import { type Resting, type RestOptions, RestingThread } from './resting-thread.ts'
import { threadFile } from './thread-file.ts'
import type { WritingThread } from './writer.ts'

/** The work of imports in a thread of its own, which comes with the first of it and goes when none is left. */
export interface ImportingThread extends ImportWork, Resting {}

interface ImportingOptions extends RestOptions {
  /** Called now and then in this thread while there is work. */
  collect?: () => void
}

/** Milliseconds; so long a megabyte or two comes through. */
const collectedEach = 100

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
  { collect = collectYoung, ...options }: ImportingOptions = {},
): ImportingThread {
  const thread = new RestingThread<ImportsRequest, ImportsAnswer>({
    ...options,
    start: () => start(writer, url),
    gone: (cause) => new DatabaseUnavailable('the thread of imports has ended', { cause }),
  })

  let underWay = 0
  let collecting: NodeJS.Timeout | undefined
  /** What is sent goes through this thread, which has so little else to do that it would let it lie. */
  const passing = async (answer: Promise<ImportsAnswer>): Promise<ImportsAnswer> => {
    if (underWay++ === 0) collecting = setInterval(collect, collectedEach).unref()
    try {
      return await answer
    } finally {
      if (--underWay === 0) clearInterval(collecting)
    }
  }

  async function ask<T>(ctx: Context, task: Task, taken: Transferable[]): Promise<T> {
    const { caller, ip, requestId, definitions, db } = ctx
    const from = { caller, ip, requestId, need: definitions.need }
    const answer = await passing(thread.ask({ from, task }, taken))
    db.meter.trips += answer.meter.trips
    db.meter.time += answer.meter.time
    if ('refusal' in answer) throw refusalError(answer.refusal)
    return answer.done as T
  }

  return {
    applyChunk: (ctx, ...args) => ask(ctx, { name: 'applyChunk', args }, [args[2].buffer]),
    importFile: (ctx, body, input) => {
      const offered = body && offerStream(body)
      return ask(ctx, { name: 'importFile', args: [offered, input] }, offered ? [offered] : [])
    },
    get isRunning() {
      return thread.isRunning
    },
    rest: () => thread.rest(),
    close: () => thread.close(),
  }
}

function start(writer: WritingThread, url: string): Worker {
  const way = writer.connect()
  return new Worker(threadFile('imports'), {
    workerData: { url, writer: way } satisfies ImportsData,
    transferList: [way],
  })
}
