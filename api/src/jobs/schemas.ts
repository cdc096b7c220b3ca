import { z } from '@hono/zod-openapi'
import { isoTime } from '../db/iso-time.ts'
import { type Job, jobKinds, jobStates, type JobWork, progressOf } from './job.ts'

export const jobSchema = z
  .object({
    id: z.string(),
    kind: z.enum(jobKinds),
    state: z.enum(jobStates),
    progress: z
      .number()
      .min(0)
      .max(1)
      .openapi({ description: 'How much of it is done, from 0 to 1' }),
    counts: z
      .record(z.string(), z.number().int())
      .openapi({ description: 'What has been done so far, by its kind' }),
    fieldId: z.number().int().optional().openapi({ description: 'The field it is about' }),
    problem: z.string().optional().openapi({ description: 'Why it failed' }),
    startedAt: z.string().openapi({ format: 'date-time' }),
    finishedAt: z.string().optional().openapi({ format: 'date-time' }),
  })
  .openapi('Job')

export const jobListSchema = z
  .object({
    data: z.array(jobSchema),
    total: z.number().int(),
    nextCursor: z.string().nullable(),
  })
  .openapi('JobList')

/** A job as it travels. */
export function shownJob(job: Job, work: JobWork): z.infer<typeof jobSchema> {
  return {
    id: job.id,
    kind: job.kind,
    state: job.state,
    progress: progressOf(job, work),
    counts: job.counts,
    ...(job.fieldId === null ? {} : { fieldId: job.fieldId }),
    ...(job.problem === null ? {} : { problem: job.problem }),
    startedAt: isoTime(job.startedAt),
    ...(job.finishedAt === null ? {} : { finishedAt: isoTime(job.finishedAt) }),
  }
}
