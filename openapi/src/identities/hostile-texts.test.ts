import { expect, test } from 'vitest'
import { customField } from '../field.test-support.ts'
import { rulesOf } from '../field-rules.ts'
import { prebuiltFields } from '../prebuilt-fields.ts'
import { phoneDigits } from './phone-digits.ts'

const fill = (part: string, length: number) => part.repeat(length / part.length)

/** What an expression over texts may look at again and again: signs in a row that end before the text does. */
const hostile = (length: number): string[] => [
  ...[
    ' ',
    '\u2003',
    ',',
    ', ',
    ';',
    '"',
    '(',
    ')',
    '<@',
    '@',
    '/',
    '.',
    '+',
    '\u200b',
    '\u0301\u0323',
    '1 ',
  ].flatMap((part) => [`a${fill(part, length)}b`, `facebook.com/a${fill(part, length)}b`]),
  `a@b.co${fill('?cc=', length)}\u2028b`,
  `https://t.me/${fill('?', length)}\u2028b`,
  `https://wa.me/1${fill('&', length)}\u2028b`,
  `%${fill('25', length)}`,
  `<${fill('@', length)}`,
  `12345${fill(' ext', length)}`,
]

const fields = [
  ...prebuiltFields.filter(({ kind }) => kind === 'I'),
  customField('mail', { type: 'email' }),
]

/** Microseconds of a processor. What looks at a text again and again takes minutes. */
const most = 10_000_000

test.each([2_000, 10_000])('nothing is held up by a text of %i hostile characters', (length) => {
  const before = process.cpuUsage()
  for (const text of hostile(length)) {
    phoneDigits(text, ['US'])
    for (const field of fields) {
      const rules = rulesOf(field)
      rules.value.safeParse(rules.many ? [text] : text)
      rules.parseCell(text, { dateOrder: 'YMD', timeZone: 'UTC', separator: '|', country: 'DE' })
    }
  }
  expect(process.cpuUsage(before).user).toBeLessThan(most)
})
