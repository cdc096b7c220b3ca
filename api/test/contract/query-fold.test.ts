import { type FieldFilter, foldText } from '@cardfile/openapi'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, startApi } from './support/api.ts'
import { failuresOf, importRows, numbered } from './support/imports.ts'

/** Words that are one in each row, and others that are nearly so. */
const words = [
  ['Zoë', 'zoe', 'ZOÉ', 'Zoe\u0308'],
  ['Straße', 'STRASSE', 'strasse', 'straẞe'],
  ['Łódź', 'lodz', 'ŁÓDŹ'],
  ['Søren', 'soren', 'SØREN'],
  ['Đặng', 'dang', 'ĐẶNG'],
  ['İstanbul', 'istanbul', 'ISTANBUL', 'ıstanbul'],
  ['Οδυσσεύς', 'ΟΔΥΣΣΕΥΣ', 'οδυσσευσ'],
  ['Иван', 'иван', 'ИВАН'],
  ['край', 'КРАЙ', 'краи\u0306'],
  ['краи', 'КРАИ'],
  ['Äpfel', 'apfel', 'A\u0308PFEL'],
  ["O'Brien", 'O’Brien', 'oʼbrien', 'O`BRIEN'],
  ['Anne-Marie', 'anne–marie', 'ANNE‑MARIE'],
  ['ＡＮＮ', 'ann', 'Ann'],
  ['ガイ', 'ｶﾞｲ', 'カ\u3099イ'],
  ['カイ', 'ｶｲ'],
  ['한국', '한국'.normalize('NFD')],
  ['中村', '中村'],
  ['محمد', 'مُحَمَّد', 'محـمد'],
  ['שלום', 'שָׁלוֹם'],
  ['कि', 'कि'],
  ['कु', 'कु'],
  ['ᲗᲔᲐ', 'თეა'],
  ['100%', '１００％'],
  ['a_b\\c', 'A_B\\C'],
]

const word = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...words).chain((row) => fc.constantFrom(...row)) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 }) },
)
const text = fc
  .array(word, { minLength: 1, maxLength: 3 })
  .map((some) => some.join(' ').trim())
  .filter((one) => foldText(one).trim() !== '' && !/[\p{Cc}\p{Cf}]/u.test(one))

let api: Api
let names: string[]

beforeAll(async () => {
  api = await startApi()
  const sample = fc.sample(text, { numRuns: 60, seed: 14 })
  const rows = sample.map((name, index) => [name, `q${index}`])
  const done = await importRows(api, 'merge', ['name', 'sso_id'], numbered(rows))
  expect(await failuresOf(api, done.id)).toEqual([])
  const { body } = await api.list({ pageSize: '200' })
  names = body.data.map(({ values }) => String(values.name))
  expect(names).toHaveLength(sample.length)
})

const sorted = (texts: readonly string[]) => texts.toSorted()

async function filtered(operator: FieldFilter['operator'], value: unknown): Promise<string[]> {
  const { status, body } = await api.query({
    filter: { field: 'name', operator, value },
    pageSize: 200,
  })
  expect(status, JSON.stringify(body)).toBe(200)
  return sorted(body.data.map(({ values }) => String(values.name)))
}

const tests = {
  eq: (one: string, other: string) => one === other,
  contains: (one: string, other: string) => one.includes(other),
  startswith: (one: string, other: string) => one.startsWith(other),
  endswith: (one: string, other: string) => one.endsWith(other),
}
const negations = {
  eq: 'ne',
  contains: 'ncontains',
  startswith: 'nstartswith',
  endswith: 'nendswith',
} as const

/** Texts that are asked for: whole ones and pieces, in any of their spellings. */
const asked = fc.oneof(
  text,
  word.filter((one) => foldText(one).trim() !== '' && !/[\p{Cc}\p{Cf}]/u.test(one)),
)

describe('one fold', () => {
  test('filters and their negations compare by it, and part all contacts between them', async () => {
    await fc.assert(
      fc.asyncProperty(
        asked,
        fc.constantFrom('eq', 'contains', 'startswith', 'endswith' as const),
        async (operand, operator) => {
          const holds = (name: string) => tests[operator](foldText(name), foldText(operand.trim()))
          expect(await filtered(operator, operand.trim()), operand).toEqual(
            sorted(names.filter(holds)),
          )
          expect(await filtered(negations[operator], operand.trim())).toEqual(
            sorted(names.filter((name) => !holds(name))),
          )
        },
      ),
      { numRuns: 80 },
    )
  })

  test('search finds what a filter finds', async () => {
    await fc.assert(
      fc.asyncProperty(
        asked.filter((one) => !/\s/.test(one.trim()) && [...foldText(one.trim())].length > 2),
        async (q) => {
          const { body } = await api.list({ q, pageSize: '200' })
          expect(sorted(body.data.map(({ values }) => String(values.name)))).toEqual(
            await filtered('contains', q.trim()),
          )
        },
      ),
      { numRuns: 40 },
    )
  })

  test('sorting orders by it, so that one text stands in one place however it is spelled', async () => {
    const { body } = await api.list({ sort: 'name', pageSize: '200' })
    const order = body.data.map(({ values }) => foldText(String(values.name)))
    const bytes = (one: string) => Buffer.from(one)
    expect(order).toEqual(order.toSorted((a, b) => Buffer.compare(bytes(a), bytes(b))))
  })

  test('an option is found by any spelling, in files and from programs', async () => {
    const distinct = new Map(words.map((row) => [foldText(row[0] ?? ''), row]))
    const field = await api.field({
      name: 'Place',
      type: 'dropdown',
      options: [...distinct.values()].map(([first]) => ({ text: first })),
    })
    const spelled = [...distinct.values()].flatMap((row, at) =>
      row.map((one) => ({ one, id: field.options?.[at]?.id })),
    )
    const rows = spelled.map(({ one }, index) => ['Someone', `p${index}`, one])
    const done = await importRows(api, 'merge', ['name', 'sso_id', field.key], numbered(rows))
    expect(await failuresOf(api, done.id)).toEqual([])
    const { body } = await api.query({
      filter: { field: 'name', operator: 'eq', value: 'SOMEONE' },
      pageSize: 200,
    })
    const chosen = new Map(body.data.map(({ values }) => [String(values.sso_id), values.place]))
    for (const [index, { one, id }] of spelled.entries())
      expect(chosen.get(`p${index}`), one).toBe(id)
    const [{ one, id } = { one: '', id: '' }] = spelled.slice(1)
    const posted = await api.contact({ name: 'Program', sso_id: ['program'], place: one })
    expect(posted.values.place).toBe(id)
  })

  test('labels and options that fold to the same are refused, others are not', async () => {
    for (const [index, row] of words.entries()) {
      const [first = '', second = first] = row
      const made = await api.send('POST', '/api/v1/fields', {
        body: { name: first, type: 'text', key: `label_${index}` },
      })
      expect(made.status, first).toBe(201)
      const again = await api.send('POST', '/api/v1/fields', {
        body: { name: second, type: 'text', key: `again_${index}` },
      })
      expect(again.status, second).toBe(409)
      const twice = await api.send('POST', '/api/v1/fields', {
        body: {
          name: `Options ${index}`,
          type: 'radio',
          options: [{ text: first }, { text: second }],
        },
      })
      expect(twice.status, second).toBe(422)
    }
  })

  test('follows a value that changes, is taken away, or becomes one of another type', async () => {
    const field = await api.field({ name: 'Saying', type: 'text' })
    const { id } = await api.contact({ name: 'Follower', sso_id: ['follower'], saying: 'Größe' })
    const found = async (value: string) => {
      const filter: FieldFilter = { field: field.key, operator: 'contains', value }
      return (await api.query({ filter })).body.data.length
    }
    expect(await found('GROSS')).toBe(1)
    await api.patch(id, 1, { saying: 'plain' })
    expect(await found('GROSS')).toBe(0)
    expect(await found('PLAIN')).toBe(1)
    await api.patch(id, 2, { saying: 'Žižka' })
    expect(await found('zizka')).toBe(1)
    const converted = await api.send('PATCH', `/api/v1/fields/${field.id}`, {
      ifMatch: field.version,
      body: { type: 'textarea' },
    })
    expect(converted.status).toBe(200)
    expect(await found('ZIZKA')).toBe(1)
    await api.patch(id, 3, { saying: null })
    expect(await found('zizka')).toBe(0)
  })
})
