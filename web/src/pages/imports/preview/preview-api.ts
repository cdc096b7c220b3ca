import type { ImportOutcome } from '@cardfile/openapi'
import { answered, client } from '../../../api/client.ts'
import type { Schemas } from '../../../api/types.ts'

export type PreviewRow = Schemas['ImportRow']
export type PreviewReason = Schemas['ImportReason']

/** Rows of one outcome, or those of which something is said though they are taken. */
export type WantedRows = ImportOutcome | 'noted'

/** @param wanted null for all */
export const previewRows = (
  id: string,
  wanted: WantedRows | null,
  cursor: string,
  signal: AbortSignal,
) =>
  answered(
    client.GET('/api/v1/imports/{id}/rows', {
      params: {
        path: { id },
        query: { ...asked(wanted), pageSize: 50, ...(cursor ? { cursor } : {}) },
      },
      signal,
    }),
  )

const asked = (wanted: WantedRows | null) =>
  wanted === null ? {} : wanted === 'noted' ? { noted: '1' as const } : { outcome: wanted }
