import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, type FieldListBody, freshEmail, startApi } from './support/api.ts'
import { asRole } from './support/callers.ts'
import { failuresOf, type ImportBody, imports, numbered, putChunk } from './support/imports.ts'

let api: Api

beforeAll(async () => {
  api = await startApi()
  await api.field({ name: 'Born', type: 'date' })
  await api.field({ name: 'Price', type: 'decimal' })
  await api.field({ name: 'Seen', type: 'datetime' })
})

const begin = (body: object) =>
  api.send<ImportBody>('POST', imports, { body: { fileName: 'a.csv', mode: 'merge', ...body } })

const found = async (email: string) => (await api.list({ q: email })).body.data[0]

describe('choices at the beginning of an import', () => {
  test('say where columns go and how their cells are read', async () => {
    const email = freshEmail()
    const { status, body } = await begin({
      headings: ['Who', 'Mail', 'Born', 'Price', 'Seen', 'Mobile', 'City'],
      columns: [
        { index: 0, field: 'name' },
        { index: 1, field: 'email', options: { separator: '|' } },
        { index: 2, field: 'born', options: { dateOrder: 'DMY' } },
        { index: 3, field: 'price', options: { decimalComma: true } },
        { index: 4, field: 'seen', options: { dateOrder: 'MDY', timeZone: 'Europe/Berlin' } },
        { index: 5, field: 'sms', options: { country: 'DE' } },
        { index: 6, field: null },
      ],
      constants: [
        { field: 'country', value: 'Chile' },
        { field: 'title', value: 'Dr' },
      ],
    })
    expect(status, JSON.stringify(body)).toBe(201)
    expect(body.columns[6]).toMatchObject({ status: 'ignored', field: null })
    expect(body.columns[2]).toMatchObject({ status: 'chosen', options: { dateOrder: 'DMY' } })
    const reply = await putChunk(
      api,
      body.id,
      0,
      numbered([
        [
          'Ann',
          `${email}|x${email}`,
          '03/04/2026',
          '1.234,5',
          '3/4/2026 2:00 PM',
          '030 123456',
          'B',
        ],
      ]),
    )
    expect(reply.body.chunk.counts).toMatchObject({ created: 1 })
    expect((await found(email))?.values).toEqual({
      name: 'Ann',
      email: [email, `x${email}`],
      born: '2026-04-03',
      price: 1234.5,
      seen: '2026-03-04T13:00:00.000Z',
      sms: ['+4930123456'],
      country: 'Chile',
      title: 'Dr',
    })
  })

  test('are never made up: a date that reads two ways is refused', async () => {
    const { body } = await begin({ headings: ['name', 'email', 'born'] })
    await putChunk(api, body.id, 0, numbered([['Ann', freshEmail(), '03/04/2026']]))
    expect(await failuresOf(api, body.id)).toMatchObject([{ field: 'born', value: '03/04/2026' }])
  })

  test('are refused where they contradict the file or the fields', async () => {
    const reply = await api.refused('POST', imports, {
      body: {
        fileName: 'a.csv',
        mode: 'merge',
        headings: ['name', 'email'],
        columns: [
          { index: 7, field: 'name' },
          { index: 1, field: 'nope' },
        ],
        constants: [
          { field: 'email', value: 'a@example.com' },
          { field: 'born', value: '03/04/2026' },
          { field: 'city', value: ' ' },
        ],
      },
    })
    expect(reply.status).toBe(422)
    expect(Object.keys(reply.body.errors)).toEqual([
      'columns.0.index',
      'columns.1.field',
      'constants.0.field',
      'constants.1.value',
      'constants.2.value',
    ])
  })
})

test('cells that their field refuses are left blank where the column says so, tried or not, posted or sent', async () => {
  const columns = [{ index: 2, field: 'born', options: { badCells: 'blank' } }]
  const headings = ['name', 'email', 'born', 'price']
  for (const dryRun of [true, false]) {
    const { body } = await begin({ headings, columns, dryRun })
    const rows = [
      ['Ann', freshEmail(), 'soon', 'dear'],
      ['Bob', freshEmail(), 'soon', 2],
    ]
    const reply = await putChunk(api, body.id, 0, numbered(rows))
    expect(reply.body.chunk.counts).toMatchObject({ created: 1, failed: 1 })
    expect(await failuresOf(api, body.id)).toMatchObject([{ row: 2, field: 'price' }])
  }
  const email = freshEmail()
  const query = new URLSearchParams({ mode: 'merge', columns: JSON.stringify(columns) })
  const posted = await api.fetch(`${imports}/file?${query}`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv' },
    body: `${headings.join(',')}\nAnn,${email},soon,1`,
  })
  expect(await posted.json()).toMatchObject({ counts: { created: 1, failed: 0 } })
  expect((await found(email))?.values).toEqual({ name: 'Ann', email: [email], price: 1 })
})

describe('options that cells name and a field lacks', () => {
  const adding = (index: number, field: string) => ({ index, field, options: { badCells: 'add' } })
  const columns = [adding(2, 'tier'), adding(3, 'tags')]
  const headings = ['name', 'email', 'tier', 'tags']
  const rowsOf = (name: string) => [
    [name, freshEmail(), 'Silver', 'New; Gold'],
    [name, freshEmail(), 'GOLD', 'old|er'],
  ]
  const optionsOf = async (key: string) => {
    const { data } = (await api.get<FieldListBody>('/api/v1/fields')).body
    return data.find((field) => field.key === key)?.options?.map(({ text }) => text)
  }

  beforeAll(async () => {
    const options = [{ text: 'Gold' }]
    await api.field({ name: 'Tier', type: 'dropdown', options })
    await api.field({ name: 'Tags', type: 'checkboxlist', options })
  })

  test('are supposed by a dry run, and added by the import: one time for all its chunks', async () => {
    const name = freshEmail()
    const dry = await begin({ headings, columns, dryRun: true })
    const tried = await putChunk(api, dry.body.id, 0, numbered(rowsOf(name)))
    expect(tried.body.chunk.counts).toMatchObject({ created: 2, failed: 0 })
    expect(await optionsOf('tier')).toEqual(['Gold'])

    const { body } = await begin({ headings, columns })
    const chunks = [
      numbered(rowsOf(name)),
      numbered([[name, freshEmail(), 'silver', 'Newer']], 4),
      numbered([[name, freshEmail(), 'Iron', null]], 5),
    ]
    const replies = await Promise.all(chunks.map((rows, at) => putChunk(api, body.id, at, rows)))
    // Those that came before the one ahead of them may be asked for again.
    for (const [at, { status }] of replies.entries())
      if (status !== 200) replies[at] = await putChunk(api, body.id, at, chunks[at]!)
    expect(replies.map((reply) => reply.body.chunk.counts.created)).toEqual([2, 1, 1])
    expect(await failuresOf(api, body.id)).toEqual([])
    expect(await optionsOf('tier')).toEqual(['Gold', 'Silver', 'Iron'])
    expect(await optionsOf('tags')).toEqual(['Gold', 'New', 'old|er', 'Newer'])
    const again = await putChunk(api, body.id, 0, chunks[0]!)
    expect(again.body.chunk).toEqual(replies[0]?.body.chunk)
    const { data } = (await api.list({ q: name })).body
    expect(data.map(({ values }) => values.tier).sort()).toEqual([
      'gold',
      'iron',
      'silver',
      'silver',
    ])
  })

  test('are supposed up to as many as a field may have, in whichever chunk they are named', async () => {
    const field = await api.field({
      name: 'Crowded',
      type: 'dropdown',
      options: [{ text: 'No 0' }],
    })
    const choices = { headings: ['name', 'email', 'crowded'], columns: [adding(2, field.key)] }
    const chunks = [
      [1, 300],
      [301, 450],
      [451, 600],
      [440, 499],
    ].map(([from = 0, to = 0], at) =>
      numbered(
        Array.from({ length: to - from + 1 }, (_, n) => ['X', freshEmail(), `no ${from + n}`]),
        1_000 * at + 2,
      ),
    )
    const counts = async (more: object) => {
      const { body } = await begin({ ...choices, ...more })
      const replies: object[] = []
      for (const [at, rows] of chunks.entries())
        replies.push((await putChunk(api, body.id, at, rows)).body.chunk.counts)
      return replies
    }
    const tried = await counts({ dryRun: true })
    expect(tried).toMatchObject([
      { created: 300, failed: 0 },
      { created: 150, failed: 0 },
      { created: 0, failed: 150 },
      { created: 60, failed: 0 },
    ])
    expect(await optionsOf(field.key)).toEqual(['No 0'])
    expect(await counts({})).toEqual(tried.map((chunk) => ({ ...chunk })))
  })

  test('are added for a posted file too', async () => {
    const query = new URLSearchParams({ mode: 'merge', columns: JSON.stringify(columns) })
    const posted = await api.fetch(`${imports}/file?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: `${headings.join(',')}\nAnn,${freshEmail()},Copper,Gold`,
    })
    expect(await posted.json()).toMatchObject({ counts: { created: 1, failed: 0 } })
    expect(await optionsOf('tier')).toContain('Copper')
  })

  test('are added for who may manage fields alone, and for fields that have options', async () => {
    const role = await api.post<{ id: string }>('/api/v1/roles', {
      name: 'Importers',
      permissions: ['view_contacts', 'view_identities', 'edit_contacts', 'import_contacts'],
    })
    expect(role.status, JSON.stringify(role.body)).toBe(201)
    const importer = await asRole(api, role.body.id)
    const refused = await importer.refused('POST', imports, {
      body: { fileName: 'a.csv', mode: 'merge', headings, columns },
    })
    expect(refused).toMatchObject({ status: 403, body: { permission: 'manage_fields' } })
    const elsewhere = await begin({ headings, columns: [adding(2, 'city')] })
    expect(elsewhere).toMatchObject({
      status: 422,
      body: { errors: { 'columns.0.options.badCells': ['is for fields that have options'] } },
    })
  })
})

test('single rows may be merged, updated, skipped or replaced as they say', async () => {
  const emails = [freshEmail(), freshEmail(), freshEmail(), freshEmail()]
  for (const email of emails) await api.contact({ name: 'Old', email: [email], title: 'Dr' })
  const { body } = await begin({ mode: 'skip', headings: ['name', 'email', 'city'] })
  const modes = ['merge', 'replace', 'update', undefined] as const
  const rows = numbered(emails.map((email) => ['New', email, 'Rome'])).map((row, i) =>
    modes[i] ? { ...row, mode: modes[i] } : row,
  )
  const reply = await putChunk(api, body.id, 0, rows)
  expect(reply.body.chunk.counts).toMatchObject({ merged: 1, replaced: 1, updated: 1, skipped: 1 })
  expect((await found(emails[0]!))?.values).toMatchObject({
    name: 'Old',
    title: 'Dr',
    city: 'Rome',
  })
  expect((await found(emails[1]!))?.values).toEqual({
    name: 'New',
    email: [emails[1]],
    city: 'Rome',
  })
  expect((await found(emails[2]!))?.values).toEqual({
    name: 'New',
    email: [emails[2]],
    title: 'Dr',
    city: 'Rome',
  })
  expect((await found(emails[3]!))?.values).not.toHaveProperty('city')
})
