import { answered, client } from '../../../api/client.ts'
import type { Schemas } from '../../../api/types.ts'
import type { Outcome } from '../run/import-api.ts'

export type PreviewRow = Schemas['ImportRow']
export type PreviewReason = Schemas['ImportReason']

/** Rows of one outcome, or those of which something is said though they are taken. */
export type WantedRows = Outcome | 'noted'

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

/** Pages of failures that are looked through: what they tell is enough to mend by. */
const mostPages = 10

/** @returns why rows failed, of the first 2,000 that did; `more` where there are others */
export async function failuresOf(id: string, signal: AbortSignal) {
  const failures: Schemas['ImportFailure'][] = []
  let cursor: string | null = '0'
  for (let page = 0; page < mostPages && cursor !== null; page++) {
    const query = { cursor, pageSize: 200 }
    const answer: Schemas['ImportFailureList'] = await answered(
      client.GET('/api/v1/imports/{id}/failures', { params: { path: { id }, query }, signal }),
    )
    failures.push(...answer.data)
    cursor = answer.nextCursor
  }
  const rows = new Set(failures.map(({ row }) => row)).size
  return { failures, rows: rows.toLocaleString(), more: cursor !== null }
}
