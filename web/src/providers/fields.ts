import { useInvalidate } from '@refinedev/core'
import { useCallback, useMemo } from 'react'
import type { Field } from '@cardfile/openapi'
import { useRecordList } from './records.ts'

const none: readonly Field[] = []

/**
 * The live definitions in their order, hidden ones too. Every screen reads them from here, so a
 * changed definition is everywhere at once.
 */
export function useFields() {
  const { query } = useRecordList('fields')
  const data = query.data?.data
  const fields = useMemo(
    () => (data ? [...data].sort((a, b) => a.position - b.position) : none),
    [data],
  )
  const { isLoading, error, dataUpdatedAt, refetch } = query
  return { fields, isLoading, error, dataUpdatedAt, retry: refetch }
}

/** Call after a definition changed: contacts are read anew too, their values may look different. */
export function useFieldsChanged() {
  const invalidate = useInvalidate()
  return useCallback(async () => {
    await Promise.all([
      invalidate({ resource: 'fields', invalidates: ['resourceAll'] }),
      invalidate({ resource: 'contacts', invalidates: ['resourceAll'] }),
    ])
  }, [invalidate])
}
