import { describe, expect, test } from 'vitest'
import { prebuiltFields } from '../prebuilt-fields.ts'
import { rulesOf } from '../field-rules.ts'
import { identityText, isSpoiltNumber } from './spoilt-number.ts'

describe('a number in a cell', () => {
  test.each([
    [17, '17'],
    [4915112345678, '4915112345678'],
    [123456789012345, '123456789012345'],
    // More digits than a spreadsheet keeps, so a program wrote them, and they are all there.
    [1234567890123456, '1234567890123456'],
    [1.5, '1.5'],
    [-3, '-3'],
  ])('%d is the id %s', (number, text) => {
    expect(identityText(number)).toBe(text)
    expect(isSpoiltNumber(text)).toBe(false)
  })

  test.each([
    [8934210865530274000, '8.93421E+18'],
    [1234567890123450, '1.23457E+15'],
    [2 ** 53, '9.00720E+15'],
    [1e21, '1.00000E+21'],
    [-1e18, '-1.00000E+18'],
  ])('%d has lost digits, and comes as %s', (number, text) => {
    expect(identityText(number)).toBe(text)
    expect(isSpoiltNumber(text)).toBe(true)
  })

  test('that has lost digits is refused for every identity that has digits', () => {
    for (const field of prebuiltFields.filter(({ kind, key }) => kind === 'I' && key !== 'email')) {
      const { parseCell, value } = rulesOf(field)
      const verdict = value.safeParse(parseCell(8934210865530274000))
      expect(verdict.error?.issues[0]?.message).toMatch(
        /“8\.93421E\+18” is a number that a spreadsheet/,
      )
    }
  })
})
