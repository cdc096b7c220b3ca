import { type BaseRecord, type HttpError, useInvalidate, useList } from '@refinedev/core'
import { useCallback } from 'react'

/**
 * All of a resource that has no pages, and what has it read again once something was changed.
 *
 * @param enabled false where it is not to be asked for
 */
export function useEvery<T extends BaseRecord>(resource: string, enabled = true) {
  const { query } = useList<T, HttpError>({
    resource,
    pagination: { mode: 'off' },
    errorNotification: false,
    queryOptions: { enabled },
  })
  const invalidate = useInvalidate()
  const changed = useCallback(async () => {
    await invalidate({ resource, invalidates: ['resourceAll'] })
  }, [invalidate, resource])
  const { isLoading, error, refetch } = query
  return { data: query.data?.data, isLoading, error, refetch, changed }
}
