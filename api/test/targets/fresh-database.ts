import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { inject } from 'vitest'
import { dataFile, type Sqld, startSqld } from '../../scripts/sqld.ts'

let folder: string | undefined
let count = 0

/** Removes every database made here. */
export function removeDatabases(): void {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
  folder = undefined
}

/** A copy of a migrated file is a fresh database at a fraction of the time. */
function copyTemplate(fileAt: (folder: string) => string) {
  folder ??= mkdtempSync(join(tmpdir(), 'cardfile-target-'))
  count += 1
  const own = join(folder, String(count))
  const file = fileAt(own)
  mkdirSync(dirname(file), { recursive: true })
  copyFileSync(inject('template'), file)
  return { folder: own, file }
}

/** Makes a migrated, empty database file, which lasts until `removeDatabases`. */
export async function freshDatabase(): Promise<string> {
  return copyTemplate((own) => join(own, 'test.db')).file
}

/** Starts a real libSQL server over the same; whoever asked for it stops it. */
export async function freshServer(): Promise<Sqld> {
  return startSqld({ folder: copyTemplate(dataFile).folder })
}
