import {
  amountKey,
  comparableText,
  type ComparingOperator,
  type Condition,
  type Field,
  isComputed,
  keysOfCurrency,
  rulesOf,
} from '@cardfile/openapi'
import { type SQL, sql } from 'drizzle-orm/sql'
import {
  foldMemberOf,
  hasFolds,
  memberOf,
  numberExpression,
  valueExpression,
} from '../installation/columns.ts'
import {
  containing,
  type FieldCondition,
  narrowed,
  numbersIn,
  type Substrings,
} from './filter-narrowing.ts'
import { digitsOf } from './sql.ts'

/** A checked condition as SQL over `contacts c`. Text becomes parameters, never SQL. */
export function conditionSql(condition: Condition, substrings: Substrings): SQL {
  if (!('field' in condition)) {
    const parts = condition.conditions.map((inner) => conditionSql(inner, substrings))
    // All of no conditions are met by everyone, any of none by nobody.
    if (parts.length === 0) return condition.operator === 'and' ? sql`1` : sql`0`
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
  return compiler(condition, substrings)
}

type Compilers = Partial<
  Record<ComparingOperator, (condition: FieldCondition, substrings: Substrings) => SQL>
>

const present = ({ field }: FieldCondition) => valueExpression(field)

function operandOf(field: Field, operand: unknown): string | number {
  // Computed times are stored as milliseconds, all else as it travels.
  if (isComputed(field)) return Date.parse(String(operand))
  if (typeof operand === 'boolean') return operand ? 1 : 0
  if (rulesOf(field).compare === 'amount') return amountKey(String(operand))
  return hasFolds(field) ? comparableText(String(operand)) : (operand as string | number)
}

const first = ({ field, operands }: FieldCondition) => sql`${operandOf(field, operands[0])}`
const second = ({ field, operands }: FieldCondition) => sql`${operandOf(field, operands[1])}`

function listed({ field, operands }: FieldCondition): SQL {
  return sql`(SELECT value FROM json_each(${JSON.stringify(operands.map((one) => operandOf(field, one)))}))`
}

/** The folded text, with LIKE's own wildcards escaped, so that a per cent sign is found as one. */
function likePart(text: unknown): string {
  return comparableText(String(text)).replace(/[\\%_]/g, '\\$&')
}

const like = (value: SQL, pattern: string) => sql`${value} LIKE ${pattern} ESCAPE '\\'`

/** Negations hold for empty values too: "is not Berlin" is true of whoever has no city. */
const not = (value: SQL, test: SQL) => sql`(${value} IS NULL OR NOT (${test}))`

/** True for texts that are numbers and pass a test of their digits, whichever signs are between these. */
function isNumber(value: SQL, test: (digits: SQL) => SQL): SQL {
  return sql`(${value} NOT GLOB '*[^-0-9 ()./+;,]*' AND ${test(digitsOf(value))})`
}

/** A test of a text, or of the number it is. */
function orNumber(
  c: FieldCondition,
  test: SQL,
  ofDigits: (digits: SQL, found: string[]) => SQL,
): SQL {
  const found = numbersIn(c)
  if (found.length === 0) return test
  return sql`(${test} OR ${isNumber(present(c), (digits) => ofDigits(digits, found))})`
}

const anyOf = (tests: SQL[]) => sql`(${sql.join(tests, sql` OR `)})`
const sameNumber = (digits: SQL, found: string[]) =>
  sql`ltrim(${digits}, '0') IN (SELECT value FROM json_each(${JSON.stringify(found)}))`
const hasNumber = (digits: SQL, found: string[]) =>
  anyOf(found.map((one) => like(digits, `%${one}%`)))

const equals = (c: FieldCondition) => sameOrNumber(c, sql`${present(c)} = ${first(c)}`)
const isIn = (c: FieldCondition) => sameOrNumber(c, sql`${present(c)} IN ${listed(c)}`)

/** The index of numbers narrows the test down, since none serves an OR; the test itself stays exact. */
function sameOrNumber(c: FieldCondition, same: SQL): SQL {
  const found = numbersIn(c)
  if (found.length === 0) return same
  const texts = c.operands.map((operand) => comparableText(String(operand)))
  const digits = texts.map((text) => text.replace(/[-\s()./+]/g, '').replace(/^0+/, ''))
  const keys = JSON.stringify([...texts, ...digits, ...found])
  return sql`(${numberExpression(c.field)} IN (SELECT value FROM json_each(${keys}))
    AND ${orNumber(c, same, sameNumber)})`
}

const contains = (c: FieldCondition) =>
  orNumber(c, like(present(c), `%${likePart(c.operands[0])}%`), hasNumber)

/** A range is what an index can serve; LIKE with a parameter is not. */
function beginning(value: SQL, operand: string): SQL {
  const text = comparableText(operand)
  return sql`(${value} >= ${text} AND ${value} < ${`${text}\u{10ffff}`} AND ${like(value, `${likePart(operand)}%`)})`
}

/** More and less have a meaning within a currency alone: there are amounts in others above and below it. */
function comparable(c: FieldCondition, test: SQL): SQL {
  if (rulesOf(c.field).compare !== 'amount') return test
  const [below, above] = keysOfCurrency(String(c.operands[0]))
  return sql`(${test} AND ${present(c)} BETWEEN ${below} AND ${above})`
}

const scalarOperators: Compilers = {
  eq: (c, substrings) => narrowed(c, equals(c), substrings),
  ne: (c) => not(present(c), equals(c)),
  lt: (c) => comparable(c, sql`${present(c)} < ${first(c)}`),
  lte: (c) => comparable(c, sql`${present(c)} <= ${first(c)}`),
  gt: (c) => comparable(c, sql`${present(c)} > ${first(c)}`),
  gte: (c) => comparable(c, sql`${present(c)} >= ${first(c)}`),
  between: (c) => sql`${present(c)} BETWEEN ${first(c)} AND ${second(c)}`,
  nbetween: (c) => not(present(c), sql`${present(c)} BETWEEN ${first(c)} AND ${second(c)}`),
  in: (c, substrings) => narrowed(c, isIn(c), substrings),
  nin: (c) => not(present(c), isIn(c)),
  contains: (c, substrings) => containing(c, contains(c), substrings),
  ncontains: (c) => not(present(c), contains(c)),
  startswith: (c, substrings) =>
    narrowed(c, beginning(present(c), String(c.operands[0])), substrings),
  nstartswith: (c) => not(present(c), like(present(c), `${likePart(c.operands[0])}%`)),
  endswith: (c, substrings) =>
    narrowed(c, like(present(c), `%${likePart(c.operands[0])}`), substrings),
  nendswith: (c) => not(present(c), like(present(c), `%${likePart(c.operands[0])}`)),
  null: (c) => sql`${present(c)} IS NULL`,
  nnull: (c) => sql`${present(c)} IS NOT NULL`,
}

function elements({ field }: FieldCondition): SQL {
  const [stored, fold] = [`'$.${memberOf(field)}'`, `'$.${foldMemberOf(field)}'`]
  return hasFolds(field)
    ? sql.raw(`json_each(c.data, iif(c.data->${fold} IS NULL, ${stored}, ${fold})) e`)
    : sql.raw(`json_each(c.data, ${stored}) e`)
}

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

/**
 * Numbers are found by their keys, which are the same however they are spelled; by their digits where the
 * contacts have no keys any more.
 */
function within(
  c: FieldCondition,
  { index }: Pick<Substrings, 'index'> = { index: 'search' },
): SQL {
  const digits = numbersIn(c)
  if (digits.length === 0) return part(c, anywhere)
  if (index === null)
    return anyOf([part(c, anywhere), someElement(c, hasNumber(digitsOf(element), digits))])
  const found = anyOf(digits.map((one) => like(sql`i.key`, `%${one}%`)))
  return sql`(${part(c, anywhere)} OR EXISTS (
    SELECT 1 FROM identities i
    WHERE i.contact_seq = c.seq AND i.field_id = ${c.field.id} AND ${found}))`
}

const identityOperators: Compilers = {
  eq: (c) => sql`c.seq IN ${keyed(c)}`,
  in: (c) => sql`c.seq IN ${keyed(c)}`,
  ne: (c) => sql`c.seq NOT IN ${keyed(c)}`,
  nin: (c) => sql`c.seq NOT IN ${keyed(c)}`,
  contains: (c, substrings) => containing(c, within(c, substrings), substrings),
  ncontains: (c) => sql`NOT ${within(c)}`,
  startswith: (c, substrings) => narrowed(c, part(c, atStart), substrings),
  nstartswith: (c) => sql`NOT ${part(c, atStart)}`,
  endswith: (c, substrings) => narrowed(c, part(c, atEnd), substrings),
  nendswith: (c) => sql`NOT ${part(c, atEnd)}`,
  null: (c) => sql`${present(c)} IS NULL`,
  nnull: (c) => sql`${present(c)} IS NOT NULL`,
}
