import { describe, expect, test } from 'vitest'
import { customField } from './field.test-support.ts'
import { prebuiltFields } from './prebuilt-fields.ts'
import {
  contactQuerySchema,
  type Filter,
  filterSchema,
  formatSort,
  mostConditions,
  parseSort,
} from './query.ts'
import { readFilter, readSorters } from './read-query.ts'

const read = (filter: unknown) => readFilter(filterSchema.parse(filter), prebuiltFields)

function reasonOf(filter: unknown): string {
  const verdict = read(filter)
  if (!('errors' in verdict)) throw new Error('it was taken')
  return Object.entries(verdict.errors)
    .map(([path, reasons]) => `${path}: ${reasons.map(({ text }) => text).join(', ')}`)
    .join('; ')
}

describe('a filter', () => {
  test('is read with its fields and its operands as they are stored', () => {
    expect(read({ field: 'time_zone', operator: 'eq', value: 'europe/berlin' })).toMatchObject({
      condition: { field: { key: 'time_zone' }, operator: 'eq', operands: ['Europe/Berlin'] },
    })
    expect(read({ field: 'email', operator: 'in', value: [' A@B.org ', 'none'] })).toMatchObject({
      condition: { operands: ['a@b.org', 'none'] },
    })
    expect(read({ field: 'city', operator: 'null', value: 'ignored?' })).toMatchObject({
      condition: { operands: [] },
    })
  })

  test('that is none narrows nothing', () => {
    expect(readFilter(undefined, prebuiltFields)).toEqual({ condition: null })
  })

  test('names where in the tree it is wrong, and all that is wrong', () => {
    const wrong = {
      operator: 'and',
      value: [
        { field: 'name', operator: 'eq', value: 'A' },
        { operator: 'or', value: [{ field: 'nope', operator: 'eq', value: 1 }] },
        { field: 'created_at', operator: 'contains', value: 'x' },
      ],
    }
    expect(reasonOf(wrong)).toBe(
      'filter.1.0: “nope” is not a field of contacts; filter.2: Created at cannot be filtered by “contains”',
    )
  })

  test.each([
    [{ field: 'city', operator: 'eq', value: 5 }, 'City must be text'],
    [{ field: 'created_at', operator: 'gt', value: 'now' }, 'must be a date and time'],
    [{ field: 'created_at', operator: 'between', value: ['2026-01-01T00:00:00Z'] }, 'two values'],
    [{ field: 'city', operator: 'in', value: 'x' }, 'list of values'],
    [{ field: 'city', operator: 'in', value: Array(1001).fill('x') }, 'at most 1000'],
    [{ field: 'email', operator: 'eq', value: null }, 'must be text'],
    [{ field: 'email', operator: 'contains', value: 'x'.repeat(257) }, '256'],
    [{ field: 'city', operator: 'contains', value: 'a\u0000' }, 'control characters'],
    [{ field: 'city', operator: 'ncontains', value: '\u0301' }, 'accents alone'],
    [{ field: 'email', operator: 'startswith', value: '\u0301\u0308' }, 'accents alone'],
  ])('%j is refused for “%s”', (filter, reason) => {
    expect(reasonOf(filter)).toContain(reason)
  })

  test('has no more conditions and no more depth than a person builds', () => {
    const leaf = { field: 'city', operator: 'null' }
    const wide = (n: number) => ({ operator: 'or', value: Array.from({ length: n }, () => leaf) })
    expect(read(wide(mostConditions - 1))).toHaveProperty('condition')
    expect(filterSchema.safeParse(wide(mostConditions + 1)).success).toBe(false)
    expect(reasonOf({ operator: 'and', value: [wide(60), wide(60)] })).toContain('at most')
    const deep = (n: number): object => (n === 1 ? leaf : { operator: 'and', value: [deep(n - 1)] })
    expect(read(deep(8))).toHaveProperty('condition')
    expect(reasonOf(deep(9))).toContain('8 deep')
  })

  test('of a shape nobody knows is refused with the reason', () => {
    for (const wrong of [
      {},
      { field: 'city' },
      { operator: 'eq' },
      { field: 'city', operator: 'and', value: [] },
      { field: 'city', operator: 'constructor' },
      { field: 'city', operator: 'eq', value: 1, extra: 1 },
    ])
      expect(filterSchema.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false)
  })
})

describe('an order', () => {
  test('is read off an address and written into one', () => {
    const text = 'name,-created_at'
    expect(parseSort(text)).toEqual([
      { field: 'name', order: 'asc' },
      { field: 'created_at', order: 'desc' },
    ])
    expect(formatSort(parseSort(text))).toBe(text)
    expect(parseSort(' name , , -city ')).toHaveLength(2)
    expect(parseSort('')).toEqual([])
  })

  test('is refused with a field nobody knows or one named twice', () => {
    for (const sort of ['nope', '-', '--name', 'constructor', 'name,-name'])
      expect(readSorters(parseSort(sort), prebuiltFields)).toHaveProperty('fault')
    expect(readSorters(undefined, prebuiltFields)).toEqual({ order: [] })
  })
})

test('a query takes nothing it does not know', () => {
  expect(contactQuerySchema.safeParse({ q: 'x', page: 1, pageSize: 200 }).success).toBe(true)
  for (const wrong of [{ limit: 5 }, { page: 0 }, { pageSize: 201 }, { q: 5 }, { count: 'all' }])
    expect(contactQuerySchema.safeParse(wrong).success).toBe(false)
  const filter: Filter = { field: 'city', operator: 'null' }
  expect(contactQuerySchema.safeParse({ filter }).success).toBe(true)
})

test('a filter may ask for more than its field’s values can be', () => {
  const seats = customField('seats', { name: 'Seats', type: 'integer', min: 0, max: 10 })
  for (const value of [-1, 11])
    expect(readFilter({ field: 'seats', operator: 'lt', value }, [seats])).toMatchObject({
      condition: { operands: [value] },
    })
  expect(readFilter({ field: 'seats', operator: 'lt', value: 'x' }, [seats])).toHaveProperty(
    'errors.filter',
  )
})
