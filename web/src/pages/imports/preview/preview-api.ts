import { answered, client } from '../../../api/client.ts'
import type { Outcome } from '../run/import-api.ts'

/** What would become of a row of the file. */
export interface PreviewRow {
  row: number
  outcome: Outcome
  contact: { id: string; name: string } | null
  /** The row of the file that makes this contact; null for one that is there already. */
  sameAsRow: number | null
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

/** @param wanted only rows of these outcomes */
export const previewRows = (
  id: string,
  wanted: readonly Outcome[],
  cursor: string,
  signal: AbortSignal,
) =>
  answered(
    client.GET('/api/v1/imports/{id}/rows', {
      params: {
        path: { id },
        query: { outcome: wanted.join(','), pageSize: 50, ...(cursor ? { cursor } : {}) },
      },
      signal,
    }),
  )
