import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { answered, client } from '../api/client.ts'
import { finishJob, type Job } from '../api/jobs.ts'

const queryKey = ['jobs']
/** Milliseconds between two looks at what others are doing. */
const lookEvery = 3_000

/** The conversions of fields that run, by the fields' ids. */
export function useConversions(): ReadonlyMap<number, Job> {
  const { data = [] } = useQuery({
    queryKey,
    queryFn: async ({ signal }) => (await answered(client.GET('/api/v1/jobs', { signal }))).data,
    select: (jobs) => jobs.filter(({ state }) => state === 'running'),
    refetchInterval: ({ state }) =>
      state.data?.some((job) => job.state === 'running') ? lookEvery : false,
  })
  return new Map(data.flatMap((job) => (job.fieldId === undefined ? [] : [[job.fieldId, job]])))
}

/** Call after long work began or ended. */
export function useJobsChanged() {
  const queries = useQueryClient()
  return useCallback(() => queries.invalidateQueries({ queryKey }), [queries])
}

interface Driven {
  job: Job
  failure: string | null
}

/**
 * Does the steps of a job as long as it is shown.
 *
 * @param onOver told what it came to
 */
export function useDrivenJob(begun: Job, onOver: (job: Job) => void): Driven {
  const [driven, setDriven] = useState<Driven>({ job: begun, failure: null })
  const over = useRef(onOver)
  over.current = onOver
  const first = useRef(begun)
  useEffect(() => {
    const abort = new AbortController()
    const shown = (job: Job) => setDriven({ job, failure: null })
    finishJob(first.current, abort.signal, shown).then(
      (job) => {
        if (!abort.signal.aborted) over.current(job)
      },
      (error: unknown) => {
        const failure = error instanceof Error ? error.message : String(error)
        if (!abort.signal.aborted) setDriven(({ job }) => ({ job, failure }))
      },
    )
    return () => abort.abort()
  }, [])
  return driven
}
