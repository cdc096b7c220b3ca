import { closeSync, existsSync, fdatasync, fdatasyncSync, openSync } from 'node:fs'
import { promisify } from 'node:util'
import { LibsqlError } from '@libsql/core/api'
import type { BatchClient } from '../../db/client.ts'
import type { Result } from '../../db/result.ts'
import { buffersOf, type Statements } from './batch-buffers.ts'
import { joined } from './joined.ts'

interface Waiting {
  statements: Statements
  told: PromiseWithResolvers<Result[]>
}

/** Brings to the disk what was written. Both ways fail where it may not have got there. */
export interface LogSync {
  sync(): void
  /** The same while more is being written. */
  syncAside(): Promise<void>
}

/** Beside a database that is not to survive a loss of power. */
export const noSync: LogSync = { sync() {}, async syncAside() {} }

/** Of a file that another process holds: each batch by itself would wait for it as long again. */
const isHeld = /^SQLITE_(?:BUSY|LOCKED)/

/**
 * Writes batches that come together in one transaction, and has them reach the disk before anybody is told.
 * A small write is the cheaper the more it shares: pages of the file that all of them change, the search
 * index's part that each transaction begins, and the disk, which takes longer than SQLite for all the rest.
 * SQLite's own `synchronous = FULL` syncs for each transaction by itself.
 *
 * A large batch, as a chunk of an import is, shares nothing: small ones that wait go before it, and while the
 * disk takes its time with it, the next one is written.
 *
 * Where one of them fails, nothing is written, and then each by itself: what fails is refused alone. What
 * lies in the write-ahead log survives a loss of power from its sync on; readers see it a moment before.
 */
export class GroupCommit {
  readonly #client: BatchClient
  readonly #log: LogSync
  readonly #written: (writes: number) => void
  readonly #syncing = new Set<Promise<void>>()
  #waiting: Waiting[] = []

  /** @param written told of each transaction of small writes how many these were, when they have been acknowledged */
  constructor(client: BatchClient, log: LogSync, written: (writes: number) => void = () => {}) {
    this.#client = client
    this.#log = log
    this.#written = written
  }

  /**
   * Settles once the batch is on the disk.
   *
   * @throws what the client throws, and what syncing does: the batch may be lost, and must not be acknowledged
   */
  write(statements: Statements): Promise<Result[]> {
    const told = Promise.withResolvers<Result[]>()
    // Behind all messages that are there by now, whose batches are then of the same group.
    if (this.#waiting.push({ statements, told }) === 1) setImmediate(() => this.flush())
    return told.promise
  }

  /** Writes what waits, without waiting for more; settles once all of it is on the disk. */
  async flush(): Promise<void> {
    const waiting = this.#waiting
    this.#waiting = []
    for (const group of groupsOf(waiting)) await this.#writeGroup(group)
    await Promise.all(this.#syncing)
  }

  async #writeGroup(group: readonly Waiting[]): Promise<void> {
    const refuse = (error: unknown) => {
      for (const { told } of group) told.reject(error)
    }
    let results: Result[][]
    try {
      const { statements, resultsOf } = joined(group.map((one) => one.statements))
      results = resultsOf(await this.#client.batch(statements, 'write'))
    } catch (error) {
      if (group.length === 1 || (error instanceof LibsqlError && isHeld.test(error.code)))
        return refuse(error)
      for (const one of group) await this.#writeGroup([one])
      return
    }
    const tell = () => {
      for (const [index, { told }] of group.entries()) told.resolve(results[index] as Result[])
    }
    if (group.some(isLarge)) return this.#syncAside(tell, refuse)
    try {
      this.#log.sync()
    } catch (error) {
      return refuse(error)
    }
    tell()
    this.#written(group.length)
  }

  #syncAside(tell: () => void, refuse: (error: unknown) => void): void {
    const synced = this.#log.syncAside().then(tell, refuse)
    this.#syncing.add(synced)
    void synced.then(() => this.#syncing.delete(synced))
  }
}

/** Where one fails, as many are written twice. */
const mostTogether = 50

/** What brings bytes along is large, as chunks of an import are: it holds up nobody else by failing. */
const isLarge = ({ statements }: Waiting) => buffersOf(statements).length > 0

/** Small ones together and first, each large one by itself. */
function groupsOf(waiting: readonly Waiting[]): Waiting[][] {
  const small = waiting.filter((one) => !isLarge(one))
  const groups: Waiting[][] = []
  for (let from = 0; from < small.length; from += mostTogether)
    groups.push(small.slice(from, from + mostTogether))
  return [...groups, ...waiting.filter(isLarge).map((one) => [one])]
}

const syncFile = promisify(fdatasync)

/** Brings the write-ahead log beside a database file to the disk. */
export class LogOnDisk implements LogSync {
  readonly #path: string
  #file: number | null = null

  /** @param database path of the file that has the log */
  constructor(database: string) {
    this.#path = `${database}-wal`
  }

  sync(): void {
    const file = this.#opened()
    if (file !== null) fdatasyncSync(file)
  }

  async syncAside(): Promise<void> {
    const file = this.#opened()
    if (file !== null) await syncFile(file)
  }

  /** It comes with the first write, and stays while the database is open. */
  #opened(): number | null {
    if (this.#file === null && existsSync(this.#path)) this.#file = openSync(this.#path, 'r+')
    return this.#file
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file)
    this.#file = null
  }
}
