import { describe, expect, it } from 'vitest'
import { type Field, type Filter, prebuiltFields, readFilter, rulesOf } from '@cardfile/openapi'
import {
  conditionsIn,
  draftOf,
  filterOf,
  filterOfCondition,
  groupsIn,
  newCondition,
  operandControl,
  withOperator,
  withPart,
} from './filter-draft.ts'

const field = (key: string): Field => prebuiltFields.find((one) => one.key === key)!

describe('the filter builder', () => {
  it('gives back the filter it was opened with', () => {
    const filters: Filter[] = [
      { field: 'city', operator: 'eq', value: 'Berlin' },
      { field: 'city', operator: 'null' },
      { field: 'created_at', operator: 'thisweek', timeZone: 'Asia/Tokyo' },
      { field: 'created_at', operator: 'withinlast', value: 30 },
      {
        operator: 'or',
        value: [
          { field: 'city', operator: 'contains', value: 'lin' },
          { field: 'created_at', operator: 'between', value: ['2026-01-01', '2026-02-01'] },
        ],
      },
    ]
    for (const filter of filters) expect(filterOf(draftOf(filter))).toEqual(filter)
    expect(filterOf(draftOf(null))).toBeNull()
  })

  const city = (value: string): Filter => ({ field: 'city', operator: 'eq', value })
  const group = (operator: 'and' | 'or', ...value: Filter[]): Filter => ({ operator, value })

  it.each<[string, Filter, Filter]>([
    [
      'groups in groups',
      group('and', city('A'), group('or', city('B'), group('and', city('C'), city('D')))),
      group('and', city('A'), group('or', city('B'), group('and', city('C'), city('D')))),
    ],
    [
      'a group of one as that one',
      group('and', city('A'), group('or', city('B'))),
      group('and', city('A'), city('B')),
    ],
    // Without it, there would be contacts where there are none.
    [
      'a group of none as nobody',
      group('and', city('A'), group('or')),
      group('and', city('A'), group('or')),
    ],
    ['any of none as nobody', group('or'), group('or')],
    ['nobody, in a group alone, as nobody', group('and', group('or')), group('or')],
  ])('gives back %s', (_what, given, right) => {
    expect(filterOf(draftOf(given))).toEqual(right)
  })

  it('changes a part wherever it stands, and takes out a group with its last one', () => {
    const draft = draftOf(
      group('or', city('A'), group('and', city('B'), group('or', city('C'), city('D')))),
    )
    const [, b, c, d] = conditionsIn(draft)
    expect(groupsIn(draft)).toHaveLength(2)
    const changed = withPart(draft, c!.rowId, { ...c!, value: 'Z' })
    expect(filterOf(changed)).toEqual(
      group('or', city('A'), group('and', city('B'), group('or', city('Z'), city('D')))),
    )
    const without = withPart(withPart(draft, c!.rowId, null), d!.rowId, null)
    expect(filterOf(without)).toEqual(group('or', city('A'), city('B')))
    expect(filterOf(withPart(without, b!.rowId, null))).toEqual(city('A'))
  })

  it('is no filter once its last condition is taken out, whichever way they were joined', () => {
    const draft = draftOf(group('or', city('A'), city('B')))
    const [a, b] = conditionsIn(draft)
    expect(filterOf(withPart(withPart(draft, a!.rowId, null), b!.rowId, null))).toBeNull()
  })

  it('begins with an operator that the field has', () => {
    for (const one of prebuiltFields)
      expect(rulesOf(one).operators).toContain(newCondition(one).operator)
  })

  it('keeps a value only where the new operator takes the same kind', () => {
    const condition = { ...newCondition(field('city')), value: 'Ber' }
    expect(withOperator(condition, 'startswith', 'UTC').value).toBe('Ber')
    expect(withOperator(condition, 'in', 'UTC').value).toBeNull()
  })

  it('means the day of who writes it, unless another was meant before', () => {
    const created = newCondition(field('created_at'))
    const week = withOperator(created, 'thisweek', 'Europe/Berlin')
    expect(filterOfCondition(week)).toEqual({
      field: 'created_at',
      operator: 'thisweek',
      timeZone: 'Europe/Berlin',
    })
    expect(withOperator(week, 'thisyear', 'Asia/Tokyo').timeZone).toBe('Europe/Berlin')
    const plain = filterOfCondition(withOperator(week, 'null', 'UTC'))
    expect(plain).not.toHaveProperty('timeZone')
  })

  it('asks for one value of a list, since operators compare elements', () => {
    expect(operandControl(field('email'), 'eq').kind).toBe('line')
    expect(operandControl(field('time_zone'), 'eq').kind).toBe('choice')
    expect(operandControl(field('created_at'), 'gt').kind).toBe('datetime')
  })

  it('makes conditions that the contract refuses until they are complete', () => {
    const empty = filterOfCondition(newCondition(field('city')))
    expect(readFilter(empty, prebuiltFields)).toHaveProperty('errors')
  })
})
