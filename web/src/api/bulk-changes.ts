import { answered, client, once } from './client.ts'
import { randomKey } from './random-key.ts'
import type { Schemas } from './types.ts'
import { untilAnswered } from './until-answered.ts'

export type BulkChange = Schemas['BulkChange']
export type BulkChangeCreate = Schemas['BulkChangeCreate']
export type BulkRow = Schemas['BulkRow']

/** Begins to change many contacts, once, however often it has to be sent. */
export function beginBulkChange(
  body: BulkChangeCreate,
  signal = new AbortController().signal,
): Promise<BulkChange> {
  const headers = once(randomKey())
  return untilAnswered(
    () =>
      answered(client.POST('/api/v1/bulk-changes', { params: { header: headers }, body, signal })),
    { signal },
  )
}

/** What is read of changes of many contacts; invalidate it after one. */
export const bulkChangesKey = ['bulk-changes']

export const isUnderWay = ({ state }: Pick<BulkChange, 'state'>): boolean =>
  state === 'running' || state === 'undoing'

/**
 * Does the steps of a change, or of its undoing, until it is over. What is left in the middle the server
 * finishes by itself.
 *
 * @param onStep told after each step
 */
export async function finishBulkChange(
  begun: BulkChange,
  signal: AbortSignal,
  onStep: (change: BulkChange) => void,
): Promise<BulkChange> {
  const path = { id: begun.id }
  let change = begun
  while (isUnderWay(change) && !signal.aborted) {
    change = await untilAnswered(
      () =>
        answered(client.POST('/api/v1/bulk-changes/{id}/continue', { params: { path }, signal })),
      { signal },
    )
    if (!signal.aborted) onStep(change)
  }
  return change
}

export const undoBulkChange = (id: string): Promise<BulkChange> =>
  answered(client.POST('/api/v1/bulk-changes/{id}/undo', { params: { path: { id } } }))

export const cancelBulkChange = (id: string): Promise<BulkChange> =>
  answered(client.POST('/api/v1/bulk-changes/{id}/cancel', { params: { path: { id } } }))

/** Undoes a change, step by step, until nothing is left to undo. */
export async function undoWhole(
  id: string,
  signal = new AbortController().signal,
  onStep: (change: BulkChange) => void = () => {},
): Promise<BulkChange> {
  const begun = await untilAnswered(() => undoBulkChange(id), { signal })
  onStep(begun)
  return finishBulkChange(begun, signal, onStep)
}

export type RowOutcome = 'failed' | 'changed' | 'kept'

/** Contacts of a change that came to an outcome, with the reasons. @param cursor null for the first of them */
export const bulkRows = (
  id: string,
  outcome: RowOutcome,
  pageSize: number,
  cursor: string | null = null,
) =>
  answered(
    client.GET('/api/v1/bulk-changes/{id}/rows', {
      params: { path: { id }, query: { outcome, pageSize, ...(cursor !== null && { cursor }) } },
    }),
  )

export const listBulkChanges = (
  query: { pageSize: number; cursor?: string },
  signal = new AbortController().signal,
) => answered(client.GET('/api/v1/bulk-changes', { params: { query }, signal }))

export const readBulkChange = (id: string, signal: AbortSignal) =>
  answered(client.GET('/api/v1/bulk-changes/{id}', { params: { path: { id } }, signal }))
