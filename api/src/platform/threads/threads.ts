import type { BatchClient } from '../../db/client.ts'
import { type ImportingThread, importInThread } from './imports.ts'
import { type ScanningThread, scanInThread } from './scanner.ts'
import { type WritingThread, writeInThread } from './writer.ts'

/** What works beside the thread that answers requests, over one database file. */
export interface Threads {
  writer: WritingThread
  imports: ImportingThread
  scanner: ScanningThread
}

/**
 * Starts what a server on Node has beside its main thread: writing at once, the others when there is
 * something for them. Exports often follow imports and the other way round; whichever comes lets the
 * other go that has nothing to do any more, so that a server need not have memory for both.
 *
 * @param client of the same file in this thread
 */
export function startThreads(client: BatchClient, url: string, { isDurable = true } = {}): Threads {
  const writer = writeInThread(client, url, { isDurable })
  const imports = importInThread(writer, url, { onStart: () => scanner.rest() })
  const scanner = scanInThread(url, { onStart: () => imports.rest() })
  return { writer, imports, scanner }
}
