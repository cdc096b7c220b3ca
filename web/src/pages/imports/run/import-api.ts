import { type Actor, type Cell, chunkBody } from '@cardfile/openapi'
import type { Column, SheetRow } from '@cardfile/openapi/spreadsheet'
import type { ColumnOptions } from '../draft/draft.ts'
import { type ApiRequest, request } from '../../../api/request.ts'

export const importModes = ['merge', 'skip', 'replace'] as const
export type ImportMode = (typeof importModes)[number]

export const outcomes = ['created', 'merged', 'replaced', 'skipped', 'unchanged', 'failed'] as const
export type Outcome = (typeof outcomes)[number]

/** An import as the API states it. `created + merged + … + failed = rows`, always. */
export interface ImportState {
  id: string
  state: 'running' | 'finished' | 'cancelled' | 'undoing' | 'undone'
  mode: ImportMode
  fileName: string
  columns: Column[]
  counts: Record<Outcome, number> & { rows: number }
  /** The chunk the server waits for. */
  nextChunk: number
  startedAt?: string
  finishedAt?: string | null
  actor?: Actor
  /** Contacts that went back and that were left alone; null until undoing began. */
  undo?: { undone: number; kept: number } | null
}

/** One reason for which a row failed. */
export interface ImportFailure {
  row: number
  /** The column's heading. */
  column: string | null
  /** Key of the field. */
  field: string | null
  value: string | null
  reason: string
  /** The contact that has the value already. */
  contact?: { id: string; name: string }
}

export interface ImportStart {
  fileName: string
  mode: ImportMode
  headings: Cell[]
  columns?: { index: number; field: string | null; options?: ColumnOptions }[]
  constants?: { field: string; value: Cell }[]
  /** Only say what would become of the rows. */
  dryRun?: boolean
}

/** A row as it is sent. */
export interface SentRow extends SheetRow {
  /** Where this row is to be treated otherwise than the file. */
  mode?: ImportMode
}

/** The steps of an import. */
export interface ImportApi {
  start(body: ImportStart, key: string): Promise<ImportState>
  read(id: string, signal?: AbortSignal): Promise<ImportState>
  send(id: string, chunk: number, rows: SentRow[], signal: AbortSignal): Promise<ImportState>
  finish(id: string): Promise<ImportState>
  cancel(id: string): Promise<ImportState>
}

const post = (path: string, more: ApiRequest = {}) =>
  request<ImportState>(path, { method: 'POST', ...more })

export const importApi: ImportApi = {
  start: (body, idempotencyKey) => post('/imports', { body, idempotencyKey }),
  read: (id, signal) => request<ImportState>(`/imports/${id}`, signal ? { signal } : {}),
  send: async (id, chunk, rows, signal) =>
    (
      await request<{ import: ImportState }>(`/imports/${id}/chunks/${chunk}`, {
        method: 'PUT',
        json: chunkBody(rows),
        signal,
      })
    ).import,
  finish: (id) => post(`/imports/${id}/finish`),
  cancel: (id) => post(`/imports/${id}/cancel`),
}
