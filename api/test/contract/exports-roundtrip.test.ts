import type { Values } from '@cardfile/openapi'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, type ContactBody, startApi } from './support/api.ts'
import { fieldsOfEveryType, samplesOfEveryType } from './support/every-type.ts'
import { allValues, download, importRows, imports, rowsOfFile } from './support/imports.ts'

/** Fields of every type there is, beside the pre-built ones. */
const fields = [
  ...fieldsOfEveryType,
  { name: 'Note', type: 'text', length: 500 },
  { name: 'Story', type: 'textarea' },
  { name: 'Other mail', type: 'email' },
  { name: 'Site', type: 'url' },
  { name: 'Born', type: 'date' },
  { name: 'Seen', type: 'datetime' },
  { name: 'Visits', type: 'integer' },
  { name: 'Score', type: 'decimal', decimals: 4 },
  { name: 'Size', type: 'radio', options: [{ text: 'S' }, { text: 'L; wide' }] },
  { name: 'Agreed', type: 'checkbox' },
  { name: 'Plan', type: 'dropdown', options: [{ text: 'Gold' }, { text: '=Silver' }] },
  {
    name: 'Topics',
    type: 'checkboxlist',
    options: [{ text: 'A; B' }, { text: '"Quoted"' }, { text: 'Plain' }],
  },
  { name: 'Zone', type: 'timezone' },
  // A label that is another field's key, and one that looks like a number.
  { name: 'first_name', key: 'confusing', type: 'text' },
  { name: '2024', key: 'year', type: 'text' },
  { name: 'Secret', type: 'text', visible: false },
  { name: 'Fixed', type: 'text', readOnly: true },
]

const awkward = [
  '=1+1',
  "'=x",
  "'hello",
  "''",
  '+49 30',
  '-1',
  '@SUM(A1)',
  '＝1',
  '007',
  '1e5',
  '1/2',
  '2024-01-01',
  'TRUE',
  '  blanks at both ends  ',
  'a;b;"c"',
  'comma, and "quotes"',
  '😀 👩‍👩‍👧 e\u0301 ö ﷽',
  '_x0041_ and _x000D_',
  '&lt;b&gt; <b>',
  '#N/A',
  'null',
  '\ttab',
  '__proto__',
  '12345678901234567890',
  '0.10',
]

const contacts: Values[] = [
  ...awkward.map((text, i) => ({
    name: text.trim() === text ? text : `Person ${i}`,
    email: [`awkward${i}@example.com`],
    note: text,
    company: text,
    postal_code: `0${i}`,
    confusing: text,
    year: text,
    secret: text,
    fixed: text,
  })),
  {
    name: 'Several',
    email: ['First@Example.com', 'second@example.com'],
    sms: ['+4930123456', '+1 (202) 555-0100'],
    twitter: ['@Ann'],
    secure_messaging: ['a;b', 'say "hi"', '"', '; ;'],
    external_id: ['007', '=1+1', "'=x", 'Ünï', '-5'],
    visitor_id: ['00042'],
  },
  {
    name: 'Everything',
    email: ['everything@example.com'],
    story: 'line 1\nline 2\n\n  indented\n=cmd',
    other_mail: 'Other@Example.com',
    site: 'https://example.com/?a=1;b=%22',
    born: '1899-12-31',
    seen: '2024-02-29T23:59:59.999Z',
    visits: -9007199254740991,
    score: 0.1234,
    size: 'l_wide',
    agreed: false,
    plan: 'silver',
    topics: ['a_b', 'quoted', 'plain'],
    zone: 'Asia/Kolkata',
    time_zone: 'America/Argentina/Buenos_Aires',
  },
  { name: 'Old', email: ['old@example.com'], born: '0100-02-03', visits: 0, score: -0.5 },
  { name: 'Leap', email: ['leap@example.com'], born: '1900-02-28', agreed: true, topics: ['a_b'] },
  { name: 'March', email: ['march@example.com'], born: '1900-03-01', score: 1e15 },
  ...samplesOfEveryType(20).map((values, i) => ({
    name: `Sample ${i}`,
    email: [`sample${i}@example.com`],
    ...values,
  })),
  { name: 'Far', email: ['far@example.com'], born: '9999-12-31', seen: '1970-01-01T00:00:00.000Z' },
]

async function installation(): Promise<Api> {
  const api = await startApi()
  for (const field of fields) await api.field(field)
  return api
}

const importFile = async (api: Api, file: Blob, type: string) => {
  const reply = await api.fetch(`${imports}/file?mode=replace&fileName=export`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: await file.arrayBuffer(),
  })
  expect(reply.status, await reply.clone().text()).toBe(201)
  return (await reply.json()) as { counts: Record<string, number> }
}

const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
}

let api: Api
let before: ContactBody[]

const snapshot = async () => (await api.list({ pageSize: '200' })).body.data

beforeAll(async () => {
  api = await installation()
  for (const values of contacts) await api.contact(values)
  before = await snapshot()
})

describe.each(['xlsx', 'csv'] as const)('an export of every type of field as %s', (format) => {
  test.each(['labels', 'keys'])(
    'with %s, imported with Replace, changes nothing',
    async (headings) => {
      const path = `/api/v1/exports/contacts?format=${format}&headings=${headings}&hidden=1`
      const file = await download(api, path)
      const { counts } = await importFile(api, file, types[format])
      expect(counts).toMatchObject({ rows: contacts.length, unchanged: contacts.length })
      expect(await snapshot()).toEqual(before)
    },
  )

  test('makes the same contacts in an empty installation with the same fields', async () => {
    const empty = await installation()
    const file = await download(api, `/api/v1/exports/contacts?format=${format}&hidden=1`)
    const { counts } = await importFile(empty, file, types[format])
    expect(counts).toMatchObject({ rows: contacts.length, created: contacts.length })
    expect(await allValues(empty)).toEqual(await allValues(api))
    await empty.close()
  })

  test('reads the same when the rows are sent in chunks, as the browser does', async () => {
    const [first, ...rows] = await rowsOfFile(
      await download(api, `/api/v1/exports/contacts?format=${format}&hidden=1`),
    )
    const { counts } = await importRows(api, 'replace', first!.cells, rows, 7)
    expect(counts).toMatchObject({ rows: contacts.length, unchanged: contacts.length })
  })
})

test.each(['xlsx', 'csv'] as const)(
  'the sample file as %s can be imported as it is',
  async (format) => {
    const file = await download(api, `/api/v1/exports/sample?format=${format}`)
    const [first, ...rows] = await rowsOfFile(file)
    expect(first!.cells).toContain('Topics')
    expect(first!.cells).not.toContain('Secret')
    expect(first!.cells).not.toContain('Created at')
    const empty = await installation()
    const done = await importRows(empty, 'merge', first!.cells, rows)
    expect(done.columns.every(({ status }) => status === 'matched')).toBe(true)
    expect(done.counts).toMatchObject({ rows: 2, created: 2 })
    await empty.close()
  },
)
