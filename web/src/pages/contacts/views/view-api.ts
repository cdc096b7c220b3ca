import { answered, client, ifMatch, once } from '../../../api/client.ts'
import type { Schemas } from '../../../api/types.ts'

export type SavedView = Schemas['View']
export type ViewBody = Schemas['ViewCreate']

/** What is read of views; invalidate it after a change. */
export const viewsKey = ['views']

export const listViews = (signal: AbortSignal) => answered(client.GET('/api/v1/views', { signal }))

export const createView = (body: ViewBody, idempotencyKey: string) =>
  answered(client.POST('/api/v1/views', { params: { header: once(idempotencyKey) }, body }))

type Stored = Pick<SavedView, 'id' | 'version'>

const stored = ({ id, version }: Stored) => ({ path: { id }, header: ifMatch(version) })

export const changeView = (view: Stored, body: Schemas['ViewPatch']) =>
  answered(client.PATCH('/api/v1/views/{id}', { params: stored(view), body }))

export const deleteView = (view: Stored) =>
  client.DELETE('/api/v1/views/{id}', { params: stored(view) })
