import { type Field, holdsPhones, isComputed, rulesOf } from '@cardfile/openapi'
import type { Statement } from '../db/statement.ts'
import { memberOf, storedExpression, storedNumber } from '../installation/columns.ts'

/**
 * The indexes that make filtering and sorting by a field fast; none where there are none to make:
 * identities have their own table, computed values their own columns, lists no order. A number is
 * found in other spellings than its own by an index of its own.
 */
export function fieldIndexStatements(field: Field): Statement[] {
  if (!field.indexed || field.kind === 'I' || isComputed(field) || rulesOf(field).many) return []
  const [byValue, byNumber] = indexNames(field)
  return [
    indexOn(byValue, `${storedExpression(field)}, seq`),
    ...(holdsPhones(field) ? [indexOn(byNumber, storedNumber(field))] : []),
  ]
}

export function dropFieldIndexStatements(field: Field): Statement[] {
  return indexNames(field).map((name) => ({ sql: `DROP INDEX IF EXISTS ${name}`, args: [] }))
}

function indexOn(name: string, columns: string): Statement {
  return {
    sql: `CREATE INDEX IF NOT EXISTS ${name} ON contacts (${columns}) WHERE deleted_at IS NULL`,
    args: [],
  }
}

function indexNames(field: Field): [byValue: string, byNumber: string] {
  const byValue = `contacts_${memberOf(field)}`
  return [byValue, `${byValue}_number`]
}
