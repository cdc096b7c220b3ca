// The thread behind scanner.ts: reads batches one after another.
import { parentPort, workerData } from 'node:worker_threads'
import { openEmbedded } from '../../db/embedded.ts'
import type { Result } from '../../db/result.ts'
import type { Statements } from './batch-buffers.ts'
import { answerCalls } from './calls.ts'
import type { Closing } from './resting-thread.ts'

if (!parentPort) throw new Error('this file is a thread of scanner.ts')
// What is scanned follows each other and is not looked at again; the upper pages of the search index are.
const client = await openEmbedded(String(workerData), { cacheMb: 4 })
// All that writes goes to the writing thread.
await client.execute('PRAGMA query_only = ON')

answerCalls(parentPort, async (asked: Statements | Closing): Promise<Result[]> => {
  if (asked !== 'close') return client.batch(asked, 'read')
  client.close()
  return []
})
