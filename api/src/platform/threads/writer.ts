import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads'
import { LibsqlError } from '@libsql/core/api'
import type { BatchClient } from '../../db/client.ts'
import type { Result } from '../../db/result.ts'
import { buffersOf } from './batch-buffers.ts'
import { Calls } from './calls.ts'
import { threadFile } from './thread-file.ts'
import type { WriterOptions, WriterRequest } from './writer-thread.ts'

/** The thread that all batches of a file go to that write. */
export interface WritingThread extends BatchClient {
  /** A way to it for another thread, which `writeThrough` takes there. */
  connect(): MessagePort
  /** Writes the log beside the file into it and empties it; between two batches. */
  emptyLog(): Promise<void>
  /** Lets the writes under way finish. The client it was made of stays open. */
  close(): Promise<void>
}

type WriterCalls = Calls<WriterRequest, Result[]>

/**
 * Embedded libSQL is synchronous, and a chunk of an import takes it a tenth of a second: long enough to
 * be felt by everybody else. So batches that write go to a thread of their own, in the order they come.
 * What reads stays here, where it takes less time than the way to a thread and back; with a write-ahead
 * log it waits for no writer and sees what was committed before it began.
 *
 * @param reader the client of the same file in this thread
 * @param options.isDurable whether a write is acknowledged only once it would survive a loss of power
 */
export function writeInThread(
  reader: BatchClient,
  url: string,
  { isDurable = true }: Partial<WriterOptions> = {},
): WritingThread {
  const worker = new Worker(threadFile('writer'), {
    workerData: { url, isDurable } satisfies WriterOptions,
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  })
  const calls: WriterCalls = new Calls(worker)
  worker.on('error', (error) => calls.end(closed(error)))
  worker.on('exit', () => calls.end(closed()))
  return {
    ...clientOf(calls, reader),
    connect() {
      const { port1, port2 } = new MessageChannel()
      // Closed, it tells whoever has the other end that there is nobody.
      calls.ask({ connect: port1 }, [port1]).catch(() => port1.close())
      return port2
    },
    async emptyLog() {
      await calls.ask('checkpoint')
    },
    async close() {
      await calls.ask('close').catch(() => {})
      calls.end(closed())
      await worker.terminate()
    },
  }
}

/**
 * The same in another thread of the server.
 *
 * @param reader the client of the same file there
 */
export function writeThrough(port: MessagePort, reader: BatchClient): BatchClient {
  const calls: WriterCalls = new Calls(port)
  port.on('close', () => calls.end(closed()))
  return clientOf(calls, reader)
}

function clientOf(calls: WriterCalls, reader: BatchClient): BatchClient {
  return {
    async batch(statements, mode) {
      if (mode !== 'write') return reader.batch(statements, mode)
      // Bytes go with the batch: copies would wait here to be collected.
      return calls.ask({ statements }, buffersOf(statements))
    },
  }
}

function closed(cause?: unknown): LibsqlError {
  const why = cause instanceof Error ? cause : undefined
  return new LibsqlError('the writing thread has ended', 'CLIENT_CLOSED', undefined, undefined, why)
}
