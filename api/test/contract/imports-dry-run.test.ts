import type { Cell } from '@cardfile/openapi'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Api, startApi } from './support/api.ts'
import {
  beginImport,
  importRows,
  type ImportBody,
  imports,
  type Mode,
  numbered,
  putChunk,
  type RowBody,
  rowsOf,
} from './support/imports.ts'

const headings = ['name', 'email', 'sms', 'city', 'title']
const some = (...cells: Cell[]) => fc.constantFrom<Cell>(null, ...cells)
const cells = fc.tuple(
  some('Ann', 'Bob', 'Eve', 'Eve'),
  some('a@x.org', 'A@x.org', 'b@x.org', 'a@x.org; b@x.org', 'c@x.org', 'nonsense'),
  some('+12025550101', '+1 202 555 0101', '+12025550102'),
  some('Berlin', 'Bonn'),
  some('Dr', 'x'.repeat(300)),
)
const sheet = fc.array(cells, { minLength: 1, maxLength: 25 })
const modes: Mode[] = ['merge', 'update', 'skip', 'replace']
const rowModes = fc.array(fc.constantFrom(undefined, undefined, ...modes), { maxLength: 25 })

/** All that a dry run must leave as it is. */
async function untouched({ client }: Api): Promise<string> {
  const parts = await Promise.all(
    ['contacts', 'identities', 'changes', 'counters'].map(
      async (table) => (await client.execute(`SELECT * FROM ${table}`)).rows,
    ),
  )
  const search = await client.execute('SELECT count(*) AS n FROM search')
  return JSON.stringify([parts, search.rows])
}

/** Contacts that the dry run would make are nobody yet, so it names rows of the file instead. */
function comparable(rows: RowBody[], known: ReadonlySet<string>) {
  return rows.map(({ contact, reasons, ...row }) => ({
    ...row,
    sameAsRow: null,
    contact: contact && known.has(contact.id) ? contact.id : null,
    reasons: reasons.map(({ column, field, reason }) => [column, field, reason]),
  }))
}

describe('a dry run', () => {
  test('says what the import then does, however it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...modes),
        sheet,
        sheet,
        rowModes,
        fc.integer({ min: 3, max: 26 }),
        fc.integer({ min: 3, max: 26 }),
        async (mode, before, rows, own, dryChunk, chunk) => {
          const api = await startApi()
          await importRows(api, 'merge', headings, numbered(before))
          const { rows: ids } = await api.client.execute('SELECT id FROM contacts')
          const known = new Set(ids.map(({ id }) => String(id)))
          const file = numbered(rows).map((row, i) => (own[i] ? { ...row, mode: own[i] } : row))
          const stood = await untouched(api)
          const dry = await importRows(api, mode, headings, file, dryChunk, { dryRun: true })
          expect(dry).toMatchObject({ dryRun: true, state: 'finished' })
          expect(await untouched(api)).toBe(stood)
          const told = comparable(await rowsOf(api, dry.id), known)

          const done = await importRows(api, mode, headings, file, chunk)
          expect(done.counts).toEqual(dry.counts)
          expect(comparable(await rowsOf(api, done.id, 'pageSize=7'), known)).toEqual(told)
          expect(told).toHaveLength(rows.length)
          await api.close()
        },
      ),
      // Each run has a database of its own.
      { numRuns: 8 },
    )
  })

  test('tells changes by field, and lists rows by outcome', async () => {
    const api = await startApi()
    const ann = await api.contact({ name: 'Ann', email: ['ann@x.org'], city: 'Bonn' })
    const rows = numbered([
      ['Anna', 'ann@x.org', null, 'Rome', null],
      ['Bob', 'bob@x.org', null, null, null],
      ['Bob', 'bob@x.org', null, 'Oslo', null],
      [null, 'eve@x.org', null, null, null],
    ])
    const { id } = await importRows(api, 'replace', headings, rows, 2, { dryRun: true })
    expect(await rowsOf(api, id, 'outcome=replaced')).toEqual([
      {
        row: 2,
        outcome: 'replaced',
        contact: { id: ann.id, name: 'Ann' },
        sameAsRow: null,
        changes: [
          { field: 'name', before: 'Ann', after: 'Anna' },
          { field: 'city', before: 'Bonn', after: 'Rome' },
        ],
        reasons: [],
        notes: [],
      },
      {
        row: 4,
        outcome: 'replaced',
        contact: null,
        sameAsRow: 3,
        changes: [{ field: 'city', before: null, after: 'Oslo' }],
        reasons: [],
        notes: [],
      },
    ])
    const [failed, ...others] = await rowsOf(api, id, 'outcome=failed,skipped')
    expect(failed).toMatchObject({ row: 5, reasons: [{ field: 'name', reason: 'is required' }] })
    expect(others).toEqual([])
    const unknown = await api.refused('GET', `${imports}/${id}/rows?outcome=lost`)
    expect(unknown.status).toBe(422)
    expect((await api.refused('GET', `${imports}/nope/rows`)).status).toBe(404)
    await api.close()
  })

  test('names contacts in the way that are there, and links to no other', async () => {
    const api = await startApi()
    const ann = await api.contact({ name: 'Ann', email: ['ann@x.org'] })
    const rows = numbered([
      ['Bob', 'bob@x.org', null, null, null],
      ['Both', 'ann@x.org; bob@x.org', null, null, null],
    ])
    const { id } = await importRows(api, 'merge', headings, rows, 2, { dryRun: true })
    const [both] = await rowsOf(api, id, 'outcome=failed')
    expect(both?.reasons.map(({ contact }) => contact)).toEqual([
      { id: ann.id, name: 'Ann' },
      undefined,
    ])
    expect(both?.reasons[1]?.reason).toContain('“bob@x.org” belongs to Bob')
    await api.close()
  })

  test('is no part of the history, cannot be undone, and takes two trips a chunk', async () => {
    const api = await startApi()
    const { id } = await beginImport(api, 'merge', headings, { dryRun: true })
    const reply = await putChunk(api, id, 0, numbered([['Ann', 'ann@x.org', null, null, null]]))
    expect([reply.status, reply.trips]).toEqual([200, 2])
    await api.post<ImportBody>(`${imports}/${id}/finish`, undefined)
    expect((await api.refused('POST', `${imports}/${id}/undo`)).status).toBe(409)
    const { body } = await api.get<{ data: ImportBody[]; total: number }>(imports)
    expect(body).toMatchObject({ data: [], total: 0 })
    await api.close()
  })

  test('leaves nothing but its outcomes behind when it ends', async () => {
    const api = await startApi()
    const overlay = async () => {
      const { rows } = await api.client.execute(
        'SELECT (SELECT count(*) FROM dry_contacts) + (SELECT count(*) FROM dry_identities) AS n',
      )
      return Number(rows[0]?.n)
    }
    const rows = numbered([['Ann', 'ann@x.org', null, null, null]])
    const { id } = await beginImport(api, 'merge', headings, { dryRun: true })
    await putChunk(api, id, 0, rows)
    expect(await overlay()).toBe(2)
    await api.post<ImportBody>(`${imports}/${id}/finish`, undefined)
    expect(await overlay()).toBe(0)
    expect(await rowsOf(api, id)).toMatchObject([{ row: 2, outcome: 'created' }])

    const left = await beginImport(api, 'merge', headings, { dryRun: true })
    await putChunk(api, left.id, 0, rows)
    await api.client.execute('UPDATE imports SET updated_at = updated_at - 2 * 86400000')
    await beginImport(api, 'merge', headings, { dryRun: true })
    expect(await overlay()).toBe(0)
    await api.close()
  })
})
