import { describe, expect, it } from 'vitest'
import { dateReading, dayIn } from './date-orders.ts'

describe('the order of day and month', () => {
  it.each([
    ['is left to a person where both readings hold', ['05/05/2026', '03/04/2026'], null, [2, 2]],
    ['is what a date without another reading says', ['03/04/2026', '25/12/2025'], 'DMY', [2, 1]],
    ['is what most dates fit', ['3.4.2026', '1.13.2026', '1.14.2026', '31.1.2026'], 'MDY', [2, 3]],
    ['is not settled by a day that no calendar has', ['31/02/1990', '03/04/1990'], null, [1, 1]],
    ['is proposed beside such a day', ['31/02/1990', '30/04/1990', '03/04/1990'], 'DMY', [2, 1]],
    ['is as good as another where each date is one day', ['05/05/2026'], 'DMY', [1, 1]],
    ['is not proposed where no date has any', ['31/02/1990', '3.4.26'], null, [0, 0]],
  ] as const)('%s', (_, dates, proposed, [dmy, mdy]) => {
    const reading = dateReading(dates)
    expect(reading).toMatchObject({ proposed, fits: { DMY: dmy, MDY: mdy }, total: dates.length })
    // Whatever is in the file, both can be chosen.
    expect(reading?.orders).toEqual(['DMY', 'MDY'])
  })

  it('is shown by a date that it makes a difference to', () => {
    expect(dateReading(['31/02/1990', '05/05/2026', '03/04/2026'])?.example).toBe('03/04/2026')
    expect(dayIn('DMY', '03/04/2026')).toBe('2026-04-03')
    expect(dayIn('MDY', '03/04/2026')).toBe('2026-03-04')
  })

  it('is no question where every program reads the cells alike', () => {
    expect(dateReading(['2026-11-22', { date: '2026-11-22' }, 'soon', null])).toBeNull()
  })

  it('is no question where the year stands first', () => {
    expect(dateReading(['2026/03/04'])).toMatchObject({ proposed: 'YMD' })
    expect(dayIn('MDY', '2026/03/04')).toBe('2026-03-04')
  })

  it('makes no day of what is none', () => {
    expect(dayIn('DMY', '31/02/2026')).toBeNull()
  })
})
