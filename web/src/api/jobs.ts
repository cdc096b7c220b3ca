import { answered, client } from './client.ts'
import type { Schemas } from './types.ts'
import { untilAnswered } from './until-answered.ts'

export type Job = Schemas['Job']

/** Whether an answer is the job that does what was asked, and not what it comes to. */
export function isJob(answer: object): answer is Job {
  return 'state' in answer && 'progress' in answer
}

/**
 * Does the steps of a job until it is over. What is left in the middle the server finishes by itself.
 *
 * @param onStep told after each step
 */
export async function finishJob(
  begun: Job,
  signal: AbortSignal,
  onStep: (job: Job) => void,
): Promise<Job> {
  const path = { id: begun.id }
  let job = begun
  while (job.state === 'running' && !signal.aborted) {
    job = await untilAnswered(
      () => answered(client.POST('/api/v1/jobs/{id}/continue', { params: { path }, signal })),
      { signal },
    )
    if (!signal.aborted) onStep(job)
  }
  return job
}

export const cancelJob = (id: string): Promise<Job> =>
  answered(client.POST('/api/v1/jobs/{id}/cancel', { params: { path: { id } } }))
