import { useInvalidate } from '@refinedev/core'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useFieldsChanged } from '../../providers/fields.ts'
import { useJobsChanged } from '../../providers/jobs.ts'
import { viewsKey } from '../contacts/views/view-api.ts'

export const setUpKey = ['set-up']

/** Call after a plan was applied, or a part of it: all that a set-up defines is read anew. */
export function useSetUpChanged() {
  const invalidate = useInvalidate()
  const queries = useQueryClient()
  const fieldsChanged = useFieldsChanged()
  const jobsChanged = useJobsChanged()
  return useCallback(async () => {
    await Promise.all([
      fieldsChanged(),
      jobsChanged(),
      invalidate({ resource: 'roles', invalidates: ['resourceAll'] }),
      queries.invalidateQueries({ queryKey: viewsKey }),
      queries.invalidateQueries({ queryKey: setUpKey }),
    ])
  }, [fieldsChanged, invalidate, jobsChanged, queries])
}
