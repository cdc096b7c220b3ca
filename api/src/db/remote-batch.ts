import type { InStatement } from '@libsql/client/web'
import {
  BatchCond,
  type BatchStep,
  type HttpStream,
  type RowsResult,
  Stmt,
} from '@libsql/hrana-client'
import type { Result } from './result.ts'

/** How a batch begins; null for one that is no transaction. */
const begins = {
  write: 'BEGIN IMMEDIATE',
  read: 'BEGIN TRANSACTION READONLY',
  deferred: 'BEGIN DEFERRED',
} as const

export type Beginning = keyof typeof begins

/** @throws TypeError and RangeError for values that cannot be bound */
export function boundStatement(statement: InStatement): Stmt {
  if (typeof statement === 'string') return new Stmt(statement)
  const bound = new Stmt(statement.sql)
  if (Array.isArray(statement.args)) return bound.bindIndexes(statement.args)
  for (const [name, value] of Object.entries(statement.args ?? {})) bound.bindName(name, value)
  return bound
}

/**
 * Sends one transaction in one request. As `@libsql/client` does, but that it heeds every step: there a
 * step that fails behind another one ends the process on Node.
 *
 * @param around statements that stand before and after it, outside of the transaction
 * @throws ResponseError for what the server refused; by then nothing of the transaction is written
 */
export async function sendBatch(
  stream: HttpStream,
  beginning: Beginning,
  statements: readonly Stmt[],
  around: { before?: string; after?: string } = {},
): Promise<Result[]> {
  const batch = stream.batch(false)
  const beside = (sql: string) => heeded(batch.step().run(sql))
  if (around.before !== undefined) void beside(around.before)
  const begin = batch.step()
  const begun = heeded(begin.run(begins[beginning]))
  let last: BatchStep = begin
  const results = statements.map((statement) => {
    const step = batch.step().condition(BatchCond.ok(last))
    last = step
    return heeded(step.query(statement))
  })
  const commit = batch.step().condition(BatchCond.ok(last))
  const committed = heeded(commit.run('COMMIT'))
  const rollback = batch.step().condition(BatchCond.not(BatchCond.ok(commit)))
  // Where the transaction is gone already, there is nothing to roll back.
  void heeded(rollback.run('ROLLBACK'))
  if (around.after !== undefined) void beside(around.after)
  const sent = batch.execute()
  stream.closeGracefully()
  // The steps settle with it, or never where it fails.
  await sent
  await begun
  const rows = await Promise.all(results)
  await committed
  return rows.map(resultOf)
}

/** Of steps that fail together only the first is awaited, and none may be taken for an error that nobody sees. */
function heeded<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {})
  return promise
}

/** One statement as it is. */
export async function sendStatement(stream: HttpStream, statement: Stmt): Promise<Result> {
  const sent = stream.query(statement)
  stream.closeGracefully()
  return resultOf(await sent)
}

/** @throws Error where a step was passed over, though none before it failed */
function resultOf(result: RowsResult | undefined): Result {
  if (result === undefined) throw new Error('the database passed over a statement')
  return { rows: result.rows as Result['rows'], rowsAffected: result.affectedRowCount }
}
