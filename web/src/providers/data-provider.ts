import type {
  BaseRecord,
  CreateParams,
  DataProvider,
  DeleteOneParams,
  GetListParams,
  GetListResponse,
  GetOneParams,
  MetaQuery,
  UpdateParams,
} from '@refinedev/core'
import { formatSort } from '@cardfile/openapi'
import { answered, client, ifMatch, once } from '../api/client.ts'
import { randomKey } from '../api/random-key.ts'
import type { QueryOf, Schemas } from '../api/types.ts'
import { toFilter } from './crud-filters.ts'
import { isListed, lists, until } from './lists.ts'

/**
 * Refine's view of our API. What a hook asks for arrives at the server as it was asked: a filter or
 * operator the contract does not have is an error here, never something else instead.
 *
 * Refine lets whoever calls it name the type of a record and of what is sent, hence the casts. The
 * screens call it by the hooks of `records.ts` alone, which name the types that the document has.
 *
 * `meta.version` (update, deleteOne): the version that was on the screen, sent as If-Match.
 * `meta.signal` (create, update): ends the exchange when its form is left.
 * `meta.query` (getList): further parameters such as `q`, `count`, `trashed`, `deleted`.
 */
export const dataProvider: DataProvider = {
  getApiUrl: () => '/api/v1',
  getList,
  getOne: async <T extends BaseRecord>({ resource, id }: GetOneParams) => {
    const path = contactPath(resource, id)
    const data = await answered(client.GET('/api/v1/contacts/{id}', { params: { path } }))
    return { data: data as BaseRecord as T }
  },
  create: async <T extends BaseRecord, V>({ resource, variables, meta }: CreateParams<V>) => {
    refuseAllButContacts(resource)
    // Minted by the form that is being saved, so that pressing Save again is the same request.
    const header = once(meta?.idempotencyKey ?? randomKey())
    const body = variables as Schemas['ContactCreate']
    const data = await answered(
      client.POST('/api/v1/contacts', { params: { header }, body, ...until(meta?.signal) }),
    )
    return { data: data as BaseRecord as T }
  },
  update: async <T extends BaseRecord, V>({ resource, id, variables, meta }: UpdateParams<V>) => {
    const params = { path: contactPath(resource, id), header: ifMatch(versionOf(meta)) }
    const body = variables as Schemas['ContactPatch']
    const data = await answered(
      client.PATCH('/api/v1/contacts/{id}', { params, body, ...until(meta?.signal) }),
    )
    return { data: data as BaseRecord as T }
  },
  deleteOne: async <T extends BaseRecord, V>({ resource, id, meta }: DeleteOneParams<V>) => {
    const params = { path: contactPath(resource, id), header: ifMatch(versionOf(meta)) }
    await client.DELETE('/api/v1/contacts/{id}', { params })
    return { data: { id } as BaseRecord as T }
  },
}

async function getList<T extends BaseRecord>(params: GetListParams): Promise<GetListResponse<T>> {
  const { resource, pagination, sorters = [], filters, meta } = params
  if (!isListed(resource)) throw new TypeError(`no list of ${resource}`)
  const filter = toFilter(filters)
  const paged = pagination !== undefined && pagination.mode !== 'off'
  const query: QueryOf<'listContacts'> = {
    ...(paged ? { page: pagination.currentPage, pageSize: pagination.pageSize } : {}),
    ...(sorters.length > 0 && { sort: formatSort(sorters) }),
    ...(filter && { filter: JSON.stringify(filter) }),
    ...meta?.query,
  }
  const answer = await lists[resource](query, meta?.queryContext?.signal)
  const counted = 'total' in answer ? answer.total : null
  const list = { ...answer, total: counted ?? answer.data.length }
  return list as GetListResponse<BaseRecord> as GetListResponse<T>
}

/** Contacts alone are read and changed one by one through Refine; all else is by the client itself. */
function refuseAllButContacts(resource: string): void {
  if (resource !== 'contacts') throw new TypeError(`no single records of ${resource}`)
}

function contactPath(resource: string, id: string | number): { id: string } {
  refuseAllButContacts(resource)
  return { id: String(id) }
}

function versionOf(meta: MetaQuery | undefined): number {
  const version: unknown = meta?.version
  if (typeof version !== 'number')
    throw new TypeError('a change needs meta.version: which state of the record it is meant for')
  return version
}
