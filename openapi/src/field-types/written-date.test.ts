import { describe, expect, test } from 'vitest'
import { type DateOrder, plainLocale } from './type.ts'
import { date } from './date.ts'
import { datetime } from './datetime.ts'
import { isoText } from './written-date.ts'

describe('a date of three numbers', () => {
  const readings: [string, DateOrder, string][] = [
    ['03/04/2026', 'DMY', '2026-04-03'],
    ['03/04/2026', 'MDY', '2026-03-04'],
    ['3.4.2026', 'DMY', '2026-04-03'],
    ['3. 4. 2026', 'DMY', '2026-04-03'],
    ['2026/4/3', 'YMD', '2026-04-03'],
    ['2026-04-03', 'DMY', '2026-04-03'],
    ['3/4/2026 2:05 PM', 'MDY', '2026-03-04T14:05'],
    ['3/4/2026, 12:05:09 am', 'MDY', '2026-03-04T00:05:09'],
    ['03.04.2026 9:05', 'DMY', '2026-04-03T09:05'],
    ['2026-04-03T10:00:00Z', 'MDY', '2026-04-03T10:00:00Z'],
  ]
  test.each(readings)('%s in the order %s is %s', (text, order, iso) => {
    expect(isoText(text, order)).toBe(iso)
  })

  test.each(['03/04/26', '3/4/2026 25h', '3/4/2026 13:00 PM', 'March 4', '1/2/3', '2026/4/3/1'])(
    'leaves %s as it is',
    (text) => expect(isoText(text, 'DMY')).toBe(text),
  )

  test('is not read without a stated order', () => {
    expect(isoText('03/04/2026', undefined)).toBe('03/04/2026')
    expect(isoText(null, 'DMY')).toBeNull()
  })

  test('becomes a day, or a time in its zone', () => {
    const locale = { ...plainLocale, dateOrder: 'DMY' as const, timeZone: 'Europe/Berlin' }
    expect(date.rules({}).parseCell('3.4.2026', locale)).toBe('2026-04-03')
    expect(date.rules({}).parseCell('31.2.2026', locale)).toBe('2026-02-31')
    expect(datetime.rules({}).parseCell('3.4.2026 14:00', locale)).toBe('2026-04-03T12:00:00.000Z')
  })
})
