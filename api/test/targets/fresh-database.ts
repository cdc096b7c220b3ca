import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { dataFile, type Sqld, startSqld } from '../../scripts/sqld.ts'
import { openDatabase } from '../../src/platform/node/node.ts'

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

/** Removes every database made here. */
export function removeDatabases(): void {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
  folder = undefined
  template = undefined
}

async function copyTemplate(fileAt: (folder: string) => string) {
  folder ??= mkdtempSync(join(tmpdir(), 'cardfile-target-'))
  template ??= makeTemplate(folder)
  count += 1
  const own = join(folder, String(count))
  const file = fileAt(own)
  mkdirSync(dirname(file), { recursive: true })
  copyFileSync(await template, file)
  return { folder: own, file }
}

/** Makes a migrated, empty database file, which lasts until `removeDatabases`. */
export async function freshDatabase(): Promise<string> {
  return (await copyTemplate((own) => join(own, 'test.db'))).file
}

/** Starts a real libSQL server over the same; whoever asked for it stops it. */
export async function freshServer(): Promise<Sqld> {
  return startSqld({ folder: (await copyTemplate(dataFile)).folder })
}
