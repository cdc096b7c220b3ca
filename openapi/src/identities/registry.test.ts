import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normaliserOf } from './normalise.ts'
import { isPhoneCountry } from './phone.ts'
import { identityTypeOf, identityTypes, isPhoneIdentity } from './registry.ts'
import { prebuiltFields } from '../prebuilt-fields.ts'

const normalise = (type: string, value: string, defaultCountry = 'US') =>
  normaliserOf(type)(value, { defaultCountry })

function keyOf(type: string, value: string, country?: string): string {
  const normalised = normalise(type, value, country)
  if ('fault' in normalised) throw new Error(`${type} ${value}: ${normalised.fault.text}`)
  return normalised.key
}

describe('spellings of one identity have one key', () => {
  test.each([
    ['email', ['ann@example.com', ' Ann@Example.COM ', 'ANN@EXAMPLE.COM\t']],
    ['email', ['j\u00f6rg@example.com', 'jo\u0308rg@example.com', 'J\u00d6RG@example.com']],
    [
      'sms',
      ['+12133734253', '(213) 373-4253', '213.373.4253', '001 213 373 4253', '1-213-373-4253'],
    ],
    ['sms', ['+49 30 1234567', '0049 30 1234567', '+49 (0)30 1234567', ' +49-30-1234567 ']],
    ['whatsapp', ['+33 6 12 34 56 78', '0033612345678']],
    [
      'twitter',
      [
        'ann',
        '@Ann',
        'https://x.com/ann',
        'x.com/ANN/',
        'https://www.twitter.com/ann?s=20',
        'mobile.twitter.com/@ann',
      ],
    ],
    [
      'instagram',
      ['an.n_1', '@AN.N_1', 'https://www.instagram.com/an.n_1/?hl=en', 'instagram.com/an.n_1#x'],
    ],
    ['telegram', ['tina_t', '@Tina_T', 'https://t.me/tina_t', 'telegram.me/Tina_T']],
    [
      'facebook',
      [
        'ann.lee',
        'https://m.facebook.com/Ann.Lee',
        'fb.com/ann.lee/',
        'http://facebook.com/ann.lee?ref=x',
      ],
    ],
    [
      'facebook',
      [
        '100012345',
        'https://www.facebook.com/profile.php?id=100012345',
        'facebook.com/profile.php?sk=about&id=100012345&x=1',
      ],
    ],
    ['wechat', ['Wx_1', '@wx_1', ' WX_1']],
    ['line', ['line.id', '@LINE.ID']],
    ['external_id', ['X-1', ' X-1\n']],
    ['sso_id', ['caf\u00e9', 'cafe\u0301']],
  ])('%s: %j', (type, spellings) => {
    expect(new Set(spellings.map((spelling) => keyOf(type, spelling))).size).toBe(1)
  })

  test('in the country that a phone field is set to', () => {
    expect(keyOf('sms', '030 1234567', 'DE')).toBe('+49301234567')
    expect(keyOf('sms', '+1 213 373 4253', 'DE')).toBe('+12133734253')
    expect(keyOf('sms', '06 12345678', 'IT')).toBe('+390612345678')
  })
})

describe('different identities have different keys', () => {
  test.each([
    ['email', 'ann@example.com', 'ann@example.org'],
    ['email', 'ann+a@example.com', 'ann@example.com'],
    ['email', 'a.nn@example.com', 'ann@example.com'],
    ['sms', '+49301234567', '+49301234568'],
    ['facebook', 'https://facebook.com/profile.php?id=1', 'https://facebook.com/profile.php?id=2'],
    ['facebook', 'https://facebook.com/people/Ann/1', 'https://facebook.com/people/Bob/2'],
    ['telegram', 'https://t.me/durov_a/1', 'https://t.me/durov_b/1'],
    ['sms', '+49 30 5551234 ext. 1', '+49 30 5551234 (ext 2)'],
    ['twitter', 'ann', 'ann_'],
    ['sso_id', 'abc', 'ABC'],
    ['visitor_id', 'a b', 'ab'],
  ])('%s: %s and %s', (type, one, other) => {
    expect(keyOf(type, one)).not.toBe(keyOf(type, other))
  })
})

describe('what identifies nobody is refused', () => {
  test.each([
    ['email', ['', ' ', 'ann', '@example.com', 'ann@', 'a b@example.com', 'Ann <ann@>']],
    ['sms', ['', 'n/a', '1', '+', '+49', '12', '+1 213', '++4930123', '12345678901234567890']],
    ['twitter', ['', '@', '@@', 'https://x.com/', 'ann lee', 'x.com/?q=1']],
    ['facebook', ['facebook.com/', 'facebook.com/#']],
    ['external_id', ['', '  ', '\n']],
    ['wechat', ['@', 'a b', '']],
  ])('%s: %j', (type, values) => {
    for (const value of values) expect(normalise(type, value), value).toHaveProperty('fault')
  })

  test('and the reason says so as a sentence’s end', () => {
    for (const { key } of identityTypes)
      expect(normalise(key, '')).toMatchObject({
        fault: { text: expect.stringMatching(/^must /) },
      })
  })
})

describe.each(identityTypes.map(({ key }) => key))('%s', (key) => {
  const plausible = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.stringMatching(/^@?[A-Za-z0-9._-]{1,20}$/),
    fc.emailAddress(),
    fc.stringMatching(/^\+?[0-9 ()-]{6,16}$/),
    fc.stringMatching(
      /^(https?:\/\/)?(www\.)?(x|instagram|facebook)\.com\/[A-Za-z0-9@/?#=]{0,12}$/,
    ),
    fc.constantFrom('İstanbul', 'ẞtraße', 'ΣΑΣ', 'ǅ', 'ﬁ', 'e\u0301'),
  )

  test('has keys that are their own keys, and never empty', () => {
    fc.assert(
      fc.property(plausible, fc.constantFrom('US', 'DE', 'IT', 'GB'), (value, country) => {
        const once = normalise(key, value, country)
        if ('fault' in once) return
        expect(once.key.trim()).not.toBe('')
        expect(normalise(key, once.key, country)).toHaveProperty('key', once.key)
        expect(normalise(key, once.value, country)).toEqual(once)
      }),
      { numRuns: 500 },
    )
  })

  test('does not mind blanks around, nor how letters are composed', () => {
    fc.assert(
      fc.property(plausible, (value) => {
        const plain = normalise(key, value)
        expect(normalise(key, ` ${value}\t`)).toEqual(plain)
        expect(normalise(key, value.normalize('NFD'))).toEqual(
          normalise(key, value.normalize('NFC')),
        )
      }),
    )
  })
})

test('there is an identity field for each type, and for no other', () => {
  const fields = prebuiltFields.filter(({ kind }) => kind === 'I')
  expect(fields.map(({ key }) => key).sort()).toEqual(identityTypes.map(({ key }) => key).sort())
  for (const field of fields) {
    expect(field.length).toBe(identityTypeOf(field.key).length)
    expect(field.defaultCountry !== undefined).toBe(isPhoneIdentity(field.key))
    expect(field.defaultValue).toBeNull()
  }
})

test('a country is known by its code alone', () => {
  expect(['US', 'DE', 'JP'].every(isPhoneCountry)).toBe(true)
  for (const code of ['', 'us', 'ZZ', 'USA', 'constructor', '__proto__', 'toString'])
    expect(isPhoneCountry(code), code).toBe(false)
})
