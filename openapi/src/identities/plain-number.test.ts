import fc from 'fast-check'
import {
  getCountries,
  getCountryCallingCode,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min'
import { expect, test } from 'vitest'
import { plainNumber } from './plain-number.ts'

const codes = [...new Set(getCountries().map((country) => getCountryCallingCode(country)))]

test.each([
  ['+31612345678', '+31612345678'],
  ['+31 6-1234 5678', '+31612345678'],
  ['+12025550123', '+12025550123'],
  ['+44 1632 960123', '+441632960123'],
  ['+49 1512 3456789', '+4915123456789'],
  // With what is dialled within the country alone, too short, of no country, with an extension, with brackets.
  ['+31 0 612345678', null],
  ['+1 1 2025550123', null],
  ['+31 6', null],
  ['+800 1234 5678', null],
  ['+999123456789', null],
  ['+31612345678 ext. 12', null],
  ['+31 (6) 12345678', null],
  ['0612345678', null],
])('%s is %s', (text, number) => {
  expect(plainNumber(text)).toBe(number)
})

test('reads what it reads as the tables do, for every country code', () => {
  let read = 0
  const number = fc.tuple(
    fc.constantFrom(...codes),
    fc.string({ unit: fc.constantFrom(...'0123456789 -'), minLength: 4, maxLength: 16 }),
  )
  fc.assert(
    fc.property(number, ([code, rest]) => {
      const text = `+${code}${rest}`
      const plain = plainNumber(text)
      if (plain === null) return
      read++
      const parsed = parsePhoneNumberFromString(text, { defaultCountry: 'US', extract: false })
      expect([text, parsed?.number, parsed?.isPossible(), parsed?.ext]).toEqual([
        text,
        plain,
        true,
        undefined,
      ])
    }),
    { numRuns: 10_000, seed: 1 },
  )
  expect(read).toBeGreaterThan(1_500)
})
