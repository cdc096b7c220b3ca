import type { Cell, Field, Values } from '@cardfile/openapi'
import { openWorkbook, type SheetRow } from '@cardfile/openapi/spreadsheet'
import { expect } from 'vitest'
import type { Api, FieldListBody, ListBody } from './api.ts'

export interface ImportCounts {
  rows: number
  created: number
  merged: number
  updated: number
  replaced: number
  skipped: number
  unchanged: number
  failed: number
}

export interface ImportBody {
  id: string
  state: string
  mode: string
  fileName: string
  dryRun: boolean
  columns: { index: number; heading: string; field: string | null; status: string }[]
  counts: ImportCounts
  noted: {
    rows: number
    counts: {
      code: string
      column: string | null
      index: number | null
      field: string | null
      rows: number
      firstRows: number[]
    }[]
  }
  chunkRows: number
  nextChunk: number
  totalRows: number | null
  finishedAt: string | null
  undo: { undone: number; kept: number } | null
}

export interface UndoBody {
  import: ImportBody
  undone: number
  kept: number
  done: boolean
}

export interface KeptBody {
  data: { id: string; name: string; reason: string; reasons: { code: string }[] }[]
  nextCursor: string | null
}

export interface ChunkBody {
  import: ImportBody
  chunk: { number: number; counts: ImportCounts; noted: number }
}

export interface FailureBody {
  row: number
  column: string | null
  index: number | null
  field: string | null
  value: string | null
  reason: string
  code?: string
  contact?: { id: string; name: string }
}

export interface FailureListBody {
  data: FailureBody[]
  nextCursor: string | null
}

export type Mode = 'merge' | 'update' | 'skip' | 'replace'

export const imports = '/api/v1/imports'

/** Rows without a number follow the heading row. */
export function numbered(rows: readonly Cell[][], first = 2): SheetRow[] {
  return rows.map((cells, index) => ({ number: first + index, cells }))
}

export async function beginImport(
  api: Api,
  mode: Mode,
  headings: readonly Cell[],
  more: object = {},
): Promise<ImportBody> {
  const { status, body } = await api.post<ImportBody>(imports, {
    fileName: 'contacts.xlsx',
    mode,
    headings,
    ...more,
  })
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}

export function putChunk(api: Api, id: string, number: number, rows: readonly SheetRow[]) {
  return api.send<ChunkBody>('PUT', `${imports}/${id}/chunks/${number}`, { body: { rows } })
}

/** A whole import in chunks, as the browser sends one. */
export async function importRows(
  api: Api,
  mode: Mode,
  headings: readonly Cell[],
  rows: readonly SheetRow[],
  chunkSize = 1_000,
  more: object = {},
): Promise<ImportBody> {
  const { id } = await beginImport(api, mode, headings, more)
  for (let at = 0; at < rows.length; at += chunkSize) {
    const { status, body } = await putChunk(api, id, at / chunkSize, rows.slice(at, at + chunkSize))
    expect(status, JSON.stringify(body)).toBe(200)
  }
  const { body } = await api.post<ImportBody>(`${imports}/${id}/finish`, undefined)
  expect(body.state).toBe('finished')
  expectToAddUp(body.counts)
  return body
}

/** Undoes an import to its end, in so many steps. */
export async function undoAll(api: Api, id: string): Promise<UndoBody & { steps: number }> {
  for (let steps = 1; ; steps++) {
    const { status, body } = await api.post<UndoBody>(`${imports}/${id}/undo`, undefined)
    expect(status, JSON.stringify(body)).toBe(200)
    if (body.done) return { ...body, steps }
    expect(steps).toBeLessThan(100)
  }
}

export function expectToAddUp({ rows, ...outcomes }: ImportCounts): void {
  expect(Object.values(outcomes).reduce((sum, count) => sum + count)).toBe(rows)
}

export interface RowBody {
  row: number
  outcome: string
  contact: { id: string; name: string } | null
  sameAsRow: number | null
  changes: { field: string; before: unknown; after: unknown }[]
  reasons: Omit<FailureBody, 'row'>[]
  notes: Omit<FailureBody, 'row'>[]
}

export interface RowListBody {
  data: RowBody[]
  nextCursor: string | null
}

export async function rowsOf(api: Api, id: string, query = 'pageSize=200'): Promise<RowBody[]> {
  const all: RowBody[] = []
  for (let cursor = '0'; ;) {
    const path = `${imports}/${id}/rows?${query}&cursor=${cursor}`
    const { body } = await api.get<RowListBody>(path)
    all.push(...body.data)
    if (body.nextCursor === null) return all
    cursor = body.nextCursor
  }
}

export async function failuresOf(api: Api, id: string): Promise<FailureBody[]> {
  const all: FailureBody[] = []
  for (let cursor = ''; ;) {
    const more = cursor === '' ? '' : `&cursor=${cursor}`
    const path = `${imports}/${id}/failures?pageSize=200${more}`
    const { body } = await api.get<FailureListBody>(path)
    all.push(...body.data)
    if (body.nextCursor === null) return all
    cursor = body.nextCursor
  }
}

/** The values of every live contact, in the order they were created. */
export async function allValues(api: Api): Promise<Values[]> {
  const all: Values[] = []
  for (let cursor: string | null = null; ;) {
    const page: { body: ListBody } = await api.list({
      pageSize: '200',
      count: 'none',
      ...(cursor === null ? {} : { cursor }),
    })
    all.push(...page.body.data.map(({ values }) => values))
    cursor = page.body.nextCursor
    if (cursor === null) return all.toReversed()
  }
}

export async function allFields(api: Api): Promise<Field[]> {
  return (await api.get<FieldListBody>('/api/v1/fields')).body.data
}

/** A file's rows, its heading row first. */
export async function rowsOfFile(file: Blob): Promise<SheetRow[]> {
  const workbook = await openWorkbook(file)
  const rows: SheetRow[] = []
  for await (const batch of workbook.rows()) rows.push(...batch)
  return rows
}

export async function download(api: Api, path: string, init?: RequestInit): Promise<Blob> {
  const response = await api.fetch(path, init)
  expect(response.status, path).toBe(200)
  return response.blob()
}
