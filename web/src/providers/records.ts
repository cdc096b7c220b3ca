import {
  type CrudFilter,
  type CrudSort,
  type HttpError,
  type Pagination,
  useCreate,
  useList,
  type UseListProps,
  useOne,
  useUpdate,
} from '@refinedev/core'
import type { Values } from '@cardfile/openapi'
import type { Contact } from '../api/types.ts'
import type { ListAnswer, Listed, ListQuery, RecordOf } from './lists.ts'

/** What a form sends; the keys of its values are the installation's own. */
interface ContactBody {
  values: Values
}

interface ListOptions<R extends Listed> {
  /** Left out, all is read at once. */
  pagination?: Pagination
  sorters?: CrudSort[]
  filters?: CrudFilter[]
  query?: ListQuery<R>
  queryOptions?: UseListProps<RecordOf<R>, HttpError, RecordOf<R>>['queryOptions']
}

const quiet = { errorNotification: false, successNotification: false } as const

/** What of a query the screens look at. */
interface Asked<T> {
  data: T | undefined
  isLoading: boolean
  isPending: boolean
  isFetching: boolean
  /** Milliseconds of the epoch; 0 as long as nothing was. */
  dataUpdatedAt: number
  error: HttpError | null
  refetch(): unknown
}

/** Records of a resource; what the API says of their count comes along. */
export function useRecordList<R extends Listed>(
  resource: R,
  { query: narrowed, pagination = { mode: 'off' }, ...options }: ListOptions<R> = {},
) {
  const { query } = useList<RecordOf<R>, HttpError>({
    resource,
    pagination,
    ...options,
    meta: { query: narrowed },
    ...quiet,
  })
  // The data provider hands on all that is answered; Refine's type has what Refine itself needs.
  return { query: query as Asked<unknown> as Asked<ListAnswer<R>> }
}

export function useContact(id: string) {
  return useOne<Contact, HttpError>({ resource: 'contacts', id, ...quiet })
}

/** `meta.idempotencyKey` makes a repeated creation harmless. */
export function useCreateContact() {
  return useCreate<Contact, HttpError, ContactBody>({ resource: 'contacts', ...quiet })
}

/** `meta.version` is the one that was on the screen. */
export function useChangeContact() {
  return useUpdate<Contact, HttpError, ContactBody>({ resource: 'contacts', ...quiet })
}
