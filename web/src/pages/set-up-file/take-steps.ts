import type { Job } from '../../api/jobs.ts'
import type { Applied } from '../../api/set-up.ts'

/** How far a plan is taken: its steps that are left, without the one that is being taken. */
export interface Taken {
  left: number
  /** The conversion that is at work. */
  job: Job | null
}

interface Steps {
  /** Takes as many steps as one request may. */
  apply(): Promise<Applied>
  cancel(job: Job): Promise<Job>
  isStopped(): boolean
  onStep(taken: Taken): void
}

/**
 * Takes the steps of a plan until all are taken, or until it is told to stop. What a request takes is taken
 * whole, but for a conversion, which is taken back.
 *
 * @returns whether all is done
 */
export async function takeSteps({ apply, cancel, isStopped, onStep }: Steps): Promise<boolean> {
  for (;;) {
    const { done, left, job = null } = await apply()
    onStep({ left, job })
    if (done) return true
    if (!isStopped()) continue
    const cancelled = job?.state === 'running' ? await cancel(job) : null
    onStep({ left, job: cancelled?.state === 'cancelled' ? cancelled : null })
    return false
  }
}
