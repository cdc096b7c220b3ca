import Libsql from 'libsql/promise'
import type { DatabaseClient } from '../../db/client.ts'

/** Pages that the log grows by with each transaction of small writes, and with each of these (measured, about). */
const pagesPerTransaction = 20
const pagesPerWrite = 10
/** Half of what the log holds when SQLite itself, in the midst of a commit, writes it into the file. */
const pagesBetween = 8_000
/** Each pass has left what was written while it went on, less each time. */
const passes = 4

const checkpoint = 'PRAGMA wal_checkpoint(PASSIVE)'

/**
 * Writes the log into the database file beside the writes, by a connection whose work no JavaScript waits for. In a
 * commit it holds everybody up who writes: of 16,000 pages for 45 ms of processor time, and until the disk has the
 * file. Passes go on until little is left, which the writing connection does itself between two transactions: only
 * where nothing at all is left does the log begin anew.
 *
 * A pass that fails leaves the log as it is, which is as good as the file; SQLite's own checkpoint comes then.
 */
export class LogCheckpoints {
  readonly #path: string
  readonly #writer: Pick<DatabaseClient, 'execute'>
  readonly #pagesBetween: number
  #beside: Libsql | null = null
  #pages = 0
  #underWay: Promise<void> | null = null

  /**
   * @param path of the database file
   * @param writer the connection that writes
   * @param pages that the log grows by, about, from one checkpoint to the next
   */
  constructor(path: string, writer: Pick<DatabaseClient, 'execute'>, pages = pagesBetween) {
    this.#path = path
    this.#writer = writer
    this.#pagesBetween = pages
  }

  /** To be told of each transaction. @param writes how many small writes it was of */
  readonly written = (writes: number): void => {
    this.#pages += pagesPerTransaction + writes * pagesPerWrite
    if (this.#pages < this.#pagesBetween || this.#underWay !== null) return
    this.#underWay = this.#run().finally(() => {
      this.#pages = 0
      this.#underWay = null
    })
  }

  /** Settles when none is under way: SQLite refuses a second one. */
  async idle(): Promise<void> {
    while (this.#underWay !== null) await this.#underWay
  }

  async close(): Promise<void> {
    await this.idle()
    this.#beside?.close()
    this.#beside = null
  }

  async #run(): Promise<void> {
    try {
      this.#beside ??= new Libsql(this.#path, {})
      for (let pass = 0; pass < passes; pass++) await this.#beside.exec(checkpoint)
      await this.#writer.execute(checkpoint)
    } catch {
      // As SQLite has it of its own checkpoints: the write that the log is of has succeeded.
    }
  }
}
