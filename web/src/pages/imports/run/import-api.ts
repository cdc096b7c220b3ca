import { chunkBody } from '@cardfile/openapi'
import type { SheetRow } from '@cardfile/openapi/spreadsheet'
import { answered, client, once } from '../../../api/client.ts'
import type { Schemas } from '../../../api/types.ts'
import type { ImportMode } from '../draft/draft.ts'

/** `created + merged + … + failed = rows`, always. */
export type ImportState = Schemas['Import']

/** A row as it is sent. */
export interface SentRow extends SheetRow {
  /** Where this row is to be treated otherwise than the file. */
  mode?: ImportMode
}

/** The steps of an import. */
export interface ImportApi {
  start(body: Schemas['ImportCreate'], key: string): Promise<ImportState>
  read(id: string, signal?: AbortSignal): Promise<ImportState>
  send(id: string, chunk: number, rows: SentRow[], signal: AbortSignal): Promise<ImportState>
  finish(id: string): Promise<ImportState>
  cancel(id: string): Promise<ImportState>
}

export const importApi: ImportApi = {
  start: (body, key) =>
    answered(client.POST('/api/v1/imports', { params: { header: once(key) }, body })),
  read: (id, signal) =>
    answered(
      client.GET('/api/v1/imports/{id}', {
        params: { path: { id } },
        ...(signal ? { signal } : {}),
      }),
    ),
  send: async (id, number, rows, signal) => {
    const answer = await answered(
      client.PUT('/api/v1/imports/{id}/chunks/{number}', {
        params: { path: { id, number } },
        body: { rows },
        bodySerializer: () => chunkBody(rows),
        signal,
      }),
    )
    return answer.import
  },
  finish: (id) =>
    answered(client.POST('/api/v1/imports/{id}/finish', { params: { path: { id } } })),
  cancel: (id) =>
    answered(client.POST('/api/v1/imports/{id}/cancel', { params: { path: { id } } })),
}
