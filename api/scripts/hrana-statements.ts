// The inner half of the Hrana bridge: one statement or batch on one embedded connection, in the
// protocol's JSON shapes (Hrana 2). A part for development and tests, as the bridge itself.
import { setTimeout as sleep } from 'node:timers/promises'
import type Database from 'libsql'

export type Connection = Database.Database

/** A value on the wire; integers travel as text, since JSON's numbers cannot hold 64 bits. */
type WireValue =
  | { type: 'null' }
  | { type: 'integer'; value: string }
  | { type: 'float'; value: number }
  | { type: 'text'; value: string }
  | { type: 'blob'; base64: string }

export interface WireStatement {
  sql?: string
  sql_id?: number
  args?: WireValue[]
  named_args?: { name: string; value: WireValue }[]
  want_rows?: boolean
}

interface StatementResult {
  cols: { name: string; decltype: string | null }[]
  rows: WireValue[][]
  affected_row_count: number
  last_insert_rowid: string | null
}

type Condition =
  | { type: 'ok' | 'error'; step: number }
  | { type: 'not'; cond: Condition }
  | { type: 'and' | 'or'; conds: Condition[] }
  | { type: 'is_autocommit' }

export interface WireBatch {
  steps: { condition?: Condition | null; stmt: WireStatement }[]
}

interface BatchResult {
  step_results: (StatementResult | null)[]
  step_errors: (WireError | null)[]
}

export interface WireError {
  message: string
  code: string
}

/** A failure the client is told of; its message and code are those the real server uses. */
export class HranaError extends Error {
  readonly code: string
  constructor(message: string, code: string) {
    super(message)
    this.code = code
  }
}

type SqlValue = null | bigint | number | string | Buffer

const decoders: { [T in WireValue['type']]: (value: Extract<WireValue, { type: T }>) => SqlValue } =
  {
    null: () => null,
    integer: ({ value }) => BigInt(value),
    float: ({ value }) => value,
    text: ({ value }) => value,
    blob: ({ base64 }) => Buffer.from(base64, 'base64'),
  }

function decode(value: WireValue): SqlValue {
  const decoder = decoders[value.type] as (value: WireValue) => SqlValue
  return decoder(value)
}

function encode(value: SqlValue): WireValue {
  if (value === null) return { type: 'null' }
  if (typeof value === 'bigint') return { type: 'integer', value: String(value) }
  if (typeof value === 'number') return { type: 'float', value }
  if (typeof value === 'string') return { type: 'text', value }
  return { type: 'blob', base64: Buffer.from(value).toString('base64') }
}

interface SqliteFailure extends Error {
  code: string
}

const isSqliteFailure = (error: unknown): error is SqliteFailure =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'

/** The real server knows primary codes only: a broken UNIQUE is `SQLITE_CONSTRAINT`, no more. */
function primaryCode(code: string): string {
  const primary = /^SQLITE_[A-Z]+/.exec(code)?.[0] ?? 'SQLITE_UNKNOWN'
  return primary === 'SQLITE_ERROR' ? 'SQLITE_UNKNOWN' : primary
}

/** @returns what the client is told of a failure; undefined when it is a fault of ours */
export function toWireError(error: unknown): WireError | undefined {
  if (error instanceof HranaError) return { message: error.message, code: error.code }
  if (!isSqliteFailure(error)) return undefined
  return { message: `SQLite error: ${error.message}`, code: primaryCode(error.code) }
}

/** How long a statement waits for another connection's lock, in ms. */
const busyTimeout = 5000

/**
 * Waits for locks without holding up the process: whoever has the lock may be a connection of this
 * very process, which could never let go while we block.
 */
async function whenFree<T>(run: () => T): Promise<T> {
  const deadline = Date.now() + busyTimeout
  for (;;) {
    try {
      return run()
    } catch (error) {
      const busy = isSqliteFailure(error) && error.code.startsWith('SQLITE_BUSY')
      if (!busy || Date.now() > deadline) throw error
    }
    await sleep(5)
  }
}

function prepare(connection: Connection, sql: string) {
  try {
    return connection.prepare(sql)
  } catch (error) {
    if (!isSqliteFailure(error) || error.code !== 'SQLITE_ERROR') throw error
    throw new HranaError(`SQL input error: ${error.message}`, 'SQL_INPUT_ERROR')
  }
}

function parameters({ args = [], named_args: named = [] }: WireStatement) {
  if (named.length === 0) return args.map(decode)
  return Object.fromEntries(
    named.map(({ name, value }) => [name.replace(/^[:@$]/, ''), decode(value)]),
  )
}

/** Runs one statement. @throws HranaError, or what the driver throws */
export async function execute(connection: Connection, stmt: WireStatement & { sql: string }) {
  const statement = prepare(connection, stmt.sql)
  const bound = parameters(stmt)
  statement.safeIntegers(true)
  if (!statement.reader) {
    const { changes, lastInsertRowid } = await whenFree(() => statement.run(bound))
    return {
      cols: [],
      rows: [],
      affected_row_count: changes,
      last_insert_rowid: String(lastInsertRowid),
    } satisfies StatementResult
  }
  statement.raw(true)
  const rows = (await whenFree(() => statement.all(bound))) as SqlValue[][]
  return {
    cols: statement.columns().map(({ name, type }) => ({ name, decltype: type })),
    rows: stmt.want_rows === false ? [] : rows.map((row) => row.map(encode)),
    affected_row_count: /\breturning\b/i.test(stmt.sql) ? rows.length : 0,
    last_insert_rowid: null,
  } satisfies StatementResult
}

function holds(condition: Condition, result: BatchResult, connection: Connection): boolean {
  switch (condition.type) {
    case 'ok':
      return (result.step_results[condition.step] ?? null) !== null
    case 'error':
      return (result.step_errors[condition.step] ?? null) !== null
    case 'not':
      return !holds(condition.cond, result, connection)
    case 'and':
      return condition.conds.every((one) => holds(one, result, connection))
    case 'or':
      return condition.conds.some((one) => holds(one, result, connection))
    case 'is_autocommit':
      return !connection.inTransaction
  }
}

/**
 * Runs a batch: each step only if its condition holds on the steps before it. A failing step is
 * reported, not thrown; being atomic is what the client's conditions around BEGIN and COMMIT make
 * of it, as on the real server.
 */
export async function executeBatch(
  connection: Connection,
  batch: WireBatch,
  sqlOf: (stmt: WireStatement) => string,
): Promise<BatchResult> {
  const result: BatchResult = { step_results: [], step_errors: [] }
  for (const [at, { condition, stmt }] of batch.steps.entries()) {
    result.step_results[at] = null
    result.step_errors[at] = null
    if (condition && !holds(condition, result, connection)) continue
    try {
      result.step_results[at] = await execute(connection, { ...stmt, sql: sqlOf(stmt) })
    } catch (error) {
      const told = toWireError(error)
      if (told === undefined) throw error
      result.step_errors[at] = told
    }
  }
  return result
}
