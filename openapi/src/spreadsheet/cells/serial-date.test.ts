import fc from 'fast-check'
import { expect, it } from 'vitest'
import { clockOfSerial, dateOfSerial, normaliseIso, serialOfDate } from './serial-date.ts'

const moment = fc
  .date({
    min: new Date('1900-03-01T00:00:00Z'),
    max: new Date('9999-12-31T23:59:59.999Z'),
    noInvalidDate: true,
  })
  .map((date) => date.toISOString().slice(0, 23))

it('gives every moment back to the millisecond, also from 15 digits', () => {
  fc.assert(
    fc.property(moment, (iso) => {
      const shown = iso.endsWith('.000') ? iso.slice(0, 19) : iso
      const serial = serialOfDate(iso) ?? Number.NaN
      expect(dateOfSerial(serial, '1900')).toBe(shown)
      expect(dateOfSerial(Number(serial.toPrecision(16)), '1900')).toBe(shown)
    }),
    { numRuns: 2000 },
  )
})

it('agrees on the same day in all three systems', () => {
  expect(dateOfSerial(45_000, '1900')).toBe('2023-03-15T00:00:00')
  expect(dateOfSerial(45_000, 'continuous')).toBe('2023-03-15T00:00:00')
  expect(dateOfSerial(45_000 - 1462, '1904')).toBe('2023-03-15T00:00:00')
})

it('knows a day before the year 1 from one beyond reach', () => {
  expect(dateOfSerial(-693_593, '1900')).toBe('0001-01-01T00:00:00')
  expect(dateOfSerial(-800_000, '1900')).toBeNull()
  expect(dateOfSerial(1e300, '1900')).toBeNull()
  expect(dateOfSerial(Number.NaN, '1904')).toBeNull()
})

it('has no serial for what spreadsheets would show otherwise, or not at all', () => {
  for (const date of [
    '1900-02-28',
    '0000-01-01',
    '2023-02-29',
    '2023-13-01',
    '2023-01-01T25:00:00',
    'x',
    '',
  ]) {
    expect(serialOfDate(date), date).toBeNull()
  }
})

it.each([
  ['2023-03-15', '2023-03-15'],
  ['2023-03-15T01:02', '2023-03-15T01:02:00'],
  ['2023-03-15T01:02:03Z', '2023-03-15T01:02:03'],
  ['2023-03-15T01:02:03.4567Z', '2023-03-15T01:02:03.456'],
  ['0099-01-01', '0099-01-01'],
  ['2023-02-30', null],
  ['15.03.2023', null],
])('takes %s for %s', (text, iso) => {
  expect(normaliseIso(text)).toBe(iso)
})

it('shows shares of a day as a clock does, and lengths beyond a day', () => {
  expect(clockOfSerial(0)).toBe('00:00:00')
  expect(clockOfSerial(0.604340277777778)).toBe('14:30:15')
  expect(clockOfSerial(2.5)).toBe('60:00:00')
  expect(clockOfSerial(-0.25)).toBe('-06:00:00')
})
