// The thread behind writer.ts: takes batches one after another and answers each.
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { embeddedFile, openEmbedded } from '../../db/embedded.ts'
import type { Result } from '../../db/result.ts'
import { buffersOf, type Statements } from './batch-buffers.ts'
import { answerCalls } from './calls.ts'
import { GroupCommit, LogOnDisk } from './group-commit.ts'
import { LogCheckpoints } from './log-checkpoints.ts'

export interface WriterOptions {
  /** Of the file. */
  url: string
  /** Whether a write is acknowledged only once it would survive a loss of power. */
  isDurable: boolean
}

/** A batch, another way here, the log to be emptied into the file, or the end. */
export type WriterRequest =
  | { statements: Statements }
  | { connect: MessagePort }
  | 'checkpoint'
  | 'close'

if (!parentPort) throw new Error('this file is a thread of writer.ts')
const { url, isDurable } = workerData as WriterOptions
const client = await openEmbedded(url)
const file = embeddedFile(url) ?? ''
const log = new LogOnDisk(file)
const checkpoints = new LogCheckpoints(file, client)
const commits = new GroupCommit(client, isDurable ? log.sync : () => {}, checkpoints.written)

async function write(statements: Statements): Promise<Result[]> {
  try {
    return await commits.write(statements)
  } finally {
    free(statements)
  }
}

/** Frees the memory of bytes that came with a batch; until a collection it would pile up. */
function free(statements: Statements): void {
  for (const buffer of buffersOf(statements)) buffer.transfer(0)
}

async function end(): Promise<void> {
  await checkpoints.close()
  log.close()
  client.close()
}

async function answer(request: WriterRequest): Promise<Result[]> {
  if (typeof request === 'object' && 'statements' in request) return write(request.statements)
  // What came before goes first.
  await commits.flush()
  if (request === 'close') await end()
  else if (request === 'checkpoint') {
    await checkpoints.idle()
    await client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  } else answerCalls(request.connect, answer)
  return []
}

answerCalls(parentPort, answer)
