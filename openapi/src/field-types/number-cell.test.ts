import { describe, expect, test } from 'vitest'
import { parseNumberCell } from './number-cell.ts'
import { plainLocale } from './type.ts'
import { Unread } from './unread.ts'

const comma = { ...plainLocale, decimalComma: true }
const readOf = (read: unknown) => (read instanceof Unread ? read.reason.code : read)

describe('a number with a decimal comma', () => {
  test.each([
    ['1,5', 1.5],
    ['1.234,56', 1234.56],
    ['1 234 567', 1234567],
    ['1.234', 1234],
    ["-12'000,5", -12000.5],
    [',5', 0.5],
    ['0012', 12],
    ['1.5', 1.5],
  ])('reads %s', (text, number) => expect(parseNumberCell(text, 2, comma)).toBe(number))

  test.each(['1.23,4', '1,2,3', ',', 'x'])('does not read “%s”', (text) => {
    expect(parseNumberCell(text, 2, comma)).toMatchObject({ text, reason: { code: 'not_number' } })
  })

  test('leaves numbers of the file alone, and is not meant where two readings are possible', () => {
    expect(parseNumberCell(1.5, 2, comma)).toBe(1.5)
    expect(parseNumberCell('', 2, comma)).toBeNull()
    expect(readOf(parseNumberCell('1,234', 2, plainLocale))).toBe('number_read_two_ways')
    expect(parseNumberCell('1,5', 2, plainLocale)).toBe(1.5)
    expect(parseNumberCell('1.5', 2, plainLocale)).toBe(1.5)
    expect(parseNumberCell('1,234', 2, { ...plainLocale, decimalComma: false })).toBe(1234)
  })

  test('is outdone by the language of who types', () => {
    expect(parseNumberCell('1,234', 2, { ...comma, language: 'en-US' })).toBe(1234)
  })
})
