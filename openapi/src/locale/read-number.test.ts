import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { languages, numberCases } from './number-cases.test-support.ts'
import { commaMarks, marksOfLanguage, pointMarks, programMarks } from './number-marks.ts'
import { numberText } from './number-text.ts'
import { readNumber } from './read-number.ts'

describe.each(languages)('a number typed in %s', (language) => {
  test.each(numberCases.map((one) => [one.typed, one.decimals, one.right[language]] as const))(
    '“%s” with %i decimal places is %s',
    (typed, decimals, right) => {
      const read = readNumber(typed, marksOfLanguage(language), decimals)
      expect(typeof read === 'number' ? read : read.code).toBe(right)
    },
  )
})

test('a number that can be read two ways is refused with both readings', () => {
  expect(readNumber('1.000', marksOfLanguage('en-US'), 0)).toMatchObject({
    params: { whole: '1000', decimal: '1.000' },
  })
  expect(readNumber('1,234', marksOfLanguage('de-DE'), 2)).toMatchObject({
    params: { whole: '1234', decimal: '1,234' },
  })
})

test('what stands beside the digits is named', () => {
  expect(readNumber('12,50 €', marksOfLanguage('de-DE'), 2)).toMatchObject({
    params: { other: '€' },
  })
})

test.each([
  ['1,234', programMarks, 'number_read_two_ways'],
  ['1.234', programMarks, 1.234],
  ['1,5', programMarks, 1.5],
  ['1,234', commaMarks, 1.234],
  ['1.234', commaMarks, 1234],
  ['1,234', pointMarks, 1234],
  ['1.234', pointMarks, 1.234],
])('“%s” is read by what is said of the file', (typed, marks, right) => {
  const read = readNumber(typed, marks, 4)
  expect(typeof read === 'number' ? read : read.code).toBe(right)
})

test.each([
  ...languages,
  'fr-FR',
  'de-CH',
  'en-IN',
  'pl-PL',
  'fa-IR',
  'sv-SE',
  'he-IL',
  'hi-IN-u-nu-deva',
])('what %s writes is read back as it was', (language) => {
  const marks = marksOfLanguage(language)
  const hundredths = fc.integer({ min: -(10 ** 12), max: 10 ** 12 })
  fc.assert(
    fc.property(hundredths, fc.constantFrom(1, 10, 1000, 10_000), (digits, scale) => {
      const number = digits / scale || 0
      for (const grouped of [true, false])
        expect(readNumber(numberText(number, language, grouped), marks, 4)).toBe(number)
    }),
  )
})

test('no text makes it fail, and no digit that counts is ever left out', () => {
  const marks = marksOfLanguage('de-DE')
  const counting = (text: string) => text.replace(/\D/g, '').replace(/^0+|0+$/g, '')
  const pieces = fc.array(fc.constantFrom('1', '0', '23', '456', '.', ',', ' ', "'", '-', '+', '٫'))
  fc.assert(
    fc.property(pieces, (parts) => {
      const typed = parts.join('')
      const read = readNumber(typed, marks, 2)
      // Larger whole numbers are their field's to refuse.
      if (typeof read === 'number' && Math.abs(read) <= Number.MAX_SAFE_INTEGER)
        expect(counting(String(read))).toBe(counting(typed))
    }),
    { numRuns: 2_000 },
  )
})

// A box of one line has none of them; a cell may.
test.each(['5\n100', '1\t234', '1\r\n234'])('two numbers in a cell are none: %j', (cell) => {
  expect(readNumber(cell, pointMarks, 2)).toMatchObject({ code: 'not_number' })
})
