import fc from 'fast-check'
import { z } from 'zod'
import { typeRules } from '../type-rules.ts'
import { type FieldSettings, fieldTypeOf } from './registry.ts'
import { characterCount, textFault } from './text-rules.ts'
import { canonicalTimeZone } from './timezone.ts'

const options = [
  { text: 'Gold plan' },
  { text: 'a; b' },
  { text: 'a' },
  { text: 'b' },
  { text: '"quoted"' },
  { text: '=SUM(A1)' },
  { text: "'apostrophe" },
  { text: '007' },
  { text: 'gold' },
  { id: 'x', text: 'y' },
  { id: 'y', text: 'x' },
  { text: 'TRUE' },
  { text: 'Ünïcode 😀' },
]
const chosen = { options }

const made: Record<string, object> = {
  text: { length: 40 },
  textarea: { length: 80 },
  integer: { min: -9_000_000_000_000_000 },
  decimal: { decimals: 4 },
}

/** Settings for a type as they stand after they have been judged. */
export function settingsOf(id: string): FieldSettings {
  const { settingsSchema, settingNames } = fieldTypeOf(id)
  return settingsSchema.parse(made[id] ?? (settingNames.includes('options') ? chosen : {}))
}

const optionIds = (settingsOf('radio').options ?? []).map((option) => option.id)

/** Text that a person may keep, with everything in it that files and formulas stumble over. */
function textOf(length: number, lines: boolean): fc.Arbitrary<string> {
  const awkward = [
    '=1+1',
    '+49',
    '-5',
    '@a',
    "'x",
    '0012',
    'TRUE',
    '1e5',
    '_x0041_',
    '"',
    ';',
    ' a ',
    '＝1',
    '#N/A',
    'é',
    'e\u0301',
    '\ufeffx',
    '2026-01-01',
    '\t',
    '&lt;',
    '<b>',
    ']]>',
  ]
  const piece = fc.oneof(
    fc.constantFrom(...awkward, ...(lines ? ['\n', '\r\n', '\r'] : [])),
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
  )
  return fc
    .array(piece, { minLength: 1, maxLength: 4 })
    .map((pieces) => pieces.join(''))
    .map((text) => [...text].slice(0, length).join(''))
    .filter((text) => text.trim() !== '' && textFault(text) === null)
    .filter((text) => characterCount(text) <= length && (lines || !/[\r\n]/.test(text)))
}

const instant = fc
  .date({
    min: new Date('0001-01-02T00:00:00Z'),
    max: new Date('9999-12-30T00:00:00Z'),
    noInvalidDate: true,
  })
  .map((date) => date.toISOString())

const zones = Intl.supportedValuesOf('timeZone')

const arbitraries: Record<string, fc.Arbitrary<unknown>> = {
  text: textOf(40, false),
  textarea: textOf(80, true),
  email: fc.oneof(
    fc
      .tuple(fc.stringMatching(/^[a-z0-9]{1,12}$/), fc.domain())
      .map(([name, host]) => `${name}@${host}`)
      .filter((address) => address.length < 200),
    fc.constantFrom('Ann.Lee+tag@Example.COM', 'jörg@example.com', '李@例子.公司'),
  ),
  url: fc.oneof(
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.constantFrom('mailto:a@b.org', 'HTTP://EXAMPLE.com', 'https://例子.公司/ü'),
  ),
  date: instant.map((text) => text.slice(0, 10)),
  datetime: fc.oneof(
    instant,
    instant.map((text) => text.replace('Z', '+05:30')),
    instant.map((text) => `${text.slice(0, 19)}-08:00`),
  ),
  integer: fc.oneof(
    fc.integer(),
    fc.maxSafeInteger().filter((value) => value > -9e15),
    fc.constant(-0),
  ),
  decimal: fc.oneof(
    fc.integer().map((value) => value / 10_000),
    fc.constantFrom(-0, 0.1, 1e-4, 123456789.0123, 9007199254740991),
  ),
  percent: fc.oneof(
    fc.integer({ min: -1e9, max: 1e9 }).map((value) => value / 100),
    fc.constantFrom(-0, 0.07, 12.5, 100),
  ),
  currency: fc.oneof(
    fc
      .tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.constantFrom('EUR', 'USD', 'GBP'))
      .map(([cents, code]) => `${(cents / 100).toFixed(2)} ${code}`),
    fc.maxSafeInteger().map((whole) => `${whole % 1e15} JPY`),
    fc.constantFrom(
      '-0 EUR',
      '12.5 EUR',
      '1.234 KWD',
      '-9999999999999.99 USD',
      '0.0001 CLF',
      '5 JPY',
    ),
  ),
  phone: fc.oneof(
    fc
      .tuple(fc.constantFrom('202', '305', '617'), fc.integer({ min: 2_000_000, max: 9_999_999 }))
      .map(([area, number]) => `+1${area}${number}`),
    fc.constantFrom('(202) 555-0191', '+49 30 5551234', '12345', 'MyBank'),
  ),
  radio: fc.constantFrom(...optionIds, 'Gold plan', '=SUM(A1)'),
  dropdown: fc.constantFrom(...optionIds, 'ünïcode 😀'),
  checkbox: fc.boolean(),
  checkboxlist: fc.array(fc.constantFrom(...optionIds), { minLength: 1 }),
  timezone: fc.oneof(
    fc.constantFrom(...zones),
    fc
      .constantFrom(...zones)
      .map((name) => name.toLowerCase())
      .filter((name) => canonicalTimeZone(name) !== null),
    fc.constantFrom('UTC', 'utc', 'Asia/Calcutta', 'US/Eastern', 'Etc/GMT+5'),
  ),
}

/**
 * Values the type takes under `settingsOf`, not yet in the form they are stored in: those made for it
 * here, or else those that its JSON Schema describes.
 */
export function arbitraryOf(id: string): fc.Arbitrary<unknown> {
  return arbitraries[id] ?? describedBy(id)
}

function schemaOf(id: string): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(typeRules(fieldTypeOf(id), settingsOf(id)).value, {
    unrepresentable: 'any',
  })
}

function describedBy(id: string): fc.Arbitrary<unknown> {
  const { type, format, enum: values, minimum, maximum, maxLength } = schemaOf(id)
  if (values) return fc.constantFrom(...values)
  if (type === 'boolean') return fc.boolean()
  if (type === 'integer')
    return fc.maxSafeInteger().map((number) => {
      const [least, most] = [minimum ?? -1e9, maximum ?? 1e9]
      return least + (Math.abs(number) % (most - least + 1))
    })
  if (type === 'string' && format === undefined) return textOf(maxLength ?? 64, false)
  throw new Error(`the type "${id}" needs an arbitrary for its laws`)
}

/** What the type's JSON Schema rules out. */
function ruledOutBy(id: string): unknown[] {
  const { type, minimum, maximum } = schemaOf(id)
  const beyond = [minimum, maximum].flatMap((bound, index) =>
    bound === undefined ? [] : [bound + (index === 0 ? -1 : 1)],
  )
  const others = [5, 'x', true, {}, ['a'], null].filter(
    (value) => typeof value !== (type === 'integer' ? 'number' : type),
  )
  return [...others, ...beyond, ...(type === 'integer' ? [(minimum ?? 0) + 0.5] : [])]
}

const noText = [5, true, {}, ['a'], null]
const badText = [...noText, 'a\u0000b', 'a\u0085b', 'a\ud800', 'a\ufffe']
const badOption = [...noText, 'nope', '']

const bad: Record<string, readonly unknown[]> = {
  text: [...badText, 'two\nlines', 'cr\rlf', 'x'.repeat(41), '😀'.repeat(41)],
  textarea: [...badText, 'x'.repeat(81)],
  email: [
    ...badText,
    'a',
    'a@',
    '@b.org',
    'a b@c.org',
    'a@b..org',
    'a@-.org',
    'a@b.org, c@d.org',
    `${'x'.repeat(250)}@b.org`,
  ],
  url: [
    ...badText,
    'example.com',
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'ftp://a.org',
    'https://a b.org',
    'https://',
    '//a.org',
    'https://a.org\n/b',
  ],
  date: [
    ...noText,
    '2026-02-29',
    '2026-13-01',
    '0000-01-01',
    '26-01-01',
    '2026-1-1',
    '01/02/2026',
    '2026-01-01T00:00:00Z',
    ' 2026-01-01',
    '+12026-01-01',
  ],
  datetime: [
    ...noText,
    '2026-01-01',
    '2026-01-01T00:00:00',
    '2026-02-29T00:00:00Z',
    '2026-01-01T25:00:00Z',
    '0001-01-01T00:00:00+01:00',
    '9999-12-31T23:59:59-01:00',
    'now',
  ],
  integer: ['5', true, null, 1.5, Number.NaN, Infinity, 2 ** 53, -9_000_000_000_000_001],
  decimal: ['5', true, null, 0.00001, Number.NaN, -Infinity, 2 ** 53],
  percent: ['5', '5 %', true, null, 0.001, Number.NaN, Infinity, 2 ** 53],
  currency: [
    ...noText,
    'EUR',
    '12.50',
    '12.50 eur',
    'EUR 12.50',
    '12,50 EUR',
    '1,234.50 EUR',
    '012.50 EUR',
    '+12.50 EUR',
    '12. EUR',
    '.5 EUR',
    '12.505 EUR',
    '1.5 JPY',
    '10000000000000.00 EUR',
    '1e3 EUR',
    '12.50 XYZ',
    '12.50 EUR ',
    'NaN EUR',
  ],
  phone: [
    ...badText,
    '12',
    'two\nlines',
    '+1 202',
    'n/a',
    '2.0256E+09',
    '+1 202 555 0191; +1 202 555 0192',
  ],
  radio: badOption,
  dropdown: badOption,
  checkbox: ['true', 0, 1, null, []],
  checkboxlist: ['gold', 5, null, {}, ['nope'], [5], ['gold', null]],
  timezone: [...noText, 'Mars/Olympus', '+02:00', 'GMT+2', '', 'x'.repeat(65), 'Europe/Berlin '],
}

/** Values the type must refuse under `settingsOf`; the empty ones never reach it. */
export function badValues(id: string): readonly unknown[] {
  return bad[id] ?? ruledOutBy(id)
}
