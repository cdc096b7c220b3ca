import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Condition,
  type Field,
  type Filter,
  fieldTypeIds,
  identityFieldsOf,
  isComputed,
  isRelative,
  judgeContact,
  matches,
  operators,
  prebuiltFields,
  readFilter,
  rulesOf,
  type Values,
} from '@cardfile/openapi'
import { customField } from '@cardfile/openapi/test-field'
import { arbitraryOf, settingsOf } from '@cardfile/openapi/test-values'
import { type Client, createClient } from '@libsql/client'
import { sql } from 'drizzle-orm/sql'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isDeep } from '../../test/deep.ts'
import { migrate } from '../platform/node/migrate.ts'
import { compile, prepare } from '../db/statement.ts'
import { packValues } from './contact.ts'
import type { Substrings } from './filter-narrowing.ts'
import { conditionSql } from './filter-sql.ts'
import { identitiesOf } from './identity-keys.ts'
import { searchText } from './sql.ts'
import { searchableMembers } from './search/text.ts'

/** The index narrows down whatever it can. */
const substrings: Substrings = { index: 'search', narrowsTexts: true }

let folder: string
let client: Client

const custom = fieldTypeIds.map((type, index) =>
  customField(`a_${type}`, { id: 201 + index, type, ...settingsOf(type) }),
)
const fields: Field[] = [...prebuiltFields, ...custom]
const contactsTried = 100

/** Few texts, so that filters meet contacts; with all that is compared in a way of its own. */
const words = fc.constantFrom(
  'Zoë',
  'zoe',
  'ZOE Straße',
  'strasse',
  'Łódź',
  '東京都',
  '東京',
  '100%',
  'a_b',
  'a\\b',
  'O’Brien',
  "o'brien",
  'ＦＵＬＬ',
  'Ünï',
  '007',
  '7',
)
const phones = fc.constantFrom(
  '+49 30 5551234',
  '030/555 1234',
  '0049-30-555-1234',
  '+1 (202) 555-0101',
  '202.555.0101',
  '5551234',
  '+493055512340; 040 123456',
  'call me',
)
const numbers = fc.constantFrom('+493055512340', '+12025550101', '+4930123456', '+491701234567')

const identities: Record<string, fc.Arbitrary<string>> = {
  email: fc.constantFrom('Ann@Example.com', 'ann@example.com', 'zoë@example.org', 'bo@例子.公司'),
  sms: numbers,
  whatsapp: numbers,
}

/** Now and then it is one of these; contacts have times around them. */
const nows = fc.constantFrom(
  Date.UTC(2026, 0, 1, 12),
  Date.UTC(2026, 0, 4, 23, 30),
  Date.UTC(2026, 2, 29, 0, 30),
  Date.UTC(2028, 1, 29, 11, 59, 59, 999),
)
const zones = fc.constantFrom(undefined, 'Europe/Berlin', 'Pacific/Kiritimati', 'America/New_York')
const nearNow = fc
  .tuple(nows, fc.integer({ min: -9 * 24, max: 9 * 24 }))
  .map(([now, hours]) => new Date(now + hours * 3_600_000).toISOString())
const times: Record<string, fc.Arbitrary<string>> = {
  date: nearNow.map((time) => time.slice(0, 10)),
  datetime: nearNow,
}

function valueOf(field: Field): fc.Arbitrary<unknown> {
  if (field.kind === 'I')
    return fc.uniqueArray(
      identities[field.key] ?? fc.constantFrom('ann', 'Ann_1', 'zoe', 'visitor7', 'ann.lee'),
      { minLength: 1, maxLength: 2 },
    )
  if (field.key === 'phone' || field.key === 'fax') return phones
  const { searchable, many } = rulesOf(field)
  const near = times[field.type]
  const any = near
    ? fc.oneof({ weight: 3, arbitrary: near }, arbitraryOf(field.type))
    : arbitraryOf(field.type)
  return searchable && !many && ['text', 'textarea'].includes(field.type)
    ? fc.oneof({ weight: 4, arbitrary: words }, any)
    : any
}

const settable = fields.filter((field) => !isComputed(field))

/** A contact as it is stored; null where chance made one that breaks a rule. */
const contact = fc
  .record(
    Object.fromEntries(
      settable.map((field) => [field.key, fc.option(valueOf(field), { freq: 2 })]),
    ),
  )
  .map((values): Values | null => {
    const whole = { ...values, name: values.name ?? 'Ann', visitor_id: values.visitor_id ?? ['v'] }
    const { values: judged, reasons } = judgeContact(fields, 'create', whole, {})
    return reasons ? null : judged
  })

/** A filter of one field, by what contacts have there or nearly. */
function filterOf(field: Field): fc.Arbitrary<Filter> {
  const stored = isComputed(field)
    ? fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-01-02', '2026-01-01T00:00Z')
    : valueOf(field)
  const one = stored.chain((value) =>
    Array.isArray(value) && value.length > 0
      ? fc.constantFrom<unknown>(...value)
      : fc.constant(value),
  )
  const part = one.chain((value) => {
    const text = [...String(value)].slice(0, 40)
    return fc
      .tuple(fc.nat({ max: text.length }), fc.nat({ max: text.length }))
      .map(([a, b]) => text.slice(Math.min(a, b), Math.max(a, b)).join('') || text.join(''))
  })
  const operands = {
    none: fc.constant(undefined),
    one,
    two: fc.tuple(one, one),
    days: fc.integer({ min: 0, max: 10 }),
    many: fc.array(one, { minLength: 1, maxLength: 3 }),
    part: fc.oneof(
      part,
      part.map((text) => text.toUpperCase()),
    ),
  }
  return fc
    .constantFrom(...rulesOf(field).operators)
    .chain((operator) =>
      fc
        .tuple(operands[operators[operator].operand], isRelative(operator) ? zones : none)
        .map(([value, timeZone]) => ({ field: field.key, operator, value, timeZone })),
    )
}

const none = fc.constant(undefined)
const oneField = fc.constantFrom(...fields).chain(filterOf)
const filter: fc.Arbitrary<Filter> = fc.oneof(
  { weight: 6, arbitrary: oneField },
  {
    weight: 1,
    arbitrary: fc.record({
      operator: fc.constantFrom('and' as const, 'or' as const),
      value: fc.array(oneField, { maxLength: 3 }),
    }),
  },
)

const insertText = prepare<'searchable'>(sql`
  INSERT INTO search (rowid, text) SELECT c.seq, ${searchText} FROM contacts c ORDER BY c.seq`)

const stored: Values[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cardfile-matches-'))
  client = createClient({ url: `file:${join(folder, 'a.db')}` })
  await migrate(client)
  const made = fc.sample(contact, { numRuns: 4 * contactsTried })
  const taken = new Set<string>()
  for (const values of made.filter((one) => one !== null).slice(0, contactsTried)) {
    // Each identity has one owner: what is taken already is left out.
    for (const field of identityFieldsOf(fields)) {
      const own = identitiesOf({ [field.key]: values[field.key] }, [field])
      const free = own.filter(({ key }) => !taken.has(`${field.id} ${key}`))
      for (const { key } of free) taken.add(`${field.id} ${key}`)
      if (free.length === 0) delete values[field.key]
      else values[field.key] = free.map(({ value }) => value)
    }
    const at = Date.UTC(2026, 0, 1) + stored.length * 3_600_000
    const seq = stored.length + 1
    await client.execute({
      sql: `INSERT INTO contacts (seq, id, data, version, created_at, updated_at)
        VALUES (?, ?, jsonb(?), 1, ?, ?)`,
      args: [seq, `c${seq}`, packValues(values, fields), at, at],
    })
    for (const { field, key } of identitiesOf(values, fields))
      await client.execute({
        sql: 'INSERT INTO identities (field_id, key, contact_seq) VALUES (?, ?, ?)',
        args: [field.id, key, seq],
      })
    const time = new Date(at).toISOString()
    stored.push({ ...values, created_at: time, updated_at: time })
  }
  await client.execute(insertText({ searchable: searchableMembers({ everyField: fields }) }))
})

afterAll(() => {
  client.close()
  rmSync(folder, { recursive: true, force: true })
})

async function foundBy(condition: Condition): Promise<number[]> {
  const where = conditionSql(condition, substrings)
  const { rows } = await client.execute(
    compile(sql`SELECT c.seq FROM contacts c WHERE ${where} ORDER BY c.seq`),
  )
  return rows.map(({ seq }) => Number(seq))
}

test('the database finds by a filter whom the function says that it matches', async () => {
  expect(stored.length).toBe(contactsTried)
  let [pairs, met] = [0, 0]
  await fc.assert(
    fc.asyncProperty(filter, nows, async (asked, now) => {
      const read = readFilter(asked, fields, now)
      // Chance makes operands that are no values, too: those are refused before either is asked.
      if ('errors' in read || !read.condition) return
      const { condition } = read
      const matched = stored.flatMap((values, at) => (matches(condition, values) ? [at + 1] : []))
      expect(matched).toEqual(await foundBy(condition))
      pairs += stored.length
      met += matched.length
    }),
    { numRuns: isDeep ? 1_500 : 60 },
  )
  console.warn(`${pairs} pairs of a filter and a contact, ${met} of them matching`)
  expect(met).toBeGreaterThan(pairs / 20)
})
