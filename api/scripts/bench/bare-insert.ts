import type { Cell } from '@cardfile/openapi'
import Libsql from 'libsql'
import type { Work } from './job.ts'
import { discard } from './database-file.ts'
import { dataFolder, headings, mixedRows, rowsPerChunk } from './rows.ts'
import { timed } from './timed.ts'

/**
 * The bare limit: the same rows into one table with a column for each of theirs, in chunks, by one
 * prepared statement over JSON: no file, no rule, no index, no search, no log.
 */
export async function bareInsert(count: string): Promise<Work> {
  const file = `${dataFolder}bench-bare-${process.pid}.db`
  discard(file)
  const db = new Libsql(file)
  db.exec('PRAGMA journal_mode = WAL')
  db.exec('PRAGMA synchronous = NORMAL')
  const columns = headings.map((_, index) => `c${index}`)
  db.exec(`CREATE TABLE bare (seq INTEGER PRIMARY KEY, ${columns.join(', ')})`)
  const values = headings.map((_, index) => `value->>${index}`)
  const insert = db.prepare(`INSERT INTO bare SELECT NULL, ${values.join(', ')} FROM json_each(?)`)
  const chunks: Cell[][][] = []
  for (const cells of mixedRows(Number(count))) {
    if ((chunks.at(-1)?.length ?? rowsPerChunk) === rowsPerChunk) chunks.push([])
    chunks.at(-1)?.push(cells)
  }
  const work = await timed(async () => {
    for (const chunk of chunks) {
      db.exec('BEGIN IMMEDIATE')
      insert.run(JSON.stringify(chunk))
      db.exec('COMMIT')
    }
  })
  db.close()
  discard(file)
  return work
}
