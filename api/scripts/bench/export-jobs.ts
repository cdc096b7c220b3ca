import { createWriteStream, existsSync, renameSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createApp } from '../../src/app.ts'
import { createDatabase } from '../../src/db/database.ts'
import { openDatabase } from '../../src/node.ts'
import { importRows, openFresh } from './import-jobs.ts'
import type { Work } from './job.ts'
import { dataFolder, discard, freshRows } from './rows.ts'
import { timed } from './timed.ts'

/** A database with so many contacts of twenty values each, made when it is missing. */
export async function exportDatabase(count: number): Promise<string> {
  const file = `${dataFolder}bench-export-${count}.db`
  if (existsSync(file)) return file
  const { client, ctx, close } = await openFresh(`${file}.making`)
  await importRows(ctx, freshRows(count))
  await client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  await close()
  renameSync(`${file}.making`, file)
  discard(`${file}.making`)
  return file
}

/** What the server does for `GET /exports/contacts`, into a file. */
export async function exportFromDatabase(database: string, target: string): Promise<Work> {
  const { client } = await openDatabase({ url: `file:${database}`, authToken: undefined })
  const app = createApp({ db: createDatabase(client) })
  const work = await timed(async () => {
    const answer = await app.request('/api/v1/exports/contacts?hidden=1')
    if (answer.status !== 200 || !answer.body) throw new Error(`it answered ${answer.status}`)
    await pipeline(answer.body, createWriteStream(target))
  })
  client.close()
  return work
}
