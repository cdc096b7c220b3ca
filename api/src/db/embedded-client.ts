import type { InStatement, InValue } from '@libsql/client/web'
import { LibsqlError } from '@libsql/core/api'
import Libsql from 'libsql'
import type { DatabaseClient } from './client.ts'
import { KeptStatements } from './kept-statements.ts'
import type { Result } from './result.ts'

type Connection = InstanceType<typeof Libsql>

/**
 * A client of one file, over libSQL's own binding. `@libsql/client` prepares each statement anew, asks
 * for its columns each time, learns by an exception that a write has no rows, and makes rows that answer
 * to numbers too: together more than half of what a look-up costs (measured). Statements are kept here,
 * rows are plain, and a single read has no transaction around it. Remote databases stay with that client;
 * one test suite holds both to the same answers.
 *
 * All it does is synchronous, so what is said of its promises is only their form.
 */
export class EmbeddedClient implements DatabaseClient {
  readonly #connection: Connection
  readonly #statements: KeptStatements

  /**
   * @param path of the file; it is made where there is none
   * @param timeout how long to wait for another process that writes, in milliseconds
   */
  constructor(path: string, { timeout }: { timeout: number }) {
    this.#connection = new Libsql(path, { timeout })
    this.#statements = new KeptStatements(this.#connection)
  }

  /** @throws LibsqlError with SQLite's code; nothing of a batch that failed is written */
  async batch(statements: InStatement[], mode: 'read' | 'write'): Promise<Result[]> {
    // One statement reads one state anyway.
    if (mode === 'read' && statements.length === 1) return statements.map(this.#run)
    return this.#atomically(mode === 'write' ? 'BEGIN IMMEDIATE' : 'BEGIN', statements)
  }

  async execute(statement: InStatement): Promise<Result> {
    return this.#run(statement)
  }

  async migrate(statements: InStatement[]): Promise<void> {
    this.#run('PRAGMA foreign_keys = off')
    try {
      this.#atomically('BEGIN', statements)
    } finally {
      this.#run('PRAGMA foreign_keys = on')
    }
  }

  close(): void {
    if (this.#connection.open) this.#connection.close()
  }

  #atomically(begin: 'BEGIN' | 'BEGIN IMMEDIATE', statements: InStatement[]): Result[] {
    this.#run(begin)
    try {
      const results = statements.map(this.#run)
      this.#run('COMMIT')
      return results
    } finally {
      // SQLite ends some failed transactions by itself; a COMMIT that failed leaves one open.
      if (this.#connection.inTransaction) this.#run('ROLLBACK')
    }
  }

  readonly #run = (statement: InStatement): Result => {
    if (!this.#connection.open) throw new LibsqlError('the database is closed', 'CLIENT_CLOSED')
    const { sql, args = [] } = typeof statement === 'string' ? { sql: statement } : statement
    if (!Array.isArray(args)) throw new TypeError('statements take their values by place')
    try {
      return this.#statements.run(sql, args.map(bound))
    } catch (error) {
      throw asLibsqlError(error)
    }
  }
}

/** A value as the binding takes it: given a boolean it ends the process, and half of a number it cuts. */
function bound(value: InValue): unknown {
  if (typeof value === 'string' || value === null) return value
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError('only finite numbers can be stored')
    return value
  }
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'bigint') {
    if (BigInt.asIntN(64, value) !== value)
      throw new RangeError('an integer has at most 64 bits in the database')
    return value
  }
  if (value instanceof Date) return value.valueOf()
  return value instanceof ArrayBuffer ? new Uint8Array(value) : value
}

function asLibsqlError(error: unknown): unknown {
  if (!(error instanceof Libsql.SqliteError)) return error
  const { message, code, rawCode } = error
  // As the client has it: the part of the code that every error of the kind shares.
  const kind = /^SQLITE_(?:CONSTRAINT|BUSY|LOCKED|IOERR|READONLY|FULL|CORRUPT|CANTOPEN)/.exec(code)
  return new LibsqlError(message, kind?.[0] ?? code, code, rawCode, error)
}
