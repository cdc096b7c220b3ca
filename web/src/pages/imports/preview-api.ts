import { request } from '../../providers/api.ts'
import type { Outcome } from './import-api.ts'

/** What would become of a row of the file. */
export interface PreviewRow {
  row: number
  outcome: Outcome
  contact: { id: string; name: string } | null
  changes: { field: string; before?: unknown; after?: unknown }[]
  reasons: PreviewReason[]
}

export interface PreviewReason {
  /** The column's heading. */
  column: string | null
  /** The column's place, from 0. */
  index: number | null
  /** Key of the field. */
  field: string | null
  value: string | null
  reason: string
  contact?: { id: string; name: string }
}

export interface PreviewPage {
  data: PreviewRow[]
  nextCursor: string | null
}

/** @param wanted only rows of these outcomes; all where it is empty */
export const previewRows = (
  id: string,
  wanted: readonly Outcome[],
  cursor: string,
  signal: AbortSignal,
) =>
  request<PreviewPage>(`/imports/${id}/rows`, {
    query: { outcome: wanted.join(','), cursor, pageSize: 50 },
    signal,
  })
