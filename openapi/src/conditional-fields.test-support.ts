import fc from 'fast-check'
import { completeConditions } from './complete-conditions.ts'
import { conditionOperators } from './read-field-condition.ts'
import { customField } from './field.test-support.ts'
import type { Field } from './field.ts'
import type { FieldFilter, Filter } from './field-types/filter.ts'
import { type Operator, operators } from './field-types/operators.ts'
import type { FieldTypeId } from './field-types/registry.ts'
import { prebuiltFields } from './prebuilt-fields.ts'
import type { Values } from './values.ts'

const types = [
  'dropdown',
  'checkbox',
  'integer',
  'date',
  'text',
  'checkboxlist',
  'radio',
] as const satisfies readonly FieldTypeId[]

const ids = ['a', 'b', 'c']
const few: Readonly<Record<(typeof types)[number], readonly unknown[]>> = {
  dropdown: ids,
  radio: ids,
  checkbox: [true, false],
  integer: [0, 1, 2],
  date: ['2026-01-01', '2026-01-02'],
  text: ['x', 'y'],
  checkboxlist: ids,
}

type Few = (typeof types)[number]
const typeOf = (field: Field) => field.type as Few

function value(field: Field): fc.Arbitrary<unknown> {
  const one = fc.constantFrom(...few[typeOf(field)])
  return typeOf(field) === 'checkboxlist' ? fc.uniqueArray(one, { minLength: 1 }) : one
}

function operand(
  field: Field,
  operator: Operator,
  fields: readonly Field[],
): fc.Arbitrary<unknown> {
  const one = fc.constantFrom(...few[typeOf(field)])
  const others = fields.filter((other) => other.type === field.type && other !== field)
  switch (operators[operator].operand) {
    case 'none':
      return fc.constant(undefined)
    case 'part':
      return fc.constantFrom('x', 'y')
    case 'two':
      return fc.tuple(one, one)
    case 'many':
      return fc.uniqueArray(one, { minLength: 1, maxLength: 2 })
    default:
      return others.length === 0
        ? one
        : fc.oneof(
            { weight: 4, arbitrary: one },
            { weight: 1, arbitrary: fc.constantFrom(...others.map(({ key }) => ({ field: key }))) },
          )
  }
}

export interface ConditionLimits {
  /** Which operators conditions are made of. */
  takes?: (field: Field, operator: Operator) => boolean
  /** Whether operands may name fields. */
  comparesFields?: boolean
}

function condition(fields: readonly Field[], limits: ConditionLimits): fc.Arbitrary<Filter> {
  const { takes = () => true, comparesFields = true } = limits
  const leaf = fc.constantFrom(...fields).chain((field) =>
    fc
      .constantFrom(...conditionOperators(field).filter((operator) => takes(field, operator)))
      .chain((operator) =>
        operand(field, operator, comparesFields ? fields : []).map((operand): FieldFilter => ({
          field: field.key,
          operator,
          ...(operand !== undefined && { value: operand }),
        })),
      ),
  )
  const group = fc.record({
    operator: fc.constantFrom('and' as const, 'or' as const),
    value: fc.array(leaf, { maxLength: 3 }),
  })
  return fc.oneof({ weight: 3, arbitrary: leaf }, { weight: 1, arbitrary: group })
}

const plain: readonly Field[] = Array.from({ length: 9 }, (_, index) => {
  const type = types[index % types.length] ?? 'text'
  return customField(`f${index}`, {
    id: 200 + index,
    name: `F${index}`,
    type,
    ...(ids === few[type] && { options: ids.map((id) => ({ id, text: `Option ${id}` })) }),
  })
})

/** Definitions of which some depend on others, as the rules of definitions take them. */
export function conditionalDefinitions(limits: ConditionLimits = {}): fc.Arbitrary<Field[]> {
  const any = condition(plain, limits)
  const seldom = fc.option(any, { freq: 2 })
  const stated = fc.record({
    visibleWhen: seldom,
    requiredWhen: seldom,
    readOnlyWhen: fc.option(any, { freq: 1 }),
    required: fc.boolean(),
    when: fc.option(any, { freq: 1 }),
    hasDefault: fc.boolean(),
  })
  return fc.array(stated, { minLength: plain.length, maxLength: plain.length }).map((all) => {
    let fields: Field[] = [
      ...prebuiltFields.filter(({ key }) => key === 'name' || key === 'email'),
      ...plain,
    ]
    for (const [index, { when, hasDefault, ...more }] of all.entries()) {
      const field = plain[index]
      if (!field) continue
      const [first, ...options] = field.options ?? []
      const draft: Field = {
        ...field,
        ...more,
        ...(first && when && { options: [{ ...first, when }, ...options] }),
        ...(hasDefault && { defaultValue: defaultOf(field) }),
      }
      // One that would close a circle is left out.
      const verdict = completeConditions(draft, fields)
      const made = 'field' in verdict ? verdict.field : field
      fields = fields.map((one) => (one.id === made.id ? made : one))
    }
    return fields
  })
}

function defaultOf(field: Field): unknown {
  const [first] = few[typeOf(field)]
  return typeOf(field) === 'checkboxlist' ? [first] : first
}

/** Values for them, as a program may send them: in fields that are not there too. */
export function conditionalValues(): fc.Arbitrary<Values> {
  const entries = plain.map((field) => [
    field.key,
    fc.oneof(
      { weight: 2, arbitrary: value(field) },
      { weight: 1, arbitrary: fc.constant(undefined) },
    ),
  ])
  return fc
    .record(Object.fromEntries(entries) as Record<string, fc.Arbitrary<unknown>>)
    .map((values) => ({
      name: 'Ann',
      email: ['ann@example.com'],
      ...Object.fromEntries(Object.entries(values).filter(([, one]) => one !== undefined)),
    }))
}
