import type { Conflict } from '@cardfile/openapi'
import type { Api, ContactBody } from './api.ts'

export interface Identified {
  outcome: string
  contact: ContactBody
  matchedBy: { field: string; value: string }[]
  notAdded: { field: string; value: string; contact: { id: string } | null }[]
  left: string[]
}

export interface Failed {
  outcome: 'failed'
  problem: { code: string; errors?: Record<string, string[]>; conflicts?: Conflict[] }
}

export interface Upserted {
  items: (Identified | Failed)[]
  counts: Record<string, number>
}

export const contacts = '/api/v1/contacts'

export const identify = (by: Api, body: object) => by.post<Identified>(`${contacts}:identify`, body)
export const upsert = (by: Api, items: object[], more: object = {}) =>
  by.post<Upserted>(`${contacts}:upsert`, { items, ...more })
