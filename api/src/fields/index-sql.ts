import { type Field, holdsPhones, isComputed, rulesOf } from '@cardfile/openapi'
import type { Statement } from '../db/statement.ts'
import { memberOf, storedExpression, storedNumber } from '../installation/columns.ts'

/**
 * The indexes that make filtering and sorting by a field fast; none where there are none to make:
 * identities have their own table, computed values their own columns, lists no order. A number is
 * found in other spellings than its own by an index of its own.
 *
 * The first holds the short values of other fast fields too: those found by one field are sorted, and judged,
 * by another one without each contact being read.
 *
 * @param fields all live ones
 */
export function fieldIndexStatements(field: Field, fields: readonly Field[]): Statement[] {
  if (!hasIndex(field)) return []
  const [byValue, byNumber] = indexNames(field)
  const besides = shortOnes(fields).filter(({ id }) => id !== field.id)
  const columns = [storedExpression(field), 'seq', ...besides.map((one) => storedExpression(one))]
  return [
    indexOn(byValue, columns.join(', ')),
    ...(holdsPhones(field) ? [indexOn(byNumber, storedNumber(field))] : []),
  ]
}

/** Whether the indexes of other fields have to hold other values, now that definitions are others. */
export function othersHoldOther(before: readonly Field[], after: readonly Field[]): boolean {
  const [were, are] = [before, after].map((fields) => shortOnes(fields).map(memberOf).join())
  return were !== are
}

export function dropFieldIndexStatements(field: Field): Statement[] {
  return indexNames(field).map(dropIndex)
}

/** Each of a field's indexes made anew, in statements that belong together. @param fields as of `fieldIndexStatements` */
export function renewedIndexes(
  field: Field,
  fields: readonly Field[],
): { made: Statement; statements: Statement[] }[] {
  const names = indexNames(field)
  return fieldIndexStatements(field, fields).map((made, index) => ({
    made,
    statements: [dropIndex(names[index] as string), made],
  }))
}

function hasIndex(field: Field): boolean {
  return field.indexed && field.kind !== 'I' && !isComputed(field) && !rulesOf(field).many
}

/** Fast fields of numbers, dates and times: texts would have each index be as large as all of them. */
function shortOnes(fields: readonly Field[]): Field[] {
  return fields
    .filter((field) => hasIndex(field) && short.has(rulesOf(field).compare))
    .toSorted((one, other) => one.id - other.id)
}

const short: ReadonlySet<string> = new Set(['number', 'time'])

function indexOn(name: string, columns: string): Statement {
  return {
    sql: `CREATE INDEX IF NOT EXISTS ${name} ON contacts (${columns}) WHERE deleted_at IS NULL`,
    args: [],
  }
}

function dropIndex(name: string): Statement {
  return { sql: `DROP INDEX IF EXISTS ${name}`, args: [] }
}

function indexNames(field: Field): [byValue: string, byNumber: string] {
  const byValue = `contacts_${memberOf(field)}`
  return [byValue, `${byValue}_number`]
}
