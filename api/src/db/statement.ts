import type { InArgs, InStatement, InValue } from '@libsql/client'
import { fillPlaceholders, type SQL, sql } from 'drizzle-orm'
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core'

const dialect = new SQLiteSyncDialect()

/** One statement, ready for `Database.batch`. */
export type Statement = Exclude<InStatement, string>

/** Compiles a query whose text depends on the request: filters, sorters, field ids. */
export function compile(query: SQL): Statement {
  const { sql: text, params } = dialect.sqlToQuery(query)
  return { sql: text, args: params as InValue[] }
}

/** A value filled in at each run of a prepared statement. */
export function param(name: string) {
  return sql.placeholder(name)
}

/**
 * Compiles a query once. What comes back makes a statement of it for each set of values, at the
 * price of an array: compiling costs more than many of these queries take to run.
 */
export function prepare<Names extends string>(
  query: SQL,
): (values: Record<Names, InValue>) => Statement {
  const { sql: text, params } = dialect.sqlToQuery(query)
  return (values) => ({ sql: text, args: fillPlaceholders(params, values) as InArgs })
}
