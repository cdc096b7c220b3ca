import { describe, expect, test } from 'vitest'
import { customField } from './field.test-support.ts'
import type { RelativeOperator } from './field-types/operators.ts'
import type { FieldFilter } from './query.ts'
import { readFilter } from './read-query.ts'

const day = customField('day', { name: 'Day', type: 'date' })
const moment = customField('moment', { name: 'Moment', type: 'datetime', id: 202 })
const number = customField('number', { name: 'Number', type: 'integer', id: 203 })

const read = (filter: FieldFilter, now: string) =>
  readFilter(filter, [day, moment, number], Date.parse(now))

const sunday = '2026-11-29T22:30:00Z'

describe('a condition relative to today', () => {
  test.each<[RelativeOperator, number | undefined, string | undefined, string, string, string]>([
    ['withinlast', 30, undefined, sunday, '2026-10-30', '2026-11-29'],
    ['withinlast', 0, undefined, sunday, '2026-11-29', '2026-11-29'],
    ['withinlast', 1, 'Europe/Berlin', sunday, '2026-11-28', '2026-11-29'],
    ['withinlast', 1, 'Asia/Tokyo', sunday, '2026-11-29', '2026-11-30'],
    ['withinlast', 36_500, undefined, sunday, '1926-12-24', '2026-11-29'],
    ['withinnext', 7, 'America/New_York', '2026-12-30T03:00:00Z', '2026-12-29', '2027-01-05'],
    ['withinnext', 2, undefined, '2028-02-28T12:00:00Z', '2028-02-28', '2028-03-01'],
    ['thisweek', undefined, undefined, sunday, '2026-11-23', '2026-11-29'],
    ['thisweek', undefined, 'Asia/Tokyo', sunday, '2026-11-30', '2026-12-06'],
    ['thismonth', undefined, undefined, '2028-02-10T00:00:00Z', '2028-02-01', '2028-02-29'],
    [
      'thismonth',
      undefined,
      'Pacific/Kiritimati',
      '2026-12-31T11:00:00Z',
      '2027-01-01',
      '2027-01-31',
    ],
    ['thisyear', undefined, 'europe/berlin', sunday, '2026-01-01', '2026-12-31'],
  ])('%s %s in %s at %s is from %s to %s', (operator, value, timeZone, now, first, last) => {
    expect(read({ field: 'day', operator, value, timeZone }, now)).toEqual({
      condition: { field: day, operator: 'between', operands: [first, last] },
    })
  })

  test.each<[string, string, string, string, string, string]>([
    ['thisyear', 'UTC', sunday, '2026-01-01T00:00:00.000Z', '2026-12-31T23:59:59.999Z', 'UTC'],
    // The day on which clocks go forward has 23 hours, the one on which they go back 25.
    [
      'withinlast',
      'Europe/Berlin',
      '2026-03-29T12:00:00Z',
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T21:59:59.999Z',
      '23 h',
    ],
    [
      'withinlast',
      'Europe/Berlin',
      '2026-10-25T12:00:00Z',
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T22:59:59.999Z',
      '25 h',
    ],
    // Clocks in Cairo leap over midnight: the day begins at one o'clock.
    [
      'withinlast',
      'Africa/Cairo',
      '2026-04-24T12:00:00Z',
      '2026-04-23T22:00:00.000Z',
      '2026-04-24T20:59:59.999Z',
      '23 h',
    ],
  ])('%s in %s at %s is from the moment %s to %s (%s)', (operator, timeZone, now, first, last) => {
    const filter = { field: 'moment', operator: operator as RelativeOperator, value: 0, timeZone }
    expect(read(filter, now)).toMatchObject({
      condition: { operator: 'between', operands: [first, last] },
    })
  })

  test.each<[FieldFilter, string]>([
    [{ field: 'day', operator: 'withinlast' }, 'not_whole_within'],
    [{ field: 'day', operator: 'withinlast', value: '30' }, 'not_whole_within'],
    [{ field: 'day', operator: 'withinlast', value: 1.5 }, 'not_whole_within'],
    [{ field: 'day', operator: 'withinnext', value: -1 }, 'not_whole_within'],
    [{ field: 'day', operator: 'withinnext', value: 36_501 }, 'not_whole_within'],
    [{ field: 'day', operator: 'thisweek', timeZone: 'Mars/Base' }, 'not_time_zone'],
    [{ field: 'day', operator: 'thisweek', timeZone: '+02:00' }, 'not_time_zone'],
    [{ field: 'day', operator: 'eq', value: '2026-01-01', timeZone: 'UTC' }, 'time_zone_not_taken'],
    [{ field: 'number', operator: 'thisweek' }, 'operator_not_taken'],
  ])('%j is refused: %s', (filter, code) => {
    const verdict = read(filter, sunday)
    expect(JSON.stringify(verdict)).toContain(`"${code}"`)
  })
})
