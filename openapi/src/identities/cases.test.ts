import { describe, expect, test } from 'vitest'
import { normaliserOf } from './normalise.ts'
import { phoneDigits } from './phone-digits.ts'
import { identityCases, nationalNumbers } from './cases/index.test-support.ts'

describe.each(Object.entries(identityCases))('%s', (key, { good, bad }) => {
  const normalise = normaliserOf(key)

  test.each(good)('$typed is kept as $value and compared as $key', ({ typed, value, key }) => {
    expect(normalise(typed, { defaultCountry: 'US' })).toEqual({ value, key })
  })

  test.each(good)('what is kept of $typed means the same in every country', ({ value, key }) => {
    for (const defaultCountry of ['US', 'DE', 'GB', 'BR', 'MX'])
      expect(normalise(value, { defaultCountry })).toEqual({ value, key })
  })

  test.each(bad)('$typed is refused: $code', ({ typed, code }) => {
    expect(normalise(typed, { defaultCountry: 'US' })).toMatchObject({ fault: { code } })
  })
})

test.each(nationalNumbers)('in %s the number %s is %s, and found by it', (country, typed, key) => {
  expect(normaliserOf('sms')(typed, { defaultCountry: country })).toMatchObject({ key })
  const digits = phoneDigits(typed, [country]) ?? []
  expect(digits.some((one) => key.includes(one))).toBe(true)
})

test('a number is found as WhatsApp writes it', () => {
  expect(phoneDigits('5215512345678', ['US'])).toContain('525512345678')
})
