import { useEffect, useRef, useState } from 'react'
import { cancelJob } from '../../api/jobs.ts'
import { applySetUp, type SetUpPlan } from '../../api/set-up.ts'
import { type Taken, takeSteps } from './take-steps.ts'
import { useSetUpChanged } from './use-set-up-changed.ts'

/** How far a plan is applied, and what became of it. */
export interface Application extends Taken {
  state: 'running' | 'stopping' | 'done' | 'stopped' | 'refused'
  plan: SetUpPlan
  failure: Error | null
}

/** How many steps of the plan were taken whole. */
export function stepsTaken({ plan, left, job }: Application): number {
  return plan.steps.length - left - (job ? 1 : 0)
}

/** Takes the steps of a plan as long as the page is open, unless it is told to stop. */
export function useApplying() {
  const changed = useSetUpChanged()
  const [application, setApplication] = useState<Application | null>(null)
  const stopped = useRef(false)
  const leaving = useRef<AbortController>(null)
  useEffect(() => () => leaving.current?.abort(), [])

  const start = async (plan: SetUpPlan) => {
    const { planId, steps } = plan
    if (planId === null) return
    const { signal } = (leaving.current = new AbortController())
    stopped.current = false
    let last: Application = { state: 'running', plan, left: steps.length, job: null, failure: null }
    const show = (more: Partial<Application>) => {
      last = { ...last, ...more }
      if (!signal.aborted) setApplication(last)
    }
    show({})
    try {
      const done = await takeSteps({
        apply: () => applySetUp(planId, signal),
        cancel: ({ id }) => cancelJob(id),
        isStopped: () => stopped.current,
        onStep: (taken) => show({ ...taken, state: stopped.current ? 'stopping' : 'running' }),
      })
      show({ state: done ? 'done' : 'stopped' })
    } catch (error) {
      const failure = error instanceof Error ? error : new Error(String(error))
      show({ state: 'refused', failure })
    }
    await changed()
  }
  return {
    application,
    start,
    /** Takes no more steps; a conversion that is at work is taken back. */
    stop() {
      stopped.current = true
      setApplication((now) => now && { ...now, state: 'stopping' })
    },
    forget: () => setApplication(null),
  }
}
