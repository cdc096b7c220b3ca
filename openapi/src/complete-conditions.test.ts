import { describe, expect, test } from 'vitest'
import { completeConditions, fieldsBrokenBy, fieldsDependingOn } from './complete-conditions.ts'
import { customField } from './field.test-support.ts'
import type { Field } from './field.ts'
import type { Filter } from './field-types/filter.ts'

const plan = customField('plan', {
  id: 1,
  name: 'Plan',
  type: 'dropdown',
  options: [
    { id: 'free', text: 'Free' },
    { id: 'business', text: 'Business' },
  ],
})
const begins = customField('begins', { id: 2, name: 'Begins', type: 'date' })
const ends = customField('ends', { id: 3, name: 'Ends', type: 'date' })
const secret = customField('secret', { id: 4, name: 'Secret', unseen: true, editable: false })
const salary = customField('salary', { id: 7, name: 'Salary', masked: true, editable: false })
const vat = customField('vat', { id: 5, name: 'VAT' })
const changed = customField('updated_at', { id: 6, name: 'Changed', kind: 'S', type: 'datetime' })
const fields = [plan, begins, ends, secret, salary, vat, changed]

const isBusiness: Filter = { field: 'plan', operator: 'eq', value: 'business' }
const filled = (field: string): Filter => ({ field, operator: 'nnull' })
const nested = (depth: number): Filter =>
  depth === 0 ? filled('plan') : { operator: 'and', value: [nested(depth - 1)] }

const codes = (draft: Field, others: readonly Field[] = fields) => {
  const verdict = completeConditions(draft, others)
  return 'errors' in verdict
    ? Object.entries(verdict.errors).map(([place, told]) => [place, told.map(({ code }) => code)])
    : null
}

describe('a condition of a definition', () => {
  test.each<[string, Partial<Field>, ReturnType<typeof codes>]>([
    ['none', {}, null],
    ['of another field', { visibleWhen: isBusiness }, null],
    [
      'of itself, where it decides nothing of its being there',
      { readOnlyWhen: filled('vat') },
      null,
    ],
    [
      'comparing with another field of the type',
      { requiredWhen: { field: 'ends', operator: 'lt', value: { field: 'begins' } } },
      null,
    ],
    [
      'comparing with one of another type',
      { requiredWhen: { field: 'ends', operator: 'lt', value: { field: 'vat' } } },
      [['requiredWhen', ['operand_field_of_other_type']]],
    ],
    [
      'comparing by an operator that takes no field',
      { requiredWhen: { field: 'vat', operator: 'contains', value: { field: 'plan' } } },
      [['requiredWhen', ['operand_field_not_taken']]],
    ],
    ['of no field', { visibleWhen: filled('shoe') }, [['visibleWhen', ['unknown_field_key']]]],
    [
      'of a field that its author may not see',
      { visibleWhen: filled('secret') },
      [['visibleWhen', ['unknown_field_key']]],
    ],
    [
      'of a field of which its author sees masks',
      { visibleWhen: { operator: 'or', value: [filled('salary'), isBusiness] } },
      [['visibleWhen', ['condition_on_masked']]],
    ],
    [
      'comparing with a field of which its author sees masks',
      { requiredWhen: { field: 'vat', operator: 'eq', value: { field: 'salary' } } },
      [['requiredWhen', ['condition_on_masked']]],
    ],
    [
      'of a time that every change moves',
      { visibleWhen: filled('updated_at') },
      [['visibleWhen', ['condition_on_computed']]],
    ],
    [
      'of an option that there is not',
      { visibleWhen: { field: 'plan', operator: 'eq', value: 'gold' } },
      [['visibleWhen', ['not_option']]],
    ],
    [
      'by an operator that the type lacks',
      { visibleWhen: { field: 'plan', operator: 'contains', value: 'b' } },
      [['visibleWhen', ['operator_not_taken']]],
    ],
    ['of depth 8', { visibleWhen: nested(7) }, null],
    ['of depth 9', { visibleWhen: nested(8) }, [['visibleWhen', ['too_many_conditions']]]],
    [
      'of 100 parts',
      { visibleWhen: { operator: 'or', value: Array(99).fill(filled('plan')) } },
      null,
    ],
    [
      'of 101 parts',
      { visibleWhen: { operator: 'or', value: Array(100).fill(filled('plan')) } },
      [['visibleWhen', ['too_many_conditions']]],
    ],
    [
      'of an option',
      { type: 'dropdown', options: [{ id: 'eu', text: 'EU', when: filled('shoe') }] },
      [['options', ['unknown_field_key']]],
    ],
  ])('%s', (_, conditions, told) => {
    expect(codes({ ...vat, ...conditions })).toEqual(told)
  })

  test('is kept with options by their ids, so that they can be renamed', () => {
    const draft = { ...vat, visibleWhen: { field: 'plan', operator: 'in', value: ['Business'] } }
    expect(completeConditions(draft as Field, fields)).toEqual({
      field: { ...vat, visibleWhen: { field: 'plan', operator: 'in', value: ['business'] } },
    })
  })
})

describe('a circle', () => {
  const circle = (draft: Field, others: readonly Field[]) => {
    const verdict = completeConditions(draft, others)
    return 'errors' in verdict
      ? verdict.errors.visibleWhen?.map(({ params }) => params.fields)
      : null
  }
  const endsAfter = { ...ends, visibleWhen: filled('begins') }
  const beginsAfter = { ...begins, visibleWhen: filled('plan') }

  test('is named by its path', () => {
    const others = [plan, beginsAfter, endsAfter]
    expect(circle({ ...plan, visibleWhen: filled('ends') }, others)).toEqual([
      'Plan → Ends → Begins → Plan',
    ])
    expect(circle({ ...plan, visibleWhen: filled('plan') }, others)).toEqual(['Plan → Plan'])
  })

  test('does not name what its author may not see', () => {
    const unseen = { ...secret, visibleWhen: filled('plan') }
    const between = { ...ends, visibleWhen: filled('secret') }
    expect(circle({ ...plan, visibleWhen: filled('ends') }, [unseen, between])).toEqual([
      'Plan → Ends → Plan',
    ])
  })

  test('is none where each is only required without the other', () => {
    const either: Filter = { field: 'ends', operator: 'null' }
    const other: Field = { ...ends, requiredWhen: { field: 'begins', operator: 'null' } }
    expect(circle({ ...begins, requiredWhen: either }, [begins, other])).toBeNull()
  })
})

describe('a field that conditions look at', () => {
  const needing: Field = { ...vat, requiredWhen: isBusiness }
  const comparing: Field = {
    ...begins,
    visibleWhen: { field: 'ends', operator: 'gt', value: '2026-01-01' },
  }
  const all = [plan, comparing, ends, needing]

  test('is known by the fields that have them', () => {
    const names = (field: Field) => fieldsDependingOn(field, all).map(({ key }) => key)
    expect([plan, begins, ends, vat].map(names)).toEqual([['vat'], [], ['begins'], []])
  })

  test.each<[string, Field, string[]]>([
    ['may be renamed', { ...plan, name: 'Tariff' }, []],
    ['may lose an option that none of them names', optionless('free'), []],
    ['breaks them without an option that one names', optionless('business'), ['vat']],
    ['breaks them as a type that is compared otherwise', { ...ends, type: 'text' }, ['begins']],
    ['breaks them as a type without the operator', { ...ends, type: 'checkbox' }, ['begins']],
  ])('%s', (_, after, broken) => {
    expect(fieldsBrokenBy(after, all).map(({ key }) => key)).toEqual(broken)
  })

  function optionless(id: string): Field {
    return { ...plan, options: plan.options?.filter((option) => option.id !== id) }
  }
})

test('many fields, each there by the one before it, are judged in a time that grows with their number', () => {
  const chain = (length: number) =>
    Array.from({ length }, (_, n) =>
      customField(`c${n}`, { id: n + 1, ...(n > 0 && { visibleWhen: filled(`c${n - 1}`) }) }),
    )
  const cpuOf = (length: number) => {
    const all = chain(length)
    const before = process.cpuUsage()
    for (const draft of all) expect('field' in completeConditions(draft, all)).toBe(true)
    const { user, system } = process.cpuUsage(before)
    return user + system
  }
  cpuOf(300)
  // Four times as many take four times as long, and took sixteen times when each looked back at all.
  expect(cpuOf(1_200) / cpuOf(300)).toBeLessThan(10)
})

test('a circle is told whether or not the list has the definition itself', () => {
  const round = (key: string, id: number, by: string) =>
    customField(key, { id, name: key.toUpperCase(), visibleWhen: filled(by) })
  const all = [round('a', 11, 'c'), round('b', 12, 'a'), round('c', 13, 'b')]
  for (const draft of all) {
    expect(codes(draft, all)).toEqual([['visibleWhen', ['condition_circle']]])
    expect(codes(draft, [...all])).toEqual([['visibleWhen', ['condition_circle']]])
    expect(codes({ ...draft }, all)).toEqual([['visibleWhen', ['condition_circle']]])
  }
  expect(codes(customField('d', { id: 14, visibleWhen: filled('a') }), all)).toBeNull()
})
