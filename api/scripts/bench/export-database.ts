import { existsSync } from 'node:fs'
import { keepDatabase } from './database-file.ts'
import { importRows, openFresh } from './import-jobs.ts'
import { dataFolder, freshRows } from './rows.ts'

/** A database with so many contacts of twenty values each, made when it is missing. */
export async function exportDatabase(count: number): Promise<string> {
  const file = `${dataFolder}bench-export-${count}.db`
  if (existsSync(file)) return file
  const { client, ctx, close } = await openFresh(`${file}.making`)
  await importRows(ctx, freshRows(count))
  await client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  await close()
  keepDatabase(`${file}.making`, file)
  return file
}
