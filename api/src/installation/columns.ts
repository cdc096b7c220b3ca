import {
  amountKeyDigits,
  amountKeyOffset,
  type Field,
  isComputed,
  rulesOf,
} from '@cardfile/openapi'
import { type SQL, sql } from 'drizzle-orm/sql'

/**
 * The JSON member a field's value is stored under. Built from an integer that we minted, so no text
 * of a user ever reaches SQL text or a JSON path.
 */
export function memberOf({ id, member: number = id }: Stored): string {
  let member = members.get(number)
  if (member === undefined) {
    if (!Number.isSafeInteger(number)) throw new RangeError('a field id is an integer')
    member = `f${number}`
    members.set(number, member)
  }
  return member
}

/** What says where a field's values are. */
type Stored = Pick<Field, 'id' | 'member'>

/** The JSON member beside a text's own that holds its fold, where SQLite would not make it of the text. */
export function foldMemberOf(field: Stored): string {
  return `g${memberOf(field).slice(1)}`
}

/** True for a field whose texts are compared by their folds. */
export function hasFolds(field: Field): boolean {
  return rulesOf(field).searchable
}

// The same string each time, since looking up one that was just put together takes far longer.
const members = new Map<number, string>()

const computedColumns = new Map([
  ['created_at', sql.raw('c.created_at')],
  ['updated_at', sql.raw('c.updated_at')],
])

/**
 * A field's value as an expression over `contacts c`. An index serves a query only where both say
 * the same expression, so this is the one place that spells it.
 */
export function valueExpression(field: Field): SQL {
  const column = isComputed(field) ? computedColumns.get(field.key) : undefined
  return column ?? sql.raw(storedExpression(field, 'c.'))
}

/** The same without a table's name, as an index definition needs it. */
export function storedExpression(field: Field, table = ''): string {
  const { compare, many } = rulesOf(field)
  // A list stands in order by its first element, and is there if that is.
  const element = many ? '[0]' : ''
  const stored = `${table}data->>'$.${memberOf(field)}${element}'`
  const value = hasFolds(field)
    ? `coalesce(${table}data->>'$.${foldMemberOf(field)}${element}', ${stored})`
    : `(${stored})`
  if (compare === 'amount') return amountKeyOf(stored)
  return compare === 'text' ? `${value} COLLATE NOCASE` : value
}

/** What amounts are in order by, as `amountKey` makes it of a value at hand. */
function amountKeyOf(stored: string): string {
  const smallest = `replace(substr(${stored}, 1, length(${stored}) - 4), '.', '')`
  const sum = `${amountKeyOffset} + CAST(${smallest} AS INTEGER)`
  return `(substr(${stored}, -3) || printf('%0${amountKeyDigits}d', ${sum}))`
}

/** What people write between the digits of a number, besides what parts two numbers. */
export const numberSigns = [' ', '-', '(', ')', '.', '/', '+'] as const

/** Stored texts that are numbers, by SQLite's GLOB: nothing but digits and signs, and no zeros alone. */
export const isNumberText = (text: string): string =>
  `${text} NOT GLOB '*[^-0-9 ()./+;,]*' AND ${text} GLOB '*[1-9]*'`

/**
 * What a number is found by in whatever spelling, as an expression over `contacts c`: its digits but for
 * zeros in front; any other text by itself.
 */
export function numberExpression(field: Field): SQL {
  return sql.raw(storedNumber(field, 'c.'))
}

/** The same without a table's name, as an index definition needs it. */
export function storedNumber(field: Field, table = ''): string {
  const text = storedExpression(field, table)
  const digits = numberSigns.reduce((inner, sign) => `replace(${inner}, '${sign}', '')`, text)
  return `iif(${isNumberText(text)}, ltrim(${digits}, '0'), ${text}) COLLATE NOCASE`
}
