import { detail, type Field } from '@cardfile/openapi'
import { firstRow } from '../db/database.ts'
import type { Statement } from '../db/statement.ts'
import { CallerDefinitions } from '../installation/caller-definitions.ts'
import type { Context } from '../installation/context.ts'
import { bumpDefinitions } from '../installation/definition-rows.ts'
import { ProblemError } from '../errors/problem-error.ts'
import type { Job, JobWork } from '../jobs/job.ts'
import { concludeJob, jobBehind, moveJob, newJob, writeStep } from '../jobs/store.ts'
import { fieldOf } from './definition-rules.ts'
import { mostAtOnce } from './limits.ts'
import * as unique from './unique-sql.ts'

/** Contacts, or claims, of one step: a tenth of a second of it. */
const stepSize = 5_000

/**
 * Lets the values of a field be claimed by the contacts that had them when it became unique, or frees them again.
 * From its beginning on whoever writes a value claims it too. Where one of them takes a value whose holder has not
 * come to its turn, two share it: then the field is unique no longer, and all is freed.
 *
 * - `claim`: contacts up to the last one that was there claim their values.
 * - `free`: in its place where that cannot be done, where somebody cancels, and where it is turned off, or the
 *   field deleted.
 */
export const valueClaiming: JobWork = {
  permission: 'manage_fields',
  phases: [
    ['claim', 0.9],
    ['free', 0.1],
  ],
  step: (asking, job) => {
    // Of a field that is deleted too: nothing of its definition is needed for it.
    if (job.phase === 'free') return freeSome(asking, job)
    return withField(asking, job, async (ctx, field) => {
      try {
        return await claimSome(ctx, job, field)
      } catch (error) {
        if (unique.isShared(error)) return giveUp(ctx, job, field, { shared: 1 })
        throw error
      }
    })
  },
  cancel: (asking, job) => {
    if (job.phase === 'free')
      throw new ProblemError('wrong_state', { detail: detail('conversion_done') })
    return withField(asking, job, (ctx, field) => giveUp(ctx, job, field, { cancelled: 1 }))
  },
}

/** It was allowed when it began, and must not stay half done by whoever is not here any more. */
function withField(
  asking: Context,
  { fieldId }: Job,
  work: (ctx: Context, field: Field) => Promise<Job>,
): Promise<Job> {
  const shared = asking.definitions.shared
  const definitions = new CallerDefinitions(shared, { kind: 'system' }, 'signed_in')
  const ctx = { ...asking, definitions }
  return definitions.use(ctx.db, (snapshot) => work(ctx, fieldOf(snapshot, Number(fieldId))))
}

async function claimSome(ctx: Context, job: Job, field: Field): Promise<Job> {
  const to = Math.min(job.at + stepSize, job.last)
  const written = await writeStep(ctx.db, job, [
    unique.claimRange(field, job.at, to),
    ...(to < job.last
      ? [moveJob(job, ctx.now(), { at: to })]
      : [...concludeJob(job, ctx.now(), 'done'), bumpDefinitions]),
  ])
  return written.job
}

async function giveUp(
  ctx: Context,
  job: Job,
  field: Field,
  why: { shared: 1 } | { cancelled: 1 },
): Promise<Job> {
  const counts = { ...job.counts, ...why }
  const written = await writeStep(ctx.db, job, [
    unique.unsetUnique(field),
    bumpDefinitions,
    moveJob(job, ctx.now(), { phase: 'free', at: 0, counts }),
  ])
  return written.job
}

async function freeSome(ctx: Context, job: Job): Promise<Job> {
  const field = { id: Number(job.fieldId) }
  const [found] = await ctx.db.batch([unique.countClaims(field, stepSize + 1)], 'read')
  const isLast = Number(firstRow(found).n) <= stepSize
  const written = await writeStep(ctx.db, job, [
    unique.freeSome(field, stepSize),
    ...(isLast
      ? [...concludeJob(job, ctx.now(), ...endOf(job)), bumpDefinitions]
      : [moveJob(job, ctx.now(), {})]),
  ])
  return written.job
}

function endOf({ counts }: Job): ['done' | 'failed' | 'cancelled', problem?: string] {
  if (counts.off) return ['done']
  if (counts.cancelled) return ['cancelled']
  return ['failed', 'Two contacts came to share a value meanwhile. The values are not unique.']
}

/** Frees the values of a field that is being deleted: some at once, and those of many contacts behind the answer. */
export function freeingStatements(ctx: Context, { id: fieldId }: Field): Statement[] {
  const counts = { off: 1 }
  return [
    unique.freeSome({ id: fieldId }, mostAtOnce),
    jobBehind(ctx, {
      kind: 'claim_values',
      phase: 'free',
      at: mostAtOnce,
      fieldId,
      input: {},
      counts,
    }),
  ]
}

/** @param last the highest number of a contact */
export function claimingJob(ctx: Context, field: Field, last: number, isOn: boolean): Job {
  return newJob(ctx, {
    kind: 'claim_values',
    phase: isOn ? 'claim' : 'free',
    last,
    fieldId: field.id,
    input: {},
    counts: isOn ? {} : { off: 1 },
  })
}
