import { describe, expect, test } from 'vitest'
import { parseNumberCell } from './number-cell.ts'
import { plainLocale } from './type.ts'

const comma = { ...plainLocale, decimalComma: true }

describe('a number with a decimal comma', () => {
  test.each([
    ['1,5', 1.5],
    ['1.234,56', 1234.56],
    ['1 234 567', 1234567],
    ['1.234', 1234],
    ["-12'000,5", -12000.5],
    [',5', 0.5],
    ['0012', 12],
  ])('reads %s', (text, number) => expect(parseNumberCell(text, comma)).toBe(number))

  test.each(['1.5', '1.23,4', '1,2,3', ',', '', 'x'])('does not read “%s”', (text) => {
    expect(parseNumberCell(text, comma)).toBe(text || null)
  })

  test('leaves numbers of the file alone, and is not meant unless said', () => {
    expect(parseNumberCell(1.5, comma)).toBe(1.5)
    expect(parseNumberCell('1,5', plainLocale)).toBe('1,5')
    expect(parseNumberCell('1.5', plainLocale)).toBe(1.5)
  })
})
