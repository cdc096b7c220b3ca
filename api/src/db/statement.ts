import type { InArgs, InStatement, InValue } from '@libsql/client'
import { CasingCache } from 'drizzle-orm/casing'
import { fillPlaceholders, type SQL, sql } from 'drizzle-orm/sql'

/** As drizzle's dialect of SQLite has it, which brings along all of its query builder: 30 MB of a server's memory. */
const dialect = {
  casing: new CasingCache(),
  escapeName: (name: string) => `"${name.replaceAll('"', '""')}"`,
  escapeParam: () => '?',
  escapeString: (text: string) => `'${text.replaceAll("'", "''")}'`,
}

/** One statement, ready for `Database.batch`. */
export type Statement = Exclude<InStatement, string> & {
  /** See `joinable`. */
  joins?: true
}

/** Compiles a query whose text depends on the request: filters, sorters, field ids. */
export function compile(query: SQL): Statement {
  const { sql: text, params } = query.toQuery(dialect)
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
  const { sql: text, params } = query.toQuery(dialect)
  return (values) => ({ sql: text, args: fillPlaceholders(params, values) as InArgs })
}

/**
 * Marks a statement that does for each member of a JSON object, the only value it is given, what depends on that
 * member alone. Where batches that have such a statement are written together, its objects may become one, and it
 * is run once, behind all else that these batches do: so nothing in them may depend on it.
 */
export function joinable<Name extends string>(
  statement: (values: Record<Name, InValue>) => Statement,
): (values: Record<Name, string>) => Statement {
  return (values) => ({ ...statement(values), joins: true })
}
