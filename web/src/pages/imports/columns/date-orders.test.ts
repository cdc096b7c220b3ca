import { describe, expect, it } from 'vitest'
import { dateReading, dayIn } from './date-orders.ts'

describe('the order of day and month', () => {
  it('is left to a person where both readings hold', () => {
    expect(dateReading(['05/05/2026', '03/04/2026'])).toEqual({
      orders: ['DMY', 'MDY'],
      example: '03/04/2026',
    })
    expect(dayIn('DMY', '03/04/2026')).toBe('2026-04-03')
    expect(dayIn('MDY', '03/04/2026')).toBe('2026-03-04')
  })

  it('is settled by one date that has no other reading', () => {
    expect(dateReading(['03/04/2026', '25/12/2025'])).toEqual({ orders: ['DMY'], example: null })
    expect(dateReading(['3.4.2026', '1.13.2026'])?.orders).toEqual(['MDY'])
  })

  it('is no question where every program reads the cells alike', () => {
    expect(dateReading(['2026-11-22', { date: '2026-11-22' }, 'soon', null])).toBeNull()
  })

  it('is no question where the year stands first', () => {
    const reading = dateReading(['2026/03/04'])
    expect(reading?.example).toBeNull()
    expect(dayIn('MDY', '2026/03/04')).toBe('2026-03-04')
  })

  it('refuses days that no calendar has', () => {
    expect(dayIn('DMY', '31/02/2026')).toBeNull()
    expect(dateReading(['31/02/2026', '3.4.26'])?.orders).toEqual([])
  })
})
