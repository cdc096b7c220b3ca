import { Worker } from 'node:worker_threads'
import { type Client, LibsqlError, type ResultSet } from '@libsql/client/sqlite3'
import { buffersOf } from './node-batch-buffers.ts'
import type { WriterReply, WriterRequest } from './node-writer-thread.ts'

/** A client whose writes happen in a thread of their own. */
export interface ThreadedClient extends Pick<Client, 'batch'> {
  /** Writes the log beside the file into it and empties it; between two batches. */
  emptyLog(): Promise<void>
  /** Lets the writes under way finish. The client it was made of stays open. */
  close(): Promise<void>
}

interface Waiting {
  resolve(results: ResultSet[]): void
  reject(error: Error): void
}

// As source, or beside us in a bundle.
const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
const thread = new URL(`node-writer-thread.${ending}`, import.meta.url)

/**
 * Embedded libSQL is synchronous, and a chunk of an import takes it a tenth of a second: long enough to
 * be felt by everybody else. So batches that write go to a thread of their own, in the order they come.
 * What reads stays here, where it takes less time than the way to a thread and back; with a write-ahead
 * log it waits for no writer and sees what was committed before it began.
 *
 * @param reader the client of the same file in this thread
 */
export function writeInThread(reader: Client, url: string): ThreadedClient {
  const waiting = new Map<number, Waiting>()
  let last = 0
  let ended: Error | null = null
  const worker = new Worker(thread, {
    workerData: url,
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  })

  const end = (error: Error): void => {
    ended = error
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  worker.on('message', (reply: WriterReply) => {
    const asked = waiting.get(reply.id)
    waiting.delete(reply.id)
    if ('fault' in reply) asked?.reject(errorOf(reply.fault))
    else asked?.resolve(reply.results.map(resultOf))
  })
  worker.on('error', (error) => end(closed(error)))
  const gone = new Promise<void>((resolve) => {
    worker.on('exit', () => {
      end(closed())
      resolve()
    })
  })

  const send = (request: WriterRequest) => worker.postMessage(request, bytesIn(request))
  const ask = (asked: object) =>
    new Promise<ResultSet[]>((resolve, reject) => {
      if (ended) throw ended
      const id = ++last
      waiting.set(id, { resolve, reject })
      send({ ...asked, id } as WriterRequest)
    })
  return {
    batch(statements, mode) {
      return mode === 'write' ? ask({ statements, mode }) : reader.batch(statements, mode)
    },
    async emptyLog() {
      await ask({ statements: 'checkpoint' })
    },
    close() {
      send('close')
      return gone
    },
  }
}

/** They go with the batch: copies would wait here to be collected. */
function bytesIn(request: WriterRequest): ArrayBuffer[] {
  return request === 'close' || request.statements === 'checkpoint'
    ? []
    : buffersOf(request.statements)
}

function closed(cause?: unknown): LibsqlError {
  const why = cause instanceof Error ? cause : undefined
  return new LibsqlError('the writing thread has ended', 'CLIENT_CLOSED', undefined, undefined, why)
}

function errorOf({ code, message }: { code?: string; message: string }): Error {
  return code === undefined ? new Error(message) : new LibsqlError(message, code)
}

function resultOf(
  result: Extract<WriterReply, { results: unknown }>['results'][number],
): ResultSet {
  return { ...result, rows: result.rows as unknown as ResultSet['rows'], toJSON: () => result }
}
