import { type Condition, type Field, type Operator, isComputed, rulesOf } from '@cardfile/openapi'
import { type SQL, sql } from 'drizzle-orm/sql'
import { memberOf, valueExpression } from '../installation/columns.ts'
import { type SearchIndex, searchPhrase } from './search/query.ts'

type FieldCondition = Extract<Condition, { field: Field }>

/**
 * A checked condition as SQL over `contacts c`. Text becomes parameters, never SQL.
 *
 * @param index that of the substrings whoever asks may look into
 */
export function conditionSql(condition: Condition, index: SearchIndex): SQL {
  if (!('field' in condition)) {
    const parts = condition.conditions.map((inner) => conditionSql(inner, index))
    if (parts.length === 0) return sql`1`
    return sql`(${sql.join(parts, condition.operator === 'and' ? sql` AND ` : sql` OR `)})`
  }
  const compilers =
    condition.field.kind === 'I'
      ? identityOperators
      : rulesOf(condition.field).many
        ? listOperators
        : scalarOperators
  const compiler = compilers[condition.operator]
  if (!compiler) throw new RangeError(`${condition.operator} has no meaning for this kind of value`)
  return compiler(condition, index)
}

type Compilers = Partial<Record<Operator, (condition: FieldCondition, index: SearchIndex) => SQL>>

const present = ({ field }: FieldCondition) => valueExpression(field)

function operandOf(field: Field, operand: unknown): string | number {
  // Computed times are stored as milliseconds, all else as it travels.
  if (isComputed(field)) return Date.parse(String(operand))
  if (typeof operand === 'boolean') return operand ? 1 : 0
  return operand as string | number
}

const first = ({ field, operands }: FieldCondition) => sql`${operandOf(field, operands[0])}`
const second = ({ field, operands }: FieldCondition) => sql`${operandOf(field, operands[1])}`

function listed({ field, operands }: FieldCondition): SQL {
  return sql`(SELECT value FROM json_each(${JSON.stringify(operands.map((one) => operandOf(field, one)))}))`
}

/** Escapes LIKE's own wildcards, so that a per cent sign is found as one. */
function likePart(text: unknown): string {
  return String(text).replace(/[\\%_]/g, '\\$&')
}

const like = (value: SQL, pattern: string) => sql`${value} LIKE ${pattern} ESCAPE '\\'`

/** Negations hold for empty values too: "is not Berlin" is true of whoever has no city. */
const not = (value: SQL, test: SQL) => sql`(${value} IS NULL OR NOT (${test}))`

/** The trigram index narrows a substring test down; the test itself stays exact. */
function containing(condition: FieldCondition, test: SQL, index: SearchIndex): SQL {
  const phrase = rulesOf(condition.field).searchable
    ? searchPhrase(String(condition.operands[0]))
    : null
  if (phrase === null) return test
  const table = sql.raw(index)
  return sql`(c.seq IN (SELECT rowid FROM ${table} WHERE ${table} MATCH ${phrase}) AND ${test})`
}

/** A range is what an index can serve; LIKE with a parameter is not. */
function beginning(value: SQL, text: string): SQL {
  return sql`(${value} >= ${text} AND ${value} < ${`${text}\u{10ffff}`} AND ${like(value, `${likePart(text)}%`)})`
}

const scalarOperators: Compilers = {
  eq: (c) => sql`${present(c)} = ${first(c)}`,
  ne: (c) => not(present(c), sql`${present(c)} = ${first(c)}`),
  lt: (c) => sql`${present(c)} < ${first(c)}`,
  lte: (c) => sql`${present(c)} <= ${first(c)}`,
  gt: (c) => sql`${present(c)} > ${first(c)}`,
  gte: (c) => sql`${present(c)} >= ${first(c)}`,
  between: (c) => sql`${present(c)} BETWEEN ${first(c)} AND ${second(c)}`,
  nbetween: (c) => not(present(c), sql`${present(c)} BETWEEN ${first(c)} AND ${second(c)}`),
  in: (c) => sql`${present(c)} IN ${listed(c)}`,
  nin: (c) => not(present(c), sql`${present(c)} IN ${listed(c)}`),
  contains: (c, index) => containing(c, like(present(c), `%${likePart(c.operands[0])}%`), index),
  ncontains: (c) => not(present(c), like(present(c), `%${likePart(c.operands[0])}%`)),
  startswith: (c) => beginning(present(c), String(c.operands[0])),
  nstartswith: (c) => not(present(c), like(present(c), `${likePart(c.operands[0])}%`)),
  endswith: (c) => like(present(c), `%${likePart(c.operands[0])}`),
  nendswith: (c) => not(present(c), like(present(c), `%${likePart(c.operands[0])}`)),
  null: (c) => sql`${present(c)} IS NULL`,
  nnull: (c) => sql`${present(c)} IS NOT NULL`,
}

const elements = ({ field }: FieldCondition) =>
  sql`json_each(c.data, ${sql.raw(`'$.${memberOf(field)}'`)}) e`

const someElement = (c: FieldCondition, test: SQL) =>
  sql`EXISTS (SELECT 1 FROM ${elements(c)} WHERE ${test})`

const element = sql`e.value`

const listOperators: Compilers = {
  in: (c) => someElement(c, sql`${element} IN ${listed(c)}`),
  nin: (c) => sql`NOT ${someElement(c, sql`${element} IN ${listed(c)}`)}`,
  ina: (c) => hasAll(c),
  nina: (c) => sql`NOT ${hasAll(c)}`,
  null: (c) => sql`${present(c)} IS NULL`,
  nnull: (c) => sql`${present(c)} IS NOT NULL`,
}

function hasAll(c: FieldCondition): SQL {
  return sql`NOT EXISTS (
    SELECT 1 FROM json_each(${JSON.stringify(c.operands)}) w
    WHERE w.value NOT IN (SELECT e.value FROM ${elements(c)}))`
}

/** Contacts by their identities' keys, which the table of identities is ordered by. */
function keyed(c: FieldCondition): SQL {
  return sql`(SELECT contact_seq FROM identities WHERE field_id = ${c.field.id}
    AND key IN (SELECT value FROM json_each(${JSON.stringify(c.operands)})))`
}

const part = (c: FieldCondition, pattern: (text: string) => string) =>
  someElement(c, like(element, pattern(likePart(c.operands[0]))))

const anywhere = (text: string) => `%${text}%`
const atStart = (text: string) => `${text}%`
const atEnd = (text: string) => `%${text}`

const identityOperators: Compilers = {
  eq: (c) => sql`c.seq IN ${keyed(c)}`,
  in: (c) => sql`c.seq IN ${keyed(c)}`,
  ne: (c) => sql`c.seq NOT IN ${keyed(c)}`,
  nin: (c) => sql`c.seq NOT IN ${keyed(c)}`,
  contains: (c, index) => containing(c, part(c, anywhere), index),
  ncontains: (c) => sql`NOT ${part(c, anywhere)}`,
  startswith: (c) => part(c, atStart),
  nstartswith: (c) => sql`NOT ${part(c, atStart)}`,
  endswith: (c) => part(c, atEnd),
  nendswith: (c) => sql`NOT ${part(c, atEnd)}`,
  null: (c) => sql`${present(c)} IS NULL`,
  nnull: (c) => sql`${present(c)} IS NOT NULL`,
}
