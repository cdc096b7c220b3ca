import { client, answered } from '../../../api/client.ts'

/** One step of undoing: up to 1,000 contacts. Repeated until `done`; a lost answer does no harm. */
export const undoStep = (id: string) =>
  answered(client.POST('/api/v1/imports/{id}/undo', { params: { path: { id } } }))

/** Contacts that undoing left as they are, with the reason. */
export const keptContacts = (id: string, cursor: string, signal: AbortSignal) =>
  answered(
    client.GET('/api/v1/imports/{id}/kept', {
      params: { path: { id }, query: cursor ? { cursor } : {} },
      signal,
    }),
  )
