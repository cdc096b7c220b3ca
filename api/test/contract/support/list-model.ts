import {
  type Field,
  type FieldFilter,
  type Filter,
  foldText,
  identityKey,
  isComputed,
  isRelative,
  type Operator,
  type RelativeOperator,
  rulesOf,
  type Sorter,
} from '@cardfile/openapi'
import type { ContactBody } from './api.ts'

// What lists mean, told a second time and as plainly as can be: filters and orders over an array.

type Fields = ReadonlyMap<string, Field>
type Scalar = string | number | boolean

function valueOf(contact: ContactBody, field: Field): unknown {
  if (!isComputed(field)) return contact.values[field.key]
  return field.key === 'created_at' ? contact.createdAt : contact.updatedAt
}

function comparable(field: Field, value: unknown): Scalar {
  const one: unknown = Array.isArray(value) ? value[0] : value
  if (typeof one === 'boolean') return one ? 1 : 0
  if (typeof one === 'string' && rulesOf(field).compare === 'text') return foldText(one)
  return one as Scalar
}

/** UTF-8 order, which is the order of code points. */
function compare(a: Scalar, b: Scalar): number {
  if (typeof a === 'string' && typeof b === 'string')
    return Buffer.compare(Buffer.from(a), Buffer.from(b))
  return Number(a) - Number(b)
}

const scalarTests: Partial<Record<Operator, (one: Scalar, operands: Scalar[]) => boolean>> = {
  eq: (one, [operand]) => compare(one, operand!) === 0,
  lt: (one, [operand]) => compare(one, operand!) < 0,
  lte: (one, [operand]) => compare(one, operand!) <= 0,
  gt: (one, [operand]) => compare(one, operand!) > 0,
  gte: (one, [operand]) => compare(one, operand!) >= 0,
  between: (one, [from, to]) => compare(one, from!) >= 0 && compare(one, to!) <= 0,
  in: (one, operands) => operands.some((operand) => compare(one, operand) === 0),
  contains: (one, [part]) => foldText(String(one)).includes(foldText(String(part))),
  startswith: (one, [part]) => foldText(String(one)).startsWith(foldText(String(part))),
  endswith: (one, [part]) => foldText(String(one)).endsWith(foldText(String(part))),
}

const dayMs = 86_400_000
const shifted = (day: string, count: number) =>
  new Date(Date.parse(day) + count * dayMs).toISOString().slice(0, 10)
/** Days since the Monday before it. */
const weekday = (day: string) => (new Date(day).getUTCDay() + 6) % 7

/** Of days in UTC, by the day on which the test runs. */
const relativeTests: Record<
  RelativeOperator,
  (day: string, today: string, count: number) => boolean
> = {
  withinlast: (day, today, count) => day <= today && day >= shifted(today, -count),
  withinnext: (day, today, count) => day >= today && day <= shifted(today, count),
  thisweek: (day, today) => shifted(day, -weekday(day)) === shifted(today, -weekday(today)),
  thismonth: (day, today) => day.slice(0, 7) === today.slice(0, 7),
  thisyear: (day, today) => day.slice(0, 4) === today.slice(0, 4),
}

const negations: Partial<Record<Operator, Operator>> = {
  ne: 'eq',
  nbetween: 'between',
  nin: 'in',
  nina: 'ina',
  ncontains: 'contains',
  nstartswith: 'startswith',
  nendswith: 'endswith',
  nnull: 'null',
}

export function matches(contact: ContactBody, filter: Filter, fields: Fields): boolean {
  if (!('field' in filter)) {
    const results = filter.value.map((part) => matches(contact, part, fields))
    return filter.operator === 'and' ? results.every(Boolean) : results.some(Boolean)
  }
  const positive = negations[filter.operator]
  return positive
    ? !matches(contact, { ...filter, operator: positive }, fields)
    : matchesOne(contact, filter, fields.get(filter.field)!)
}

function matchesOne(contact: ContactBody, { operator, value }: FieldFilter, field: Field): boolean {
  const stored = valueOf(contact, field)
  if (operator === 'null') return stored === undefined
  if (stored === undefined) return false
  if (isRelative(operator)) {
    const today = new Date().toISOString().slice(0, 10)
    return relativeTests[operator](String(stored).slice(0, 10), today, Number(value))
  }
  const operands = (Array.isArray(value) ? value : [value]) as Scalar[]
  const byKey = field.kind === 'I' && (operator === 'eq' || operator === 'in')
  const form = (one: Scalar) =>
    byKey ? (identityKey(field, String(one)) ?? String(one)) : comparable(field, one)
  const elements = (Array.isArray(stored) ? stored : [stored]).map(form)
  const wanted = operands.map(form)
  if (operator === 'ina') return wanted.every((operand) => elements.includes(operand))
  const test = scalarTests[operator]
  if (!test) throw new Error(`the model does not know ${operator}`)
  return elements.some((element) => test(element, wanted))
}

/** Contacts in order: blanks last in both directions, ties in the order of creation. */
export function sorted(
  contacts: readonly ContactBody[],
  sorters: readonly Sorter[],
  fields: Fields,
): ContactBody[] {
  const tie = sorters[0]?.order === 'asc' ? 1 : -1
  return contacts
    .map((contact, seq) => ({ contact, seq }))
    .sort((a, b) => {
      for (const { field: key, order } of sorters) {
        const field = fields.get(key)!
        const [one, other] = [valueOf(a.contact, field), valueOf(b.contact, field)]
        if (one === undefined && other === undefined) continue
        if (one === undefined) return 1
        if (other === undefined) return -1
        const result = compare(comparable(field, one), comparable(field, other))
        if (result !== 0) return order === 'asc' ? result : -result
      }
      return tie * (a.seq - b.seq)
    })
    .map(({ contact }) => contact)
}
