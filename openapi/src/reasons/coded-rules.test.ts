import { expect, test } from 'vitest'
import '../patterns/engine.ts'
import { contactSchema, judgeContact } from '../contact-schema.ts'
import type { Field } from '../field.ts'
import { customField } from '../field.test-support.ts'
import { prebuiltFields } from '../prebuilt-fields.ts'
import { codedReasonsOf } from '../problem.ts'
import { english } from './english.ts'
import { type ReasonCode, sentence } from './reason.ts'

const options = ['Gold', 'Silver'].map((text) => ({ id: text.toLowerCase(), text }))

const cases: [field: Partial<Field>, value: unknown, code: ReasonCode, params: object][] = [
  [{ type: 'integer', min: 1 }, 0, 'below_minimum', { least: 1 }],
  [{ type: 'integer', max: 9 }, 10, 'above_maximum', { most: 9 }],
  [{ type: 'integer' }, 1.5, 'whole_too_large', { most: 9007199254740991 }],
  [{ type: 'integer' }, 2 ** 53, 'whole_too_large', { most: 9007199254740991 }],
  [{ type: 'integer' }, '1', 'not_number', {}],
  [{ type: 'decimal', min: 0.5 }, 0.25, 'below_minimum', { least: 0.5 }],
  [{ type: 'decimal', max: 0.5 }, 0.75, 'above_maximum', { most: 0.5 }],
  [{ type: 'decimal' }, 0.125, 'too_many_decimals', { most: 2 }],
  [{ type: 'decimal', decimals: 0 }, 0.5, 'too_many_decimals', { most: 0 }],
  [{ type: 'decimal' }, 1e300, 'number_too_large', { most: 9007199254740991 }],
  [{ type: 'decimal', decimals: 4 }, 123456789012.3456, 'too_many_digits', { most: 15 }],
  [{ type: 'percent' }, 12.345, 'too_many_decimals', { most: 2 }],
  [{ type: 'currency' }, 12.5, 'not_amount', {}],
  [{ type: 'currency' }, '12.50', 'currency_missing', {}],
  [{ type: 'currency' }, '12.50 XYZ', 'unknown_currency', { other: 'XYZ' }],
  [
    { type: 'currency', currencies: ['EUR', 'CHF'] },
    '12.50 USD',
    'other_currency',
    { currency: 'USD', currencies: ['EUR', 'CHF'] },
  ],
  [{ type: 'currency' }, '12.505 EUR', 'too_many_decimals', { most: 2 }],
  [{ type: 'currency' }, '1.5 JPY', 'too_many_decimals', { most: 0 }],
  [{ type: 'currency' }, '10000000000000 EUR', 'number_too_large', { most: 9999999999999.99 }],
  [{ type: 'phone', country: 'DE' }, '12', 'not_phone', { country: 'DE' }],
  [{ type: 'phone' }, 12, 'not_text', {}],
  [{ type: 'rating' }, 6, 'above_maximum', { most: 5 }],
  [{ type: 'rating' }, 0, 'below_minimum', { least: 1 }],
  [{ type: 'rating' }, 1.5, 'not_whole', {}],
  [{ type: 'text', length: 3 }, 'four', 'too_long', { most: 3, has: 4 }],
  [{ type: 'textarea', length: 3 }, 'f\nur', 'too_long', { most: 3, has: 4 }],
  [{ type: 'url', length: 9 }, 'https://a.org', 'too_long', { most: 9, has: 13 }],
  [{ type: 'email', length: 9 }, 'ann@example.com', 'too_long', { most: 9, has: 15 }],
  [{ type: 'text', minLength: 3 }, '😀😀', 'too_short', { least: 3, has: 2 }],
  [{ type: 'text', pattern: 'a+' }, 'aab', 'other_form', { pattern: 'a+' }],
  [
    { type: 'text', pattern: 'a+', patternMessage: 'Nothing but a.' },
    'aab',
    'other_form_told',
    { told: 'Nothing but a.' },
  ],
  [
    { type: 'date', earliest: '2026-01-01' },
    '2025-12-31',
    'before_earliest',
    { day: '2026-01-01' },
  ],
  [{ type: 'date', latest: '2026-01-01' }, '2026-01-02', 'after_latest', { day: '2026-01-01' }],
  [
    { type: 'datetime', latest: '2026-01-01' },
    '2026-01-02T12:00:00Z',
    'after_latest',
    { day: '2026-01-01' },
  ],
  [{ type: 'text' }, 1, 'not_text', {}],
  [{ type: 'checkbox' }, 'x', 'not_boolean', {}],
  [{ type: 'dropdown', options }, 'Tin', 'not_option', { options: ['Gold', 'Silver'] }],
  [{ type: 'checkboxlist', options }, 'gold', 'not_list', {}],
  [{ type: 'timezone' }, 'Nowhere', 'not_time_zone', {}],
  [{ type: 'timezone' }, 'x'.repeat(65), 'not_time_zone', {}],
]

test.each(cases)('%j refuses %j: %s', (field, value, code, params) => {
  const fields = [...prebuiltFields, customField('odd', field)]
  const sent = { odd: value }
  const { error } = contactSchema(fields, 'patch').safeParse(sent)
  const [told, ...more] = codedReasonsOf(error!).odd ?? []
  expect(more).toEqual([])
  expect(told).toEqual({ code, params, text: sentence(code, told!.params) })
  // What a row of a file is judged by says the same.
  expect(judgeContact(fields, 'row', sent).reasons).toEqual({ odd: [told] })
})

test('identities are counted and measured', () => {
  const judged = (email: unknown) => judgeContact(prebuiltFields, 'row', { email }).reasons?.email
  const many = Array.from({ length: 51 }, (_, at) => `a${at}@example.com`)
  expect(judged(many)).toMatchObject([{ code: 'too_many_values', params: { most: 50 } }])
  expect(judged('a@example.com')).toMatchObject([{ code: 'not_list', params: {} }])
  expect(judged([1])).toMatchObject([{ code: 'not_text', params: {} }])
  for (const { code } of judged([`${'a'.repeat(300)}@example.com`]) ?? [])
    expect(Object.keys(english)).toContain(code)
})
