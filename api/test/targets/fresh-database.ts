import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../src/node.ts'

/** Migrates once; a copy of the file is a fresh database at a fraction of the time. */
async function makeTemplate(folder: string): Promise<string> {
  const file = join(folder, 'template.db')
  const { client } = await openDatabase({ url: `file:${file}`, authToken: undefined })
  // What is still in the log beside the file would be missing from a copy.
  await client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  client.close()
  return file
}

let folder: string | undefined
let template: Promise<string> | undefined
let count = 0

process.on('exit', () => {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
})

/** Makes a migrated, empty database file. It goes when the process does. */
export async function freshDatabase(): Promise<string> {
  folder ??= mkdtempSync(join(tmpdir(), 'cardfile-target-'))
  template ??= makeTemplate(folder)
  count += 1
  const file = join(folder, `${count}.db`)
  copyFileSync(await template, file)
  return file
}
