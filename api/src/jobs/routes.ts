import { z } from '@hono/zod-openapi'
import type { DocumentTag } from '../http/document-tags.ts'
import { operation } from '../http/operation.ts'
import { createRouter, json, refusals } from '../http/router.ts'
import { cancelJob, continueJob, listJobs, readJob } from './continue-job.ts'
import type { Job, JobWorks } from './job.ts'
import { jobListSchema, jobSchema, shownJob } from './schemas.ts'

const tags: DocumentTag[] = ['Jobs']
const byId = z.object({ id: z.string().max(64).openapi({ description: 'The job’s id' }) })

const list = operation({
  method: 'get',
  path: '/jobs',
  operationId: 'listJobs',
  permission: 'signed_in',
  summary: 'Long work that runs, and the latest that is over',
  tags,
  responses: { 200: json(jobListSchema, 'Jobs of the kinds that whoever asks may have') },
})

const get = operation({
  method: 'get',
  path: '/jobs/{id}',
  operationId: 'getJob',
  permission: 'signed_in',
  summary: 'How far a job has come',
  tags,
  request: { params: byId },
  responses: { 200: json(jobSchema, 'The job'), ...refusals('not_found') },
})

const goOn = operation({
  method: 'post',
  path: '/jobs/{id}/continue',
  operationId: 'continueJob',
  permission: 'signed_in',
  summary: 'Do the next step of a job',
  description:
    'Does one step, well under a second of work; repeat it until `state` is no longer `running`. A step whose reply was lost is not done twice. A job that is left in the middle is finished by the server itself.',
  tags,
  request: { params: byId },
  responses: {
    200: json(jobSchema, 'The job after the step'),
    ...refusals('not_found', 'busy', 'unsupported_media_type', 'too_large'),
  },
})

const cancel = operation({
  method: 'post',
  path: '/jobs/{id}/cancel',
  operationId: 'cancelJob',
  permission: 'signed_in',
  summary: 'Cancel a job',
  description:
    'What a conversion has prepared is taken away again, in steps: continue it until it is `cancelled`. What a change of many contacts has done stays done.',
  tags,
  request: { params: byId },
  responses: {
    200: json(jobSchema, 'The job'),
    ...refusals('not_found', 'busy', 'wrong_state', 'unsupported_media_type', 'too_large'),
  },
})

/** Everything about long work but how it begins, which is where it is asked for. */
export function jobRoutes(works: JobWorks) {
  const shown = (job: Job) => shownJob(job, works[job.kind])
  return createRouter()
    .openapi(list, async (c) => {
      const jobs = await listJobs(c.get('ctx'), works)
      const data = jobs.map(shown)
      return c.json({ data, total: data.length, nextCursor: null }, 200)
    })
    .openapi(get, async (c) => {
      const job = await readJob(c.get('ctx'), works, c.req.valid('param').id)
      return c.json(shown(job), 200)
    })
    .openapi(goOn, async (c) => {
      const job = await continueJob(c.get('ctx'), works, c.req.valid('param').id)
      return c.json(shown(job), 200)
    })
    .openapi(cancel, async (c) => {
      const job = await cancelJob(c.get('ctx'), works, c.req.valid('param').id)
      return c.json(shown(job), 200)
    })
}
