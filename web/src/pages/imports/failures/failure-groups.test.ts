import { describe, expect, it } from 'vitest'
import { failureGroups } from './failure-groups.ts'

const failure = (row: number, index: number | null, value: string | null, reason: string) => ({
  row,
  index,
  column: index === null ? null : `Column ${index}`,
  field: index === null ? null : `field${index}`,
  value,
  reason,
})

describe('failures by their reason', () => {
  it('are counted by rows, with each value once, the most frequent first', () => {
    const groups = failureGroups([
      failure(2, 1, 'x@', '“x@” must be an e-mail address'),
      failure(3, 0, 'Red', 'must be one of: Blue'),
      failure(4, 1, 'y@', '“y@” must be an e-mail address'),
      failure(4, 1, 'y@', '“y@” must be an e-mail address'),
      failure(5, null, null, 'at least one identity is needed'),
      failure(6, 1, 'x@', '“x@” must be an e-mail address'),
    ])
    expect(
      groups.map(({ column, rows, reason, values }) => [column, rows, reason, values]),
    ).toEqual([
      ['Column 1', 3, 'must be an e-mail address', ['x@', 'y@']],
      ['Column 0', 1, 'must be one of: Blue', ['Red']],
      [null, 1, 'at least one identity is needed', []],
    ])
  })
})

describe('failures by the rule that is broken', () => {
  it('are one group where each names its own value', () => {
    const coded = (row: number, code: string, reason: string) => ({
      ...failure(row, 2, `${row}`, reason),
      code,
    })
    const groups = failureGroups([
      coded(2, 'no_such_day', 'must be a day of the calendar: there is no 2023-02-30'),
      coded(3, 'no_such_day', 'must be a day of the calendar: there is no 2023-02-31'),
      coded(4, 'short_year', 'must have a year of four digits'),
      coded(5, 'other', 'must be one of: Blue'),
      coded(6, 'other', 'must be one of: Red'),
    ])
    expect(groups.map(({ rows, reason, varies }) => [rows, reason, varies])).toEqual([
      [2, 'must be a day of the calendar: there is no 2023-02-30', true],
      [1, 'must have a year of four digits', false],
      [1, 'must be one of: Blue', false],
      [1, 'must be one of: Red', false],
    ])
    expect(groups[0]?.failures.map(({ row }) => row)).toEqual([2, 3])
  })
})
