import { closeSync, existsSync, fdatasyncSync, openSync } from 'node:fs'

/**
 * Has what was committed reach the disk before anybody is told, once for all commits that come together:
 * the disk takes longer for that than SQLite for all the rest of a small write. SQLite's own
 * `synchronous = FULL` does it for each commit by itself.
 *
 * What lies in the write-ahead log survives a loss of power from then on; readers see it a moment before.
 */
export class GroupCommit {
  readonly #sync: () => void
  #waiting: PromiseWithResolvers<void>[] = []

  /** @param sync brings to the disk what was written; throws where that fails */
  constructor(sync: () => void) {
    this.#sync = sync
  }

  /**
   * Settles once all that was committed until now is on the disk.
   *
   * @throws what `sync` throws: what was committed may be lost, and must not be acknowledged
   */
  synced(): Promise<void> {
    const waiting = Promise.withResolvers<void>()
    // Behind all messages that are there by now, whose batches then share it.
    if (this.#waiting.push(waiting) === 1) setImmediate(() => this.#settle())
    return waiting.promise
  }

  #settle(): void {
    const group = this.#waiting
    this.#waiting = []
    try {
      this.#sync()
      for (const { resolve } of group) resolve()
    } catch (error) {
      for (const { reject } of group) reject(error)
    }
  }
}

/** Brings the write-ahead log beside a database file to the disk. */
export class LogOnDisk {
  readonly #path: string
  #file: number | null = null

  /** @param database path of the file that has the log */
  constructor(database: string) {
    this.#path = `${database}-wal`
  }

  readonly sync = (): void => {
    // It comes with the first write, and stays while the database is open.
    if (this.#file === null && existsSync(this.#path)) this.#file = openSync(this.#path, 'r+')
    if (this.#file !== null) fdatasyncSync(this.#file)
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file)
    this.#file = null
  }
}
