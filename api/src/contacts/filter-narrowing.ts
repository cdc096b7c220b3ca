import {
  type ComparingOperator,
  type Condition,
  countryOf,
  type Field,
  holdsPhones,
  phoneDigits,
  rulesOf,
} from '@cardfile/openapi'
import { type SQL, sql } from 'drizzle-orm/sql'
import { numbersPhrase, type SearchIndex, searchTrigrams } from './search/query.ts'

export type FieldCondition = Extract<Condition, { field: Field }>

/** What a condition may look into. */
export interface Substrings {
  /** The index of the substrings that whoever asks may know of; null where none holds the contacts. */
  index: SearchIndex | null
  /**
   * Whether it narrows down whole texts too, where a field has no index of its own: for who sees all that
   * `search` holds, and asks once. It is read anew by each statement.
   */
  narrowsTexts: boolean
}

/** The trigram index narrows a substring test down; the test itself stays exact. */
export function containing(condition: FieldCondition, test: SQL, { index }: Substrings): SQL {
  const query = index === null ? null : substringQuery(condition)
  return index === null || query === null
    ? test
    : sql`(c.seq IN (${matching(index, query)}) AND ${test})`
}

/**
 * The same for texts that are, begin or end with an operand: each contains it. To look at every contact
 * takes thirty times as long. While long work goes on the index may lack texts that are there already: then
 * all contacts come into question.
 */
export function narrowed(condition: FieldCondition, test: SQL, substrings: Substrings): SQL {
  const { index, narrowsTexts } = substrings
  const query = narrowsTexts && !condition.field.indexed ? substringQuery(condition) : null
  if (query === null || index === null) return test
  return sql`(c.seq IN (
    ${matching(index, query)} UNION ALL
    SELECT w.seq FROM (SELECT 1 FROM jobs WHERE state = 'running' LIMIT 1) j CROSS JOIN contacts w
  ) AND ${test})`
}

function matching(index: SearchIndex, query: string): SQL {
  const table = sql.raw(index)
  return sql`SELECT rowid FROM ${table} WHERE ${table} MATCH ${query}`
}

/** A list of more texts is looked up faster in each contact. */
const mostTexts = 10

/**
 * What finds every contact that has an operand somewhere in its texts, and some that have its trigrams alone;
 * null where the index cannot tell.
 */
function substringQuery(condition: FieldCondition): string | null {
  const { field, operands } = condition
  if (!rulesOf(field).searchable || operands.length > mostTexts) return null
  const texts = operands.map((operand) => searchTrigrams(String(operand)))
  if (texts.length === 0 || texts.includes(null)) return null
  const digits = numbersIn(condition)
  return [...texts, ...(digits.length > 0 ? [numbersPhrase(digits)] : [])].join(' OR ')
}

/** True for a condition that looks into an index of substrings. */
export function isNarrowedByIndex(condition: Condition): boolean {
  return 'field' in condition
    ? condition.operator === 'contains'
    : condition.conditions.some(isNarrowedByIndex)
}

const narrowedOperators: ReadonlySet<ComparingOperator> = new Set([
  'eq',
  'in',
  'startswith',
  'endswith',
] satisfies ComparingOperator[])

/** Whether substrings lead to the contacts that may meet a condition, so that no others are looked at. */
export function isLedToBySubstrings(condition: Condition, substrings: Substrings): boolean {
  const isLedTo = (inner: Condition) => isLedToBySubstrings(inner, substrings)
  if (!('field' in condition)) {
    const { operator, conditions } = condition
    return operator === 'and'
      ? conditions.some(isLedTo)
      : conditions.length > 0 && conditions.every(isLedTo)
  }
  const { field, operator } = condition
  if (substrings.index === null || substringQuery(condition) === null) return false
  return (
    operator === 'contains' ||
    (substrings.narrowsTexts && !field.indexed && narrowedOperators.has(operator))
  )
}

/** The digits by which numbers are found that the operands spell, in a field that holds numbers. */
export function numbersIn({ field, operands }: FieldCondition): string[] {
  if (!holdsPhones(field)) return []
  const countries = [countryOf(field)]
  return operands.flatMap((operand) => phoneDigits(String(operand), countries) ?? [])
}
