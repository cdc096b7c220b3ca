import { existsSync, renameSync } from 'node:fs'
import { importRows, openFresh } from './import-jobs.ts'
import { dataFolder, discard, freshRows } from './rows.ts'

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
