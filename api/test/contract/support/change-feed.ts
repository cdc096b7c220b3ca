import type { Actor } from '@cardfile/openapi'
import type { Api, ContactBody, ListBody } from './api.ts'

export interface Feed {
  changes: {
    n: number
    type: string
    contactId: string
    version: number
    at: string
    actor: Actor
    via: string
    changed: string[]
    contact?: ContactBody
    membership?: 'joined' | 'left' | 'stayed'
  }[]
  next: number
  more: boolean
  viewVersion?: number
}

export type Reads = Pick<Api, 'get' | 'refused' | 'send'>

export const contacts = '/api/v1/contacts'

export const read = async (api: Reads, since: number | 'now', limit = 100) =>
  (await api.get<Feed>(`/api/v1/changes?since=${since}&limit=${limit}`)).body

/** All contacts as their lister may see them, by id. */
export async function listed(api: Pick<Api, 'send'>, by = ''): Promise<Map<string, ContactBody>> {
  const all = new Map<string, ContactBody>()
  for (let cursor = ''; ;) {
    const { body } = await api.send<ListBody>('GET', `${contacts}?pageSize=200${by}${cursor}`)
    for (const contact of body.data) all.set(contact.id, contact)
    if (body.nextCursor === null) return all
    cursor = `&cursor=${body.nextCursor}`
  }
}
