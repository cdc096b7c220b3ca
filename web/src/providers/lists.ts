import { answered, client } from '../api/client.ts'
import { loadPatterns } from '../api/patterns.ts'
import type { Contact, QueryOf, Schemas } from '../api/types.ts'

type ContactList = Omit<Schemas['ContactList'], 'data'> & { data: Contact[] }

/** What is listed through Refine, by the resource's name: each by the operation that answers it. */
export const lists = {
  contacts: (query: QueryOf<'listContacts'>, signal?: AbortSignal): Promise<ContactList> =>
    answered(client.GET('/api/v1/contacts', { params: { query }, ...until(signal) })),
  fields: (query: QueryOf<'listFields'>, signal?: AbortSignal) =>
    answered(client.GET('/api/v1/fields', { params: { query }, ...until(signal) })).then(tryable),
  people: (_query: NoQuery, signal?: AbortSignal) =>
    answered(client.GET('/api/v1/people', until(signal))),
  roles: (_query: NoQuery, signal?: AbortSignal) =>
    answered(client.GET('/api/v1/roles', until(signal))),
  'api-keys': (_query: NoQuery, signal?: AbortSignal) =>
    answered(client.GET('/api/v1/api-keys', until(signal))),
}

/** Definitions whose values can be judged at once, those with patterns too. */
async function tryable(fields: Schemas['FieldList']): Promise<Schemas['FieldList']> {
  const patterns = fields.data.flatMap(({ pattern }) => pattern ?? [])
  if (patterns.length > 0) await loadPatterns(patterns)
  return fields
}

type NoQuery = Record<string, unknown>

export type Listed = keyof typeof lists

/** What a list can be narrowed by, besides page, order and filter. */
export type ListQuery<R extends Listed> = Parameters<(typeof lists)[R]>[0]

export type ListAnswer<R extends Listed> = Awaited<ReturnType<(typeof lists)[R]>>

export type RecordOf<R extends Listed> = ListAnswer<R>['data'][number]

export function isListed(resource: string): resource is Listed {
  return Object.hasOwn(lists, resource)
}

/** Passes a signal on where there is one. */
export function until(signal: AbortSignal | undefined): { signal?: AbortSignal } {
  return signal ? { signal } : {}
}
