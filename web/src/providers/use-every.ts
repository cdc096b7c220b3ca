import { useInvalidate } from '@refinedev/core'
import { useCallback } from 'react'
import type { Listed, RecordOf } from './lists.ts'
import { useRecordList } from './records.ts'

/**
 * All of a resource that has no pages, and what has it read again once something was changed.
 *
 * @param enabled false where it is not to be asked for
 */
export function useEvery<R extends Listed>(resource: R, enabled = true) {
  const { query } = useRecordList(resource, { queryOptions: { enabled } })
  const invalidate = useInvalidate()
  const changed = useCallback(async () => {
    await invalidate({ resource, invalidates: ['resourceAll'] })
  }, [invalidate, resource])
  const { isLoading, error, dataUpdatedAt, refetch } = query
  const data: RecordOf<R>[] | undefined = query.data?.data
  return { data, isLoading, error, dataUpdatedAt, refetch, changed }
}
