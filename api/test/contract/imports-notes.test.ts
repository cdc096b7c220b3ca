import type { Field } from '@cardfile/openapi'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, freshEmail, startApi } from './support/api.ts'
import { asRole } from './support/callers.ts'
import {
  beginImport,
  type ImportBody,
  importRows,
  imports,
  numbered,
  putChunk,
  rowsOf,
} from './support/imports.ts'

let api: Api
const onlyOwners = ['owner', 'admin']

beforeAll(async () => {
  api = await startApi()
})

const noted = (importer: Api, id: string) => rowsOf(importer, id, 'noted=1&pageSize=2')
const read = async (reader: Api, id: string) =>
  (await reader.get<ImportBody>(`${imports}/${id}`)).body
const change = (field: Field, body: object) =>
  api.send('PATCH', `/api/v1/fields/${field.id}`, { ifMatch: '*', body })

/** Whoever may import, and has a role of their own. */
async function clerk(): Promise<Api> {
  const { body } = await api.post<{ id: string }>('/api/v1/roles', {
    name: `Clerk ${freshEmail()}`,
    permissions: ['view_contacts', 'view_identities', 'edit_contacts', 'import_contacts'],
  })
  return asRole(api, body.id)
}

describe.each([true, false])('where it is a dry run: %s', (dryRun) => {
  test('a row that Merge takes in part says which of its cells it leaves out, and why', async () => {
    const [email, second] = [freshEmail(), freshEmail()]
    const { id: contact } = await api.contact({ name: 'Ann', email: [email], city: 'Berlin' })
    const rows = [
      ['Ann', email, null, 'Dr'],
      ['Ann', `${email}; ${second}`, 'Bonn', null],
      ['Bob', freshEmail(), 'Bonn', null],
      ['Ann', email, 'Köln', null],
    ]
    const headings = ['Name', 'Email', 'City', 'Title']
    const done = await importRows(api, 'merge', headings, numbered(rows), 2, { dryRun })
    expect(done.counts).toMatchObject({ merged: 1, unchanged: 2, created: 1 })
    const city = { column: 'City', index: 2, field: 'city' }
    expect(done.noted).toEqual({
      rows: 2,
      counts: [
        {
          code: 'kept_identities',
          column: 'Email',
          index: 1,
          field: 'email',
          rows: 1,
          firstRows: [3],
        },
        { code: 'kept_value', ...city, rows: 2, firstRows: [3, 5] },
      ],
    })
    expect(await read(api, done.id)).toMatchObject({ noted: done.noted })
    const left = { ...city, code: 'kept_value', params: { kept: 'Berlin' } }
    expect(await noted(api, done.id)).toMatchObject([
      {
        row: 3,
        outcome: 'unchanged',
        contact: { id: contact },
        notes: [
          { code: 'kept_identities', params: { left: [second], kept: [email] } },
          { ...left, value: 'Bonn', reason: expect.stringContaining('has “Berlin”') },
        ],
      },
      { row: 5, notes: [{ ...left, value: 'Köln' }] },
    ])
    const rest = (await rowsOf(api, done.id)).filter(({ row }) => row === 2 || row === 4)
    expect(rest.map(({ notes }) => notes)).toEqual([[], []])
  })

  test('a field that is deleted between two chunks is told with the rows that lost their cells', async () => {
    const field = await api.field({ name: `Gone ${freshEmail()}`, type: 'text' })
    const importer = await clerk()
    const headings = ['Name', 'Email', field.name]
    const { id } = await beginImport(importer, 'merge', headings, { dryRun })
    const rows = (first: number) =>
      numbered(
        [
          ['Ann', freshEmail(), 'kept'],
          ['Bob', freshEmail(), null],
        ],
        first,
      )
    expect((await putChunk(importer, id, 0, rows(2))).body.chunk.noted).toBe(0)
    await api.send('DELETE', `/api/v1/fields/${field.id}`, { ifMatch: '*' })
    const after = await putChunk(importer, id, 1, rows(4))
    expect(after.body.chunk).toMatchObject({ counts: { created: 2 }, noted: 1 })
    const gone = { code: 'field_deleted', field: field.key, column: field.name, index: 2 }
    const told = { rows: 1, counts: [{ ...gone, rows: 1, firstRows: [4] }] }
    // Whoever sent it is told, and an owner; nobody else knows who might have seen the field.
    for (const reader of [importer, api]) {
      expect(await read(reader, id)).toMatchObject({ noted: told })
      expect(await noted(reader, id)).toMatchObject([
        { row: 4, outcome: 'created', notes: [{ ...gone, value: 'kept' }] },
      ])
    }
    const other = await clerk()
    expect(await read(other, id)).toMatchObject({ noted: { rows: 1, counts: [] } })
    const [hidden] = await noted(other, id)
    expect(hidden?.notes).toMatchObject([{ code: 'hidden_field_noted', field: null, value: null }])
  })
})

test('cells of fields that the importer may not change any more, or not see, are told', async () => {
  const importer = await clerk()
  const [locked, hidden] = [
    await api.field({ name: 'Locked later', type: 'text' }),
    await api.field({ name: 'Hidden later', type: 'text' }),
  ]
  const email = freshEmail()
  await api.contact({ name: 'Ann', email: [email] })
  const headings = ['Name', 'Email', locked.name, hidden.name]
  const { id } = await beginImport(importer, 'merge', headings)
  await change(locked, { editRoles: onlyOwners })
  await change(hidden, { viewRoles: onlyOwners })
  const { body } = await putChunk(importer, id, 0, numbered([['Ann', email, 'x', 'y']]))
  expect(body.chunk).toMatchObject({ counts: { unchanged: 1 }, noted: 1 })
  const codes = async (reader: Api) =>
    (await noted(reader, id)).flatMap(({ notes }) => notes.map(({ code, value }) => [code, value]))
  expect(await codes(api)).toEqual([
    ['field_hidden', 'y'],
    ['not_yours_left', 'x'],
  ])
  expect(await codes(importer)).toEqual([
    ['hidden_field_noted', null],
    ['not_yours_left', 'x'],
  ])
})

test('a time that clocks show twice says which of the two it is taken as', async () => {
  await api.field({ name: 'Moment', type: 'datetime' })
  const options = { timeZone: 'Europe/Berlin' }
  const columns = [{ index: 2, field: 'moment', options }]
  const rows = numbered([['Ann', freshEmail(), { date: '2026-10-25T02:30:00' }]])
  const done = await importRows(api, 'merge', ['Name', 'Email', 'Moment'], rows, 1, { columns })
  const [row] = await noted(api, done.id)
  expect(row).toMatchObject({
    outcome: 'created',
    notes: [{ code: 'time_shown_twice', params: { taken: '2026-10-25T00:30:00.000Z' } }],
  })
  // A program cannot leave it open: what it sends has its offset.
  for (const method of ['POST', 'PATCH'] as const) {
    const contact = method === 'POST' ? '' : `/${row?.contact?.id}`
    const { status, body } = await api.refused(method, `/api/v1/contacts${contact}`, {
      ...(method === 'PATCH' && { ifMatch: '*' }),
      body: { values: { name: 'Ann', email: [freshEmail()], moment: '2026-10-25T02:30:00' } },
    })
    expect([status, body.reasons?.['values.moment']]).toEqual([
      422,
      [expect.objectContaining({ code: 'instant_without_offset' })],
    ])
  }
})
