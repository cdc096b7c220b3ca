import type { Actor, Cell } from '@cardfile/openapi'
import { request } from '../../../api/request.ts'
import type { ColumnOptions } from '../draft/draft.ts'
import type { ImportMode } from '../run/import-api.ts'

/** What tells a saved mapping from others. */
export interface MappingSummary {
  id: string
  name: string
  mode: ImportMode
  updatedAt: string
  /** Who saved it last. */
  actor: Actor
  version: number
  /** Columns that go to a field. */
  columnCount: number
}

/** A saved mapping with all that its reader may see of it. */
export interface SavedMapping extends Omit<MappingSummary, 'columnCount'> {
  columns: SavedColumn[]
  constants: { field: string; value: Cell }[]
  /** Constants for fields that are gone or hidden. */
  lostConstants: number
}

export interface SavedColumn {
  heading: string
  field: string | null
  options?: ColumnOptions
  /** It goes to a field that is gone or hidden. */
  lost?: true
}

export interface MappingBody {
  name: string
  mode: ImportMode
  columns: Omit<SavedColumn, 'lost'>[]
  constants: { field: string; value: Cell }[]
}

/** What is read of saved mappings; invalidate it after a change. */
export const mappingsKey = ['import-mappings']

export const listMappings = (signal: AbortSignal) =>
  request<{ data: MappingSummary[] }>('/import-mappings', { signal })

/** The mappings for files with these headings; the one saved last comes first. */
export const findMappings = (headings: readonly Cell[], signal: AbortSignal) =>
  request<{ data: SavedMapping[] }>('/import-mappings:find', {
    method: 'POST',
    body: { headings },
    signal,
  })

export const createMapping = (body: MappingBody, idempotencyKey: string) =>
  request<SavedMapping>('/import-mappings', { method: 'POST', body, idempotencyKey })

type Stored = Pick<MappingSummary, 'id' | 'version'>

export const changeMapping = ({ id, version }: Stored, body: Partial<MappingBody>) =>
  request<SavedMapping>(`/import-mappings/${id}`, { method: 'PATCH', body, version })

export const deleteMapping = ({ id, version }: Stored) =>
  request<undefined>(`/import-mappings/${id}`, { method: 'DELETE', version })
