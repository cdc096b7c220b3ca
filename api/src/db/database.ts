import { LibsqlError } from '@libsql/core/api'
import type { BatchClient } from './client.ts'
import { isPassing, RemoteFailure } from './remote-failure.ts'
import type { Result, Row } from './result.ts'
import type { Statement } from './statement.ts'

/** `scan` reads too: one page of many, which may be read elsewhere so as to hold up nobody. */
export type BatchMode = 'read' | 'scan' | 'write'

/** What one session asked of the database, for `Server-Timing` and the round-trip budget. */
export interface Meter {
  trips: number
  /** Milliseconds waited for the database. */
  time: number
}

/** The database was not reached, or stayed locked for too long. Nothing is known to be written. */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable'
}

/** The platform lets this request ask no more. Trying again is of no use. */
export class OutOfTrips extends DatabaseUnavailable {
  override name = 'OutOfTrips'
}

/** The answer would be more than the database gives at once. Nothing is written. */
export class AnswerTooLarge extends Error {
  override name = 'AnswerTooLarge'
}

/** What was to be written holds a value or makes a row that is more than the database stores. Nothing is written. */
export class ValueTooLarge extends Error {
  override name = 'ValueTooLarge'
}

/** The database takes no changes: there is no room for them, or it is there to be read only. */
export class DatabaseUnwritable extends Error {
  override name = 'DatabaseUnwritable'
  readonly why: 'full' | 'read_only'

  constructor(why: 'full' | 'read_only', options?: ErrorOptions) {
    super(
      why === 'full'
        ? 'the disk that holds the database is full'
        : 'the file of the database, or the token it is reached by, is read only',
      options,
    )
    this.why = why
  }
}

/**
 * The only way to the database. Every call is one atomic batch and one round trip: there are no
 * interactive transactions, which would cost a trip per statement and hold locks across the net.
 */
export interface Database {
  readonly meter: Meter
  /** Whether it answers without a network, so that waiting for it leaves no time for anything else. */
  readonly isNear: boolean
  /** Whether the last batch that should have written was refused since the database takes no changes. */
  readonly writes: { areRefused: boolean }
  batch(statements: Statement[], mode: BatchMode): Promise<Result[]>
  /** The same database with a meter of its own, for one request. */
  session(): Database
}

interface Ways {
  isNear?: boolean
  /** Who scans; left out, the client itself. */
  scanner?: BatchClient
}

export function createDatabase(client: BatchClient, ways: Ways = {}): Database {
  return new MeteredDatabase(client, ways)
}

class MeteredDatabase implements Database {
  readonly meter: Meter = { trips: 0, time: 0 }
  readonly isNear: boolean
  readonly writes: Database['writes']
  readonly #client: BatchClient
  readonly #scanner: BatchClient

  constructor(
    client: BatchClient,
    { isNear = false, scanner = client }: Ways,
    writes: Database['writes'] = { areRefused: false },
  ) {
    this.#client = client
    this.writes = writes
    this.#scanner = scanner
    this.isNear = isNear
  }

  async batch(statements: Statement[], mode: BatchMode): Promise<Result[]> {
    const begun = performance.now()
    this.meter.trips++
    try {
      if (mode === 'scan') return await this.#scanner.batch(statements, 'read')
      const results = await this.#client.batch(statements, mode)
      if (mode === 'write') this.writes.areRefused = false
      return results
    } catch (error) {
      const known = foreseen(error, mode)
      if (known instanceof DatabaseUnwritable) this.writes.areRefused = true
      throw known
    } finally {
      this.meter.time += performance.now() - begun
    }
  }

  session(): Database {
    const ways = { isNear: this.isNear, scanner: this.#scanner }
    return new MeteredDatabase(this.#client, ways, this.writes)
  }
}

/** What whoever asked can do something about, by what it is; else the error itself. */
function foreseen(error: unknown, mode: BatchMode): unknown {
  if (error instanceof RemoteFailure && outOfTrips.test(error.message))
    return new OutOfTrips(error.message, { cause: error })
  const unwritable = unwritableError(error, mode)
  if (unwritable) return unwritable
  if (isUnavailable(error))
    return new DatabaseUnavailable(`the database cannot be reached: ${error.message}`, {
      cause: error,
    })
  if (!(error instanceof LibsqlError)) return error
  const tooLarge = error.code === 'RESPONSE_TOO_LARGE' || tooBig.test(error.message)
  if (!tooLarge) return error
  return mode === 'write' && error.code !== 'RESPONSE_TOO_LARGE'
    ? new ValueTooLarge(error.message, { cause: error })
    : new AnswerTooLarge(error.message, { cause: error })
}

/** SQLite's words and the system's, of a file, its log, and the disk that a log is brought to. */
const full = /SQLITE_FULL|database or disk is full|ENOSPC|EDQUOT/
const readOnly = /SQLITE_READONLY|readonly database|read-only|EROFS/i
/** Words of a libSQL server and of Turso for a token that may only read, and for writes beyond a plan. */
const forbidden = /write operations are forbidden|HTTP status 403|not authorized|BLOCKED/i

/** Whether an error says that the database takes no changes: a server that forbids a read, forbids all. */
export function unwritableError(
  error: unknown,
  mode: BatchMode = 'write',
): DatabaseUnwritable | null {
  if (!(error instanceof Error)) return null
  const told = error instanceof LibsqlError ? `${error.code}: ${error.message}` : error.message
  if (full.test(told)) return new DatabaseUnwritable('full', { cause: error })
  const isReadOnly = readOnly.test(told) || (mode === 'write' && forbidden.test(told))
  return isReadOnly ? new DatabaseUnwritable('read_only', { cause: error }) : null
}

/** Words of Cloudflare Workers: https://developers.cloudflare.com/workers/platform/limits/#subrequests */
const outOfTrips = /too many subrequests/i

/** SQLite's words, whatever code a server gives it. */
const tooBig = /string or blob too big/

/** Of a file that another process holds, of a thread that is gone, and of a server whose owner forbids reads. */
const unavailableCodes = /^(SQLITE_BUSY|SQLITE_LOCKED|CLIENT_CLOSED|BLOCKED)/

function isUnavailable(error: unknown): error is Error {
  return isPassing(error) || (error instanceof LibsqlError && unavailableCodes.test(error.code))
}

/** @throws Error where a statement that always answers one row answered none. */
export function firstRow(result: Result | undefined): Row {
  const row = result?.rows[0]
  if (!row) throw new Error('the database answered no row where there is always one')
  return row
}
