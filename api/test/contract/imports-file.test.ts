import { openAsBlob } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Cell, Field, Values } from '@cardfile/openapi'
import type { SheetRow } from '@cardfile/openapi/spreadsheet'
import { beforeAll, describe, expect, test } from 'vitest'
import { customFields, prepared, rowCount, rows } from '../fixtures/ten-thousand.ts'
import { type ModelContact, naiveImport } from '../model/naive-import.ts'
import { type Api, startApi } from './support/api.ts'
import {
  allFields,
  allValues,
  failuresOf,
  type ImportBody,
  type ImportCounts,
  importRows,
  imports,
  type Mode,
  rowsOfFile,
} from './support/imports.ts'

const path = fileURLToPath(new URL('../fixtures/ten-thousand.xlsx', import.meta.url))

/** Where the test's own reading of the headings sends each column. */
const keys = [
  'name',
  'email',
  'sms',
  'company',
  'postal_code',
  'birthday',
  'plan',
  'score',
  'region',
  null,
]

let sheet: SheetRow[]

beforeAll(async () => {
  sheet = await rowsOfFile(await openAsBlob(path))
})

async function preparedApi(): Promise<Api> {
  const api = await startApi()
  for (const field of customFields) await api.field(field)
  for (const values of prepared) await api.contact(values)
  return api
}

function expected(
  fields: Field[],
  mode: Mode,
): { contacts: Values[]; counts: ImportCounts; failed: number[] } {
  const contacts: ModelContact[] = prepared.map((values) => ({ values: { ...values } }))
  const cells: Cell[][] = rows.map((row) => row.map((text) => (text === '' ? null : text)))
  const outcomes = naiveImport(fields, mode, contacts, keys, cells)
  const counts: ImportCounts = {
    rows: outcomes.length,
    created: 0,
    merged: 0,
    updated: 0,
    replaced: 0,
    skipped: 0,
    unchanged: 0,
    failed: 0,
  }
  for (const outcome of outcomes) counts[outcome]++
  const failed = outcomes.flatMap((outcome, index) => (outcome === 'failed' ? [index + 2] : []))
  return { contacts: contacts.map(({ values }) => values), counts, failed }
}

function sorted(values: Values): string {
  return JSON.stringify(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)))
}

describe.each(['merge', 'skip', 'replace'] as const)(
  '10,000 rows written by LibreOffice, imported with %s',
  (mode) => {
    test('leave what its rows applied one by one leave, and counts that add up', async () => {
      expect(sheet).toHaveLength(rowCount + 1)
      const api = await preparedApi()
      const model = expected(await allFields(api), mode)
      const [headings, ...rest] = sheet
      const done = await importRows(api, mode, headings!.cells, rest)
      expect(done.columns.map(({ field }) => field)).toEqual(keys)
      expect(done.columns.at(-1)).toMatchObject({ heading: 'Shoe size', status: 'unknown' })
      expect(done.counts).toEqual(model.counts)
      // The fixture is worth little unless every outcome occurs.
      const possible = {
        merge: ['merged'],
        skip: ['skipped'],
        replace: ['replaced'],
      }[mode]
      for (const outcome of ['created', 'failed', ...possible] as (keyof ImportCounts)[])
        expect(done.counts[outcome], outcome).toBeGreaterThan(100)
      expect((await allValues(api)).map(sorted)).toEqual(model.contacts.map(sorted))
      const failures = await failuresOf(api, done.id)
      expect([...new Set(failures.map(({ row }) => row))]).toEqual(model.failed)
      for (const { reason } of failures) expect(reason).not.toBe('')
      // Found again by search, which the import feeds too.
      const { body } = await api.list({ q: 'gold; yearly', count: 'exact' })
      expect(body.total).toBe(0)
      const found = await api.list({ q: 'größe & söhne', count: 'exact' })
      const wanted = model.contacts.filter(({ company }) => company === 'Größe & Söhne').length
      expect(found.body.total).toBe(wanted)
      await api.close()
    })
  },
)

test('a posted file comes to the same, in one request', async () => {
  const api = await preparedApi()
  const model = expected(await allFields(api), 'merge')
  const response = await api.fetch(`${imports}/file?mode=merge&fileName=ten-thousand.xlsx`, {
    method: 'POST',
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    },
    body: await (await openAsBlob(path)).arrayBuffer(),
  })
  const body = (await response.json()) as ImportBody
  expect(response.status, JSON.stringify(body)).toBe(201)
  expect(body).toMatchObject({
    state: 'finished',
    counts: model.counts,
    fileName: 'ten-thousand.xlsx',
  })
  expect((await allValues(api)).map(sorted)).toEqual(model.contacts.map(sorted))
  await api.close()
})
