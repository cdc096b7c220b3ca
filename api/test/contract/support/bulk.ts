import type { Reason, Values } from '@cardfile/openapi'
import { type Api, freshEmail } from './api.ts'

export interface Bulk {
  id: string
  state: string
  dryRun: boolean
  total: number
  done: number
  progress: number
  counts: { changed: number; unchanged: number; failed: number }
  undo: { undone: number; kept: number } | null
  undoable: boolean
  reasons: { field: string | null; reason: Reason; contacts: number }[]
  samples: {
    id: string
    name: string
    changes: { field: string; before: unknown; after: unknown }[]
  }[]
  problem: string | null
}

interface Rows {
  data: { id: string; name: string; reasons: Reason[] }[]
  nextCursor: string | null
}

export const bulkPath = '/api/v1/bulk-changes'

/** What a list of the contacts of one city is asked by. */
export const inCity = (city: string) => ({ filter: { field: 'city', operator: 'eq', value: city } })

/** Contacts of a city of their own, one by one. */
export async function make(api: Api, city: string, some: readonly Values[]) {
  const made = []
  for (const values of some)
    made.push(await api.contact({ name: 'Ann', email: [freshEmail()], city, ...values }))
  return made
}

/** Changes of many contacts, as a program makes them. */
export function bulkChanges(api: Api) {
  const begin = (body: object, more = {}) => api.post<Bulk>(bulkPath, body, more)
  return {
    begin,
    /** Begins one, and goes on until it is over. */
    async finish(body: object): Promise<Bulk> {
      let { body: bulk } = await begin(body)
      while (bulk.state === 'running')
        bulk = (await api.post<Bulk>(`${bulkPath}/${bulk.id}/continue`, {})).body
      return bulk
    },
    async undo({ id }: Pick<Bulk, 'id'>): Promise<Bulk> {
      for (;;) {
        const { status, body } = await api.post<Bulk>(`${bulkPath}/${id}/undo`, {})
        if (status !== 200 || body.state === 'undone') return body
      }
    },
    rowsOf: async ({ id }: Pick<Bulk, 'id'>, outcome: string) =>
      (await api.get<Rows>(`${bulkPath}/${id}/rows?outcome=${outcome}`)).body.data,
  }
}
