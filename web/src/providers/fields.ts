import { useInvalidate } from '@refinedev/core'
import { useCallback, useMemo } from 'react'
import { type Field, type Section, withSections } from '@cardfile/openapi'
import { useRecordList } from './records.ts'

const none: readonly Field[] = []
const noSections: readonly Section[] = []

/**
 * The live definitions in their order, section by section, hidden ones too. Every screen reads them from here, so a
 * changed definition is everywhere at once.
 */
export function useFields() {
  const { query } = useRecordList('fields')
  const data = query.data?.data
  const sections = query.data?.sections ?? noSections
  const fields = useMemo(() => (data ? withSections(data, sections) : none), [data, sections])
  const { isLoading, error, dataUpdatedAt, refetch } = query
  return { fields, sections, isLoading, error, dataUpdatedAt, retry: refetch }
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
