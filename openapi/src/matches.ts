import { amountKey, currencyOfKey } from './currencies/amount.ts'
import { type Field, isComputed } from './field.ts'
import { type FieldRules, countryOf, holdsPhones, identityKey, rulesOf } from './field-rules.ts'
import type { ComparingOperator } from './field-types/operators.ts'
import { phoneDigits } from './identities/phone-digits.ts'
import type { Condition } from './read-query.ts'
import { comparableText } from './text/comparable-text.ts'
import { isEmptyValue, type Values } from './values.ts'

type FieldCondition = Extract<Condition, { field: unknown }>
type Comparable = string | number
type Test = (asked: Asked) => boolean

/** A condition on one field beside what a contact has there. */
interface Asked {
  condition: FieldCondition
  rules: FieldRules
  /** As they are compared; empty where there is no value. */
  values: readonly Comparable[]
  /** Keys of identities; empty for any other field. */
  keys: readonly string[]
}

/**
 * Whether a contact meets a condition: what `filter-sql.ts` in the API asks the database, asked of values
 * at hand. The two agree on every operator and type, text case and empty values included.
 *
 * @param condition of a filter that `readFilter` has checked
 * @param values by field key, as stored; computed times as ISO 8601 under `created_at` and `updated_at`
 */
export function matches(condition: Condition, values: Values): boolean {
  if (!('field' in condition)) {
    const { conditions } = condition
    // All of no conditions are met by everyone, any of none by nobody.
    return condition.operator === 'and'
      ? conditions.every((inner) => matches(inner, values))
      : conditions.some((inner) => matches(inner, values))
  }
  const { field, operator } = condition
  const rules = rulesOf(field)
  const tests = field.kind === 'I' ? identityTests : rules.many ? listTests : scalarTests
  const test = tests[operator]
  if (!test) throw new RangeError(`${operator} has no meaning for this kind of value`)
  const value = values[field.key]
  return test({
    condition,
    rules,
    values: comparables(condition, rules, value),
    keys: field.kind === 'I' && Array.isArray(value) ? value.map((one) => keyOf(field, one)) : [],
  })
}

function keyOf(field: Field, value: unknown): string {
  return identityKey(field, String(value)) ?? String(value)
}

function comparables({ field }: FieldCondition, rules: FieldRules, value: unknown): Comparable[] {
  if (isEmptyValue(value)) return []
  if (isComputed(field)) return [Date.parse(String(value))]
  const all: readonly unknown[] = Array.isArray(value) ? value : [value]
  return all.map((one) => comparable(rules, one))
}

function comparable(rules: FieldRules, value: unknown): Comparable {
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  if (rules.compare === 'amount') return amountKey(String(value))
  if (rules.searchable) return comparableText(String(value))
  // Of lists each element is compared as it is.
  return rules.compare === 'text' && !rules.many ? inLowerAscii(String(value)) : String(value)
}

/** As SQLite's NOCASE compares. */
function inLowerAscii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}

function operandsOf({ condition: { field, operands }, rules }: Asked): Comparable[] {
  return isComputed(field)
    ? operands.map((operand) => Date.parse(String(operand)))
    : operands.map((operand) => comparable(rules, operand))
}

function partOf({ condition: { operands } }: Asked): string {
  return comparableText(String(operands[0]))
}

/** The digits by which numbers are found that the operands spell, in a field that holds numbers. */
function numbersIn({ condition: { field, operands } }: Asked): string[] {
  if (!holdsPhones(field)) return []
  const countries = [countryOf(field)]
  return operands.flatMap((operand) => phoneDigits(String(operand), countries) ?? [])
}

const hasValue: Test = ({ values }) => values.length > 0
const isEmpty: Test = ({ values }) => values.length === 0
const not =
  (test: Test): Test =>
  (asked) =>
    !test(asked)

/** The first value against the first and the second operand; never of an empty one. */
const compared =
  (holds: (value: Comparable, first: Comparable, second: Comparable) => boolean): Test =>
  (asked) => {
    const [value] = asked.values
    const [first, second = first] = operandsOf(asked)
    if (value === undefined || first === undefined || second === undefined) return false
    if (asked.rules.compare === 'amount' && !areOfOneCurrency([value, first, second])) return false
    return holds(value, first, second)
  }

/** More and less have a meaning within a currency alone. @param keys of amounts */
function areOfOneCurrency([one, ...others]: readonly Comparable[]): boolean {
  const code = currencyOfKey(String(one))
  return others.every((other) => currencyOfKey(String(other)) === code)
}

const partly =
  (holds: (text: string, part: string) => boolean): Test =>
  (asked) => {
    const part = partOf(asked)
    return asked.values.some((value) => holds(String(value), part))
  }

const startsWith = partly((text, part) => text.startsWith(part))
const endsWith = partly((text, part) => text.endsWith(part))
const includes = partly((text, part) => text.includes(part))

const isNumberText = /^[-0-9 ()./+;,]*$/
const numberSigns = /[-\s()./+]/g

/** True of a text that is a number and has such digits, whichever signs are between them. */
const isNumberOf =
  (holds: (digits: string, found: string) => boolean): Test =>
  (asked) => {
    const text = String(asked.values[0] ?? '')
    if (text === '' || !isNumberText.test(text)) return false
    const digits = text.replace(numberSigns, '')
    return numbersIn(asked).some((found) => holds(digits, found))
  }

const isSameNumber = isNumberOf((digits, found) => digits.replace(/^0+/, '') === found)
const hasNumber = isNumberOf((digits, found) => digits.includes(found))

const isAmong: Test = (asked) => {
  const [value] = asked.values
  if (value === undefined) return false
  return operandsOf(asked).includes(value) || isSameNumber(asked)
}
const contains: Test = (asked) => includes(asked) || hasNumber(asked)
const isBetween = compared((value, first, second) => value >= first && value <= second)

type Tests = Partial<Record<ComparingOperator, Test>>

/** Negations hold for empty values too: "is not Berlin" is true of whoever has no city. */
const scalarTests: Tests = {
  eq: isAmong,
  ne: not(isAmong),
  lt: compared((value, first) => value < first),
  lte: compared((value, first) => value <= first),
  gt: compared((value, first) => value > first),
  gte: compared((value, first) => value >= first),
  between: isBetween,
  nbetween: not(isBetween),
  in: isAmong,
  nin: not(isAmong),
  contains,
  ncontains: not(contains),
  startswith: startsWith,
  nstartswith: not(startsWith),
  endswith: endsWith,
  nendswith: not(endsWith),
  null: isEmpty,
  nnull: hasValue,
}

const hasSome: Test = (asked) => {
  const operands = operandsOf(asked)
  return asked.values.some((value) => operands.includes(value))
}
const hasAll: Test = (asked) => operandsOf(asked).every((operand) => asked.values.includes(operand))

const listTests: Tests = {
  in: hasSome,
  nin: not(hasSome),
  ina: hasAll,
  nina: not(hasAll),
  null: isEmpty,
  nnull: hasValue,
}

/** By key: another spelling of an identity is the same identity. The operands are keys already. */
const hasKey: Test = ({ condition: { operands }, keys }) =>
  keys.some((key) => operands.includes(key))

/** Numbers are found by their keys, which are the same however they are spelled. */
const isWithin: Test = (asked) =>
  includes(asked) ||
  numbersIn(asked).some((digits) => asked.keys.some((key) => key.includes(digits)))

const identityTests: Tests = {
  eq: hasKey,
  ne: not(hasKey),
  in: hasKey,
  nin: not(hasKey),
  contains: isWithin,
  ncontains: not(isWithin),
  startswith: startsWith,
  nstartswith: not(startsWith),
  endswith: endsWith,
  nendswith: not(endsWith),
  null: isEmpty,
  nnull: hasValue,
}
