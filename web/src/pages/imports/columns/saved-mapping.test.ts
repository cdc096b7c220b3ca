import { describe, expect, it } from 'vitest'
import type { Cell, Field } from '@cardfile/openapi'
import { customField } from '@cardfile/openapi/test-field'
import type { SavedMapping } from '../mappings/mapping-api.ts'
import { mappedBy, mappingOf } from './saved-mapping.ts'

const field = (key: string, more: Partial<Field> = {}) =>
  customField(key, { id: key.length, kind: 'S', ...more })

const fields = [
  field('name'),
  field('email', { kind: 'I' }),
  field('city'),
  field('birthday', { type: 'date' }),
  field('grade', { editable: false }),
]

const saved = (more: Partial<SavedMapping> = {}): SavedMapping => ({
  id: 'm1',
  name: 'Shop',
  mode: 'skip',
  createdAt: '2026-11-21T00:00:00.000Z',
  updatedAt: '2026-11-22T00:00:00.000Z',
  actor: null,
  version: 1,
  columns: [],
  constants: [],
  lostConstants: 0,
  ...more,
})

const file = (headings: Cell[], cells: NonNullable<Cell>[][] = []) => ({
  headings,
  columns: headings.map((_, index) => ({ cells: cells[index] ?? [] })),
  fields,
})

describe('a file with the headings of a saved mapping', () => {
  it('is mapped by it, in whatever order and case its columns are', () => {
    const mapping = saved({
      columns: [
        { heading: 'Customer', field: 'name' },
        { heading: 'Town', field: null },
        { heading: 'Mail', field: 'email', options: { separator: ',' } },
      ],
      constants: [{ field: 'city', value: 'Oslo' }],
    })
    const { plans, ...rest } = mappedBy(mapping, file([' MAIL', 'customer', 'Town']))
    expect(plans?.map(({ field, by }) => [field, by])).toEqual([
      ['email', 'mapping'],
      ['name', 'mapping'],
      [null, null],
    ])
    expect(plans?.[0]?.options).toEqual({ separator: ',' })
    expect(rest).toEqual({
      constants: [{ field: 'city', value: 'Oslo' }],
      mode: 'skip',
      mapping: { id: 'm1', name: 'Shop', lost: [], lostConstants: 0 },
    })
  })

  it('gives columns that are headed alike to the fields of their order', () => {
    const columns = [
      { heading: 'Name', field: 'name' },
      { heading: 'Name', field: 'city' },
    ]
    const { plans } = mappedBy(saved({ columns }), file(['NAME', 'name']))
    expect(plans?.map(({ field }) => field)).toEqual(['name', 'city'])
  })

  it('leaves out what is gone, hidden or not for this person to change, and says so', () => {
    const mapping = saved({
      columns: [
        { heading: 'A', field: null, lost: true },
        { heading: 'B', field: 'grade' },
        { heading: 'C', field: 'deleted_meanwhile' },
        { heading: 'D', field: null },
      ],
      constants: [
        { field: 'grade', value: 1 },
        { field: 'city', value: true },
      ],
      lostConstants: 2,
    })
    const mapped = mappedBy(mapping, file(['A', 'B', 'C', 'D']))
    expect(mapped.plans?.every((plan) => plan.field === null)).toBe(true)
    expect(mapped.mapping).toMatchObject({ lost: [0, 1, 2], lostConstants: 3 })
    expect(mapped.constants.map((constant) => constant.field)).toEqual(['city'])
  })

  it('keeps the saved order of days, unless its own dates contradict it', () => {
    const mapping = saved({
      columns: [{ heading: 'Born', field: 'birthday', options: { dateOrder: 'DMY' } }],
    })
    const orderOf = (...days: string[]) =>
      mappedBy(mapping, file(['Born'], [days])).plans?.[0]?.options.dateOrder
    expect(orderOf('03/04/1990')).toBe('DMY')
    expect(orderOf('03/25/1990')).toBe('MDY')
    expect(orderOf('25/03/1990')).toBe('DMY')
  })
})

describe('what is saved of a file', () => {
  const draft = { mode: 'merge' as const, headingRow: 1, constants: [] }
  const plan = (key: string | null) => ({ field: key, by: null, options: {} })

  it('is every heading with its field, without stray columns and empty values', () => {
    const constants = [
      { field: 'city', value: ' ' },
      { field: 'name', value: 'x' },
    ]
    const plans = [plan('name'), plan(null), plan(null)]
    expect(mappingOf({ ...draft, constants }, plans, [' Customer', 'Note', null])).toEqual({
      mode: 'merge',
      columns: [
        { heading: 'Customer', field: 'name' },
        { heading: 'Note', field: null },
      ],
      constants: [{ field: 'name', value: 'x' }],
    })
  })

  it('is nothing where no heading would tell such a file', () => {
    expect(mappingOf(draft, [plan('name')], [null])).toBeNull()
    expect(mappingOf({ ...draft, headingRow: 0 }, [plan('name')], ['Ann'])).toBeNull()
  })
})
