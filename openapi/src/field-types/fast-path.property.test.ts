import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Field } from '../field.ts'
import { rulesOf } from '../field-rules.ts'
import { identityTypes } from '../identities/registry.ts'
import { prebuiltFields } from '../prebuilt-fields.ts'
import { typeRules } from '../type-rules.ts'
import { type FieldSettings, fieldTypeIds, fieldTypeOf, fieldTypes } from './registry.ts'

const options = [
  { id: 'gold', text: 'Gold; yearly' },
  { id: 'free', text: 'gold' },
  { id: 'free_2', text: 'Free' },
]

const settings = fc.record(
  {
    length: fc.integer({ min: 1, max: 12 }),
    min: fc.constantFrom(-1e300, -5, -0, 0.5),
    max: fc.constantFrom(0, 7.25, 1e6, 1e300),
    decimals: fc.integer({ min: 0, max: 10 }),
  },
  { requiredKeys: [] },
)

const likely = [
  'Ann',
  'a\tb',
  'a\nb',
  'a\rb',
  'Ünïcode',
  '😀',
  '\ud800',
  '\u0000',
  '\u0085',
  '\uffff',
  '\ufdd0',
  '\u2028',
  'ann@example.com',
  'ann@example.com ',
  'ann@@example.com',
  'jörg@exämple.de',
  'https://example.com/?q=ü',
  'javascript:alert(1)',
  'mailto:a@b.org',
  '2026-11-22',
  '2024-02-29',
  '2023-02-29',
  '0000-01-01',
  '2026-11-22T14:30:00Z',
  '2026-11-22T14:30:00.123456+05:30',
  '2026-11-22T14:30Z',
  '0001-01-01T00:00:00+14:00',
  '9999-12-31T23:59:59-14:00',
  'Europe/Berlin',
  'europe/berlin',
  'Asia/Calcutta',
  'UTC',
  'Gold; yearly',
  'gold',
  'free',
  'GOLD',
  '+49 30 123456',
  '0301234567',
  '@Ann',
  'https://x.com/ann?s=1',
  'a b',
  '12.50 EUR',
  '12.5 EUR',
  '-0 JPY',
  '1.5 JPY',
]
const text = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...likely) },
  fc.string({ maxLength: 14 }),
  fc.string({ unit: 'grapheme', maxLength: 14 }),
  fc.string({ unit: 'binary', maxLength: 14 }),
  fc
    .tuple(fc.constantFrom(...likely), fc.string({ unit: 'binary', maxLength: 2 }))
    .map((parts) => parts.join('')),
)
const number = fc.oneof(
  fc.constantFrom(
    0,
    -0,
    1,
    0.1,
    1e-7,
    1.23e-9,
    7.25,
    1e21,
    NaN,
    Infinity,
    2 ** 53,
    2 ** 53 - 1,
    -(2 ** 53),
  ),
  fc.integer(),
  fc.double(),
  fc.integer().map((n) => n / 100),
)
const value = fc.oneof(
  { weight: 6, arbitrary: text },
  { weight: 3, arbitrary: number },
  fc.boolean(),
  { weight: 2, arbitrary: fc.array(text, { maxLength: 4 }) },
  fc.array(fc.oneof(text, number), { maxLength: 3 }),
  fc.anything(),
)

interface Rules {
  value: { safeParse(value: unknown): { success: boolean; data?: unknown } }
  tryFast(value: unknown): unknown
}

function agree({ value: judge, tryFast }: Rules, value: unknown): void {
  const fast = tryFast(value)
  if (fast === undefined) return
  expect(judge.safeParse(value)).toEqual({ success: true, data: fast })
}

describe('a verdict without reasons', () => {
  test.each(fieldTypes.map((type) => [type.id, type] as const))(
    'is never another than that of the validator: %s',
    (_id, type) => {
      fc.assert(
        fc.property(settings, value, (some, value) => {
          const chosen: FieldSettings = { ...some, options }
          agree(typeRules(fieldTypeOf(type.id), chosen), value)
        }),
        { numRuns: 3_000 },
      )
    },
  )

  const identityFields = prebuiltFields.filter(({ kind }) => kind === 'I')

  test.each(identityFields.map((field) => [field.key, field] as const))(
    'is never another than that of the validator: identities of %s',
    (_key, field) => {
      const short: Field = { ...field, length: 12 }
      fc.assert(
        fc.property(value, fc.constantFrom(field, short), (value, field) => {
          agree(rulesOf(field), value)
        }),
        { numRuns: 1_500 },
      )
    },
  )

  const usual: Readonly<Record<string, unknown>> = {
    text: 'Schäfer & Söhne',
    textarea: 'one line',
    email: 'ann@example.com',
    datetime: '2026-11-22T14:30:00.000Z',
    decimal: 19.99,
    percent: 12.5,
    currency: '12.50 EUR',
    phone: '+12025550191',
    checkbox: false,
    checkboxlist: ['free', 'gold'],
    timezone: 'Europe/Berlin',
  }

  test.each(fieldTypeIds)('is had for what most cells hold: %s', (id) => {
    const { value, tryFast, parseCell, example } = typeRules(fieldTypeOf(id), { options })
    const stored = value.parse(usual[id] ?? parseCell(example(0)))
    expect(tryFast(stored)).toEqual(stored)
  })

  test('is had for an identity of every type', () => {
    const usual = new Map([
      ['email', 'ann@example.com'],
      ['sms', '+49 30 123456'],
      ['whatsapp', '+49 30 123456'],
    ])
    for (const { key } of identityTypes) {
      const field = identityFields.find((field) => field.key === key)
      const value = [usual.get(key) ?? 'ann-1']
      expect(field && rulesOf(field).tryFast(value), key).toEqual(value)
    }
  })
})
