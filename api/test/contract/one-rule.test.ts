import '@cardfile/openapi/patterns'
import { type Cell, contactSchema, type Field, reasonsOf, type Values } from '@cardfile/openapi'
import { joinCell } from '@cardfile/openapi/spreadsheet'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, type ProblemBody, startApi } from './support/api.ts'
import { fieldsOfEveryType, judgedOfEveryType } from './support/every-type.ts'
import { allFields, failuresOf, importRows, numbered } from './support/imports.ts'

const custom = [
  { name: 'Short', type: 'text', length: 5 },
  { name: 'Lines', type: 'textarea', length: 10 },
  { name: 'Mail', type: 'email' },
  { name: 'Site', type: 'url' },
  { name: 'Day', type: 'date' },
  { name: 'Moment', type: 'datetime' },
  { name: 'Count', type: 'integer', min: 0, max: 9 },
  { name: 'Price', type: 'decimal', decimals: 2 },
  { name: 'Size', type: 'radio', options: [{ text: 'Small' }, { text: 'Large' }] },
  { name: 'Agreed', type: 'checkbox' },
  { name: 'Plan', type: 'dropdown', options: [{ text: 'Free' }, { text: 'Gold' }] },
  { name: 'Topics', type: 'checkboxlist', options: [{ text: 'News' }, { text: 'Offers' }] },
  { name: 'Zone', type: 'timezone' },
  { name: 'Tight', type: 'text', length: 5, minLength: 3 },
  { name: 'Card', type: 'text', pattern: '[A-Z]{2}-\\d{4}' },
  { name: 'Ticket', type: 'textarea', pattern: '(?s)#\\d+.*', patternMessage: 'Begin with #.' },
  { name: 'Work mail', type: 'email', pattern: '(?i).*@example\\.com' },
  { name: 'Adult', type: 'date', earliest: '1900-01-01', latest: 'today-18y' },
  { name: 'Visit', type: 'datetime', earliest: '2026-01-01', latest: '2026-12-31' },
  { name: 'Weight', type: 'decimal', unit: 'kg' },
  { name: 'Share', type: 'percent', max: 100 },
  { name: 'Fee', type: 'currency', defaultCurrency: 'EUR', currencies: ['EUR', 'JPY'] },
  { name: 'Desk', type: 'phone', country: 'DE' },
  ...fieldsOfEveryType,
]

/** What a person fills in beside a name and an e-mail, which all but the last rows have. */
const table: Values[] = [
  { short: 'abcde' },
  { short: 'abcdef' },
  { short: '😀😀😀😀😀' },
  { short: 'a\nb' },
  { short: 'a\u0007b' },
  { lines: 'a\nb' },
  { lines: 'x'.repeat(11) },
  { mail: 'ann@example.com' },
  { mail: 'ann@' },
  { site: 'https://example.com' },
  { site: 'javascript:alert(1)' },
  { day: '2024-02-29' },
  { day: '2023-02-29' },
  { day: 'someday' },
  { moment: '2024-02-29T12:00:00Z' },
  { moment: 'yesterday' },
  { count: 0 },
  { count: 10 },
  { count: 1.5 },
  { count: 'many' },
  { price: 1.25 },
  { price: 1.255 },
  { price: 'free' },
  { size: 'small' },
  { size: 'Large' },
  { size: 'Huge' },
  { agreed: true },
  { agreed: 'perhaps' },
  { plan: 'gold' },
  { plan: 'Platinum' },
  { topics: ['news', 'Offers'] },
  { topics: ['news', 'Sports'] },
  { zone: 'Europe/Berlin' },
  { zone: 'Mars/Olympus' },
  { tight: 'ab' },
  { tight: 'abc' },
  { tight: '😀😀' },
  { tight: '😀😀😀' },
  { card: 'AB-1234' },
  { card: 'xAB-1234' },
  { card: 'AB-1234\u00e9' },
  { ticket: '#12\nhelp' },
  { ticket: 'help #12' },
  { work_mail: 'ann@EXAMPLE.com' },
  { work_mail: 'ann@example.org' },
  { work_mail: 'ann@' },
  { adult: '1899-12-31' },
  { adult: '1900-01-01' },
  { adult: '2999-01-01' },
  { visit: '2025-12-31T09:59:59Z' },
  { visit: '2025-12-31T10:00:00Z' },
  { visit: '2027-01-01T11:59:59Z' },
  { visit: '2027-01-01T12:00:00Z' },
  { weight: 12.5 },
  { weight: 12.555 },
  { share: 100 },
  { share: 100.5 },
  { fee: '12.5' },
  { fee: '12.50 EUR' },
  { fee: '-0 JPY' },
  { fee: '12.5055 EUR' },
  { fee: '12.50 USD' },
  { fee: '12 XYZ' },
  { fee: 'free' },
  { desk: '030 5551234' },
  { desk: 'n/a' },
  { time_zone: 'nowhere' },
  { sms: ['+49 30 #'] },
  { sms: ['12'] },
  { twitter: ['@ann', 'with blanks'] },
  { external_id: ['x'.repeat(257)] },
  { email: ['first@example.com', 'second@'] },
  { email: ['no address'], sms: ['12'], short: 'far too long' },
  { name: 'x'.repeat(257) },
  { name: '' },
  { name: '   ' },
  { email: [] },
  { name: '', email: [], city: 'Berlin' },
  ...judgedOfEveryType,
]

let api: Api
let fields: Field[]

beforeAll(async () => {
  api = await startApi()
  for (const field of custom) await api.field(field)
  fields = await allFields(api)
})

/** Reasons by field, whichever way they were told. */
type Told = Record<string, string[]>

let serial = 0

function complete(given: Values): Values {
  serial++
  const number = String(100_000 + serial)
  const fresh = JSON.parse(JSON.stringify(given).replaceAll('#', number))
  return { name: `Person ${serial}`, email: [`rule${serial}@example.com`], ...fresh }
}

/** What the form says: it calls the rule set and shows the reasons at the fields. */
function byForm(values: Values): Told {
  const verdict = contactSchema(fields, 'create').safeParse(values)
  return verdict.success ? {} : reasonsOf(verdict.error)
}

async function byApi(values: Values): Promise<Told> {
  const { status, body } = await api.send<ProblemBody>('POST', '/api/v1/contacts', {
    body: { values },
  })
  if (status === 201) return {}
  expect(status).toBe(422)
  return Object.fromEntries(
    Object.entries(body.errors).map(([path, reasons]) => [path.replace(/^values\./, ''), reasons]),
  )
}

async function byImport(values: Values): Promise<Told> {
  const keys = Object.keys(values)
  const cells = keys.map((key): Cell => {
    const value = values[key]
    return Array.isArray(value) ? joinCell(value) : (value as Cell)
  })
  const done = await importRows(api, 'skip', keys, numbered([cells]))
  const told: Told = {}
  for (const { field, reason } of await failuresOf(api, done.id))
    (told[field ?? 'identities'] ??= []).push(reason)
  expect(done.counts[Object.keys(told).length === 0 ? 'created' : 'failed']).toBe(1)
  return told
}

describe('the form, the API and the import give the same verdict and the same reasons', () => {
  test.each(table.map((given) => [JSON.stringify(given).slice(0, 80), given]))(
    'on %s',
    async (_, given) => {
      const form = byForm(complete(given))
      expect(await byApi(complete(given))).toEqual(form)
      expect(await byImport(complete(given))).toEqual(form)
    },
  )

  test('and keep the same values', async () => {
    const good = table.filter((given) => Object.keys(byForm(complete(given))).length === 0)
    expect(good.length).toBeGreaterThan(12)
    expect(good.length).toBeLessThan(table.length - 12)
    for (const given of good) {
      const [typed, imported] = [complete(given), complete(given)]
      const contact = await api.contact(typed)
      await byImport(imported)
      const { body } = await api.list({ count: 'none', pageSize: '1' })
      const { name: _a, email: _b, ...kept } = body.data[0]!.values
      const { name: _c, email: _d, ...expected } = contact.values
      for (const identity of ['sms', 'twitter'])
        [kept, expected].forEach((all) => delete all[identity])
      expect(kept).toEqual(expected)
    }
  })
})
