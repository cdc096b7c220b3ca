import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { dirname, resolve } from 'node:path'
import { LibsqlError } from '@libsql/core/api'
import { embeddedFile, openEmbedded } from '../../db/embedded.ts'
import { EmbeddedClient } from '../../db/embedded-client.ts'
import { firstRow } from '../../db/database.ts'

/** Why there is no backup, or nothing was restored, in words for whoever asked for it. */
export class BackupError extends Error {
  override name = 'BackupError'
}

/** Milliseconds to wait for whoever else has the file. */
const patience = 5_000

/**
 * Copies an embedded database, as it is at one moment, into a file of its own, while a server may go on
 * reading and writing it. The copy is complete on the disk, and sound, before this is done; a copy that
 * was broken off leaves nothing under its name.
 *
 * @param url `file:` and a path
 * @param target path of the copy; nothing may be there
 * @returns how many contacts are in it
 * @throws BackupError for a remote database, a missing one, and a target that is taken
 */
export async function backUp(url: string, target: string): Promise<number> {
  const file = fileOf(url)
  if (!existsSync(file)) throw new BackupError(`There is no database at ${file}.`)
  if (existsSync(target))
    throw new BackupError(`${target} is there already; a backup never writes over anything.`)
  const unfinished = `${target}.unfinished`
  rmSync(unfinished, { force: true })
  const client = new EmbeddedClient(file, { timeout: patience })
  try {
    await client.execute({ sql: 'VACUUM INTO ?', args: [unfinished] })
    const contacts = await contactsIn(unfinished)
    reachDisk(unfinished)
    renameSync(unfinished, target)
    reachDisk(dirname(resolve(target)))
    return contacts
  } finally {
    client.close()
    rmSync(unfinished, { force: true })
  }
}

/**
 * Puts a backup in the place of an embedded database that no server has open. What was there is kept
 * beside it under another name.
 *
 * @param source path of the backup, which stays
 * @param url `file:` and a path
 * @returns how many contacts are in it, and where the database before is; null where there was none
 * @throws BackupError for a remote database, one in use, and a source that is no sound backup
 */
export async function restore(
  source: string,
  url: string,
): Promise<{ contacts: number; before: string | null }> {
  const file = fileOf(url)
  if (!existsSync(source)) throw new BackupError(`There is no backup at ${source}.`)
  const incoming = `${file}.incoming`
  try {
    copyFileSync(source, incoming)
    const contacts = await contactsIn(incoming)
    reachDisk(incoming)
    const before = existsSync(file) ? await setAside(file) : null
    renameSync(incoming, file)
    reachDisk(dirname(resolve(file)))
    return { contacts, before }
  } finally {
    for (const end of endings) rmSync(incoming + end, { force: true })
  }
}

const endings = ['', '-wal', '-shm']

function fileOf(url: string): string {
  const file = embeddedFile(url)
  if (file !== undefined) return file
  throw new BackupError(
    `${url.replace(/\?.*/, '')} is not a file: its host keeps backups. On Turso, a database is restored to a moment by "turso db create NEW --from-db OLD --timestamp TIME", and "turso db export" writes a file.`,
  )
}

/** @throws BackupError for a file that is damaged, or no database of ours */
async function contactsIn(path: string): Promise<number> {
  let client: EmbeddedClient | undefined
  try {
    client = new EmbeddedClient(path, { timeout: patience })
    const verdict = firstRow(await client.execute('PRAGMA quick_check(1)')).quick_check
    if (verdict !== 'ok') throw new BackupError(`${path} is damaged: ${String(verdict)}.`)
    const { rows } = await client.execute('SELECT count(*) AS n FROM contacts')
    return Number(rows[0]?.n)
  } catch (error) {
    if (!(error instanceof LibsqlError)) throw error
    throw new BackupError(`${path} is no backup of contacts: ${error.message}.`, { cause: error })
  } finally {
    client?.close()
  }
}

/** @throws BackupError while anybody has it open */
async function setAside(file: string): Promise<string> {
  const client = await openEmbedded(`file:${file}`)
  try {
    // With a write-ahead log, only whoever is alone gets this; and its log is emptied by it.
    await client.execute('PRAGMA locking_mode = EXCLUSIVE')
    await client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
    const { rows } = await client.execute('PRAGMA journal_mode = DELETE')
    if (rows[0]?.journal_mode !== 'delete') throw new LibsqlError('', 'SQLITE_BUSY')
  } catch (error) {
    if (!(error instanceof LibsqlError)) throw error
    throw new BackupError(`${file} is in use: stop the server that has it open, then restore.`)
  } finally {
    client.close()
  }
  const before = `${file}.before-${new Date().toISOString().replaceAll(/[-:.]/g, '')}`
  renameSync(file, before)
  for (const end of endings.slice(1)) rmSync(file + end, { force: true })
  return before
}

function reachDisk(path: string): void {
  const opened = openSync(path, 'r')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}
