import { copyFileSync, renameSync, rmSync } from 'node:fs'

/** Removes a database with all that stands beside it. */
export function discard(file: string): void {
  for (const end of ['', '-wal', '-shm', '.secret']) rmSync(file + end, { force: true })
}

/**
 * Gives a finished database its name. It is copied, because the binding keeps a closed connection open
 * until its statements are collected, and SQLite knows files by their inode: opened by its new name, a
 * moved file would share the old connection's index of a write-ahead log that other processes do not see.
 *
 * @param made a database whose write-ahead log is empty; it goes
 */
export function keepDatabase(made: string, file: string): void {
  const copy = `${file}.copy`
  copyFileSync(made, copy)
  renameSync(copy, file)
  discard(made)
}
