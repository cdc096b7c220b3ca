import { Worker } from 'node:worker_threads'
import { LibsqlError } from '@libsql/core/api'
import type { BatchClient } from '../../db/client.ts'
import type { Result } from '../../db/result.ts'
import type { Statements } from './batch-buffers.ts'
import { type Resting, type RestOptions, RestingThread } from './resting-thread.ts'
import { threadFile } from './thread-file.ts'

/** The thread that long reads of a file go to, page by page. */
export interface ScanningThread extends BatchClient, Resting {}

/**
 * Who reads all contacts reads page after page, and while embedded libSQL finds one, its thread does
 * nothing else. Here one page is found while the one before is being written, and nobody else waits for
 * either. A single read has no use for it: the way to a thread and back takes longer.
 */
export function scanInThread(url: string, options: RestOptions = {}): ScanningThread {
  const thread = new RestingThread<Statements, Result[]>({
    ...options,
    start: () =>
      new Worker(threadFile('scanner'), {
        workerData: url,
        resourceLimits: { maxYoungGenerationSizeMb: 4 },
      }),
    gone: (cause) =>
      new LibsqlError(
        'the scanning thread has ended',
        'CLIENT_CLOSED',
        undefined,
        undefined,
        cause instanceof Error ? cause : undefined,
      ),
  })
  return {
    batch: (statements) => thread.ask(statements),
    get isRunning() {
      return thread.isRunning
    },
    rest: () => thread.rest(),
    close: () => thread.close(),
  }
}
