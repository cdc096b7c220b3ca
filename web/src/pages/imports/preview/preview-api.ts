import { answered, client } from '../../../api/client.ts'
import type { Schemas } from '../../../api/types.ts'
import type { Outcome } from '../run/import-api.ts'

export type PreviewRow = Schemas['ImportRow']
export type PreviewReason = Schemas['ImportReason']

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
