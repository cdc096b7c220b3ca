import type { CrudFilter, HttpError } from '@refinedev/core'
import { keepPreviousData } from '@tanstack/react-query'
import { useState } from 'react'
import type { Contact } from '../../api/types.ts'
import { useDrawable } from '../../layout/use-drawable.ts'
import { useRecordList } from '../../providers/records.ts'
import type { ContactsView } from './view-state.ts'

export interface Contacts {
  data: Contact[]
  /** Null while unknown. */
  total: number | null
  /** False where counting stopped at the limit: there are at least `total`. */
  totalIsExact: boolean
  /** Keys of fields that would make the list fast, were they marked so. */
  slowFields: readonly string[]
  isLoading: boolean
  isFetching: boolean
  error: HttpError | null
  /** When they were read; 0 where there are none to show. */
  asOf: number
  retry(): unknown
  countExactly(): void
}

const none: Contact[] = []
const noFields: string[] = []

interface Askable {
  /** Whether the definitions are there. */
  ready: boolean
  /** Whether it is known that the view's filter can be asked for. */
  checked: boolean
  /** Whether the view's filter and order can be asked for. */
  readable: boolean
}

/** The contacts a view shows. What was there stays on the screen until the next page is. */
export function useContacts(view: ContactsView, { ready, checked, readable }: Askable): Contacts {
  const question = JSON.stringify([view.q, view.filter, view.importId])
  const [countedFor, setCountedFor] = useState<string | null>(null)
  const { query } = useRecordList('contacts', {
    pagination: { currentPage: view.page, pageSize: view.pageSize },
    sorters: view.sorters,
    filters: view.filter ? [view.filter as CrudFilter] : [],
    query: {
      ...(view.q && { q: view.q }),
      ...(view.importId && { importId: view.importId }),
      ...(countedFor === question && { count: 'exact' }),
    },
    queryOptions: { placeholderData: keepPreviousData, enabled: ready && checked && readable },
  })
  const isDrawable = useDrawable(query.data !== undefined)
  const answer = readable && isDrawable ? query.data : undefined
  return {
    data: answer?.data ?? none,
    total: answer?.total ?? null,
    totalIsExact: answer?.totalIsExact ?? true,
    slowFields: answer?.slowFields ?? noFields,
    isLoading: readable && (query.isPending || !ready || (query.data !== undefined && !isDrawable)),
    isFetching: query.isFetching,
    error: query.error,
    asOf: answer ? query.dataUpdatedAt : 0,
    retry: query.refetch,
    countExactly: () => setCountedFor(question),
  }
}
