import { describe, expect, it } from 'vitest'
import { type Field, type Filter, prebuiltFields, readFilter, rulesOf } from '@cardfile/openapi'
import { draftOf, filterOf, newCondition, operandControl, withOperator } from './filter-draft.ts'

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
    for (const filter of filters) expect(filterOf(draftOf(filter)!)).toEqual(filter)
    expect(filterOf(draftOf(null)!)).toBeNull()
  })

  it('does not pretend to show groups inside groups', () => {
    const inner: Filter = { operator: 'or', value: [{ field: 'city', operator: 'null' }] }
    expect(draftOf({ operator: 'and', value: [inner] })).toBeNull()
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
    expect(filterOf({ join: 'and', conditions: [week] })).toEqual({
      field: 'created_at',
      operator: 'thisweek',
      timeZone: 'Europe/Berlin',
    })
    expect(withOperator(week, 'thisyear', 'Asia/Tokyo').timeZone).toBe('Europe/Berlin')
    const plain = filterOf({ join: 'and', conditions: [withOperator(week, 'null', 'UTC')] })
    expect(plain).not.toHaveProperty('timeZone')
  })

  it('asks for one value of a list, since operators compare elements', () => {
    expect(operandControl(field('email'), 'eq').kind).toBe('line')
    expect(operandControl(field('time_zone'), 'eq').kind).toBe('choice')
    expect(operandControl(field('created_at'), 'gt').kind).toBe('datetime')
  })

  it('makes conditions that the contract refuses until they are complete', () => {
    const empty = filterOf({ join: 'and', conditions: [newCondition(field('city'))] })!
    expect(readFilter(empty, prebuiltFields)).toHaveProperty('errors')
  })
})
