import type {
  BaseRecord,
  DataProvider,
  GetListParams,
  GetListResponse,
  MetaQuery,
} from '@refinedev/core'
import { formatSort } from '@cardfile/openapi'
import { apiBase, request } from '../api/request.ts'
import { toFilter } from './crud-filters.ts'
import type { ListAnswer } from '../api/types.ts'
import { randomKey } from '../api/random-key.ts'

/**
 * Refine's view of our API. What a hook asks for arrives at the server as it was asked: a filter or
 * operator the contract does not have is an error here, never something else instead.
 *
 * `meta.version` (update, deleteOne): the version that was on the screen, sent as If-Match.
 * `meta.query` (getList): further parameters such as `q`, `count`, `trashed`, `deleted`.
 */
export const dataProvider: DataProvider = {
  getApiUrl: () => apiBase,
  getList: (params) => getList(params),
  getOne: async ({ resource, id }) => ({ data: await request(pathOf(resource, id)) }),
  create: async ({ resource, variables, meta }) => ({
    data: await request(pathOf(resource), {
      method: 'POST',
      body: variables,
      // Minted by the form that is being saved, so that pressing Save again is the same request.
      idempotencyKey: meta?.idempotencyKey ?? randomKey(),
    }),
  }),
  update: async ({ resource, id, variables, meta }) => ({
    data: await request(pathOf(resource, id), {
      method: 'PATCH',
      body: variables,
      version: versionOf(meta),
    }),
  }),
  deleteOne: async ({ resource, id, meta }) => ({
    data: await request(pathOf(resource, id), { method: 'DELETE', version: versionOf(meta) }),
  }),
}

async function getList<T extends BaseRecord>(params: GetListParams): Promise<GetListResponse<T>> {
  const { resource, pagination, sorters = [], filters, meta } = params
  const filter = toFilter(filters)
  const paged = pagination !== undefined && pagination.mode !== 'off'
  const answer = await request<ListAnswer<T>>(pathOf(resource), {
    query: {
      ...(paged ? { page: pagination.currentPage, pageSize: pagination.pageSize } : {}),
      sort: formatSort(sorters),
      filter: filter && JSON.stringify(filter),
      ...meta?.query,
    },
    ...(meta?.queryContext?.signal ? { signal: meta.queryContext.signal } : {}),
  })
  return { ...answer, total: answer.total ?? answer.data.length }
}

function pathOf(resource: string, id?: string | number): string {
  return id === undefined ? `/${resource}` : `/${resource}/${encodeURIComponent(id)}`
}

function versionOf(meta: MetaQuery | undefined): number {
  const version: unknown = meta?.version
  if (typeof version !== 'number')
    throw new TypeError('a change needs meta.version: which state of the record it is meant for')
  return version
}
