// The thread behind node-writer.ts: takes batches one after another and answers each.
import { parentPort, workerData } from 'node:worker_threads'
import { LibsqlError } from '@libsql/client/sqlite3'
import { openEmbedded } from './embedded.ts'
import { buffersOf, type Statements } from './node-batch-buffers.ts'

/** A batch, the log to be emptied into the file, or the end. */
export type WriterRequest =
  | { id: number; statements: Statements; mode: 'write' }
  | { id: number; statements: 'checkpoint' }
  | 'close'

export interface WriterFault {
  message: string
  code?: string
}

export type WriterReply =
  | {
      id: number
      results: {
        columns: string[]
        columnTypes: string[]
        rows: Record<string, unknown>[]
        rowsAffected: number
        lastInsertRowid: bigint | undefined
      }[]
    }
  | { id: number; fault: WriterFault }

if (!parentPort) throw new Error('this file is a thread of node-writer.ts')
const port = parentPort
// A chunk of an import touches more pages than fit into the usual cache, and would write them twice.
const client = await openEmbedded(String(workerData), { cacheMb: 8 })

function answer(reply: WriterReply): void {
  port.postMessage(reply)
}

function faultOf(error: unknown): WriterFault {
  if (error instanceof LibsqlError) {
    const { code, message } = error
    // Its constructor puts the code in front of the message, and will do so again.
    return {
      code,
      message: message.startsWith(`${code}: `) ? message.slice(code.length + 2) : message,
    }
  }
  return { message: error instanceof Error ? error.message : String(error) }
}

/** Frees the memory of bytes that came with a batch; until a collection it would pile up. */
function free(statements: Statements): void {
  for (const buffer of buffersOf(statements)) buffer.transfer(0)
}

port.on('message', (request: WriterRequest) => {
  if (request === 'close') {
    client.close()
    port.close()
    return
  }
  const { id, statements } = request
  const written =
    statements === 'checkpoint'
      ? client.execute('PRAGMA wal_checkpoint(TRUNCATE)').then(() => [])
      : client.batch(statements, request.mode).finally(() => free(statements))
  written.then(
    (results) =>
      answer({
        id,
        results: results.map(({ columns, columnTypes, rows, rowsAffected, lastInsertRowid }) => ({
          columns,
          columnTypes,
          rows: rows.map((row) => ({ ...row })),
          rowsAffected,
          lastInsertRowid,
        })),
      }),
    (error: unknown) => answer({ id, fault: faultOf(error) }),
  )
})
