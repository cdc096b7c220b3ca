import { type Field, type FieldPatch, rulesOf, detail } from '@cardfile/openapi'
import { ValueTooLarge } from '../db/database.ts'
import { ProblemError } from '../errors/problem-error.ts'
import { CallerDefinitions } from '../installation/caller-definitions.ts'
import type { Context } from '../installation/context.ts'
import { mintNumber } from '../installation/definition-rows.ts'
import type { FieldSnapshot } from '../installation/definitions.ts'
import { type Job, jobFromRow, type JobWork } from '../jobs/job.ts'
import { insertJob, newJob } from '../jobs/store.ts'
import { changed } from './changed-field.ts'
import { type Phase, steps } from './conversion-phases.ts'
import { type Asked, askedOf, workOf } from './conversion-work.ts'
import * as sql from './convert-sql.ts'
import { beingConverted } from './definition-rules.ts'
import { discard } from './discard-conversion.ts'

/**
 * A definition and the values under it become others in steps, so that whoever reads finds either all of
 * them as they were or all as they will be. What each value becomes is put beside it, under a number that
 * no definition names; when all of them are there, the definition changes and names that number.
 *
 * - `read`: every value is tried; nothing is written. Where none becomes another one, `settle` is next.
 * - `prepare`: what they become is put beside them.
 * - `index`: where filters have an index, the new values get theirs.
 * - `settle`: what others wrote meanwhile is done again, until nothing is left; then the definition
 *   changes, in that same batch.
 * - `clean`: what the values were goes into each contact's history, and search finds what they are.
 * - `discard`: in the place of the last two, where a value would be lost or somebody cancels.
 */
export const fieldConversion: JobWork = {
  permission: 'manage_fields',
  phases: [
    ['read', 0.15],
    ['prepare', 0.4],
    ['index', 0],
    ['settle', 0],
    ['clean', 0.45],
    ['discard', 1],
  ],
  step: (asking, job) => {
    // It was allowed when it began, and must not stay half done by whoever is not here any more.
    const ctx = asInstallation(asking)
    return ctx.definitions.use(ctx.db, async (snapshot) => {
      const work = workOf(ctx, snapshot, job)
      try {
        return await steps[job.phase as Phase](work)
      } catch (error) {
        if (error instanceof ValueTooLarge) return discard(work, { tooLarge: 1 })
        throw error
      }
    })
  },
  cancel: (asking, job) => {
    if (job.phase === 'clean' || job.phase === 'discard')
      throw new ProblemError('wrong_state', {
        detail: detail('conversion_done'),
      })
    const ctx = asInstallation(asking)
    return ctx.definitions.use(ctx.db, (snapshot) =>
      discard(workOf(ctx, snapshot, job), { cancelled: 1 }),
    )
  },
}

function asInstallation(ctx: Context): Context {
  const definitions = new CallerDefinitions(ctx.definitions.shared, { kind: 'system' }, 'signed_in')
  return { ...ctx, definitions }
}

/**
 * Begins to convert a field, in one trip.
 *
 * @param last the highest number of a contact
 */
export async function beginConversion(
  ctx: Context,
  snapshot: FieldSnapshot,
  before: Field,
  patch: FieldPatch,
  last: number,
): Promise<Job> {
  const to = snapshot.nextId
  const after = changed(before, patch)
  const asked: Asked = {
    patch,
    from: before.member ?? before.id,
    to,
    searched: rulesOf(before).searchable || rulesOf(after).searchable,
  }
  const job = newJob(ctx, {
    kind: 'convert_field',
    phase: 'read',
    last,
    fieldId: before.id,
    input: asked,
  })
  await ctx.definitions.write(ctx.db, snapshot, [
    mintNumber,
    insertJob(job),
    ...sql.watchValues(job, before, { id: before.id, member: to }),
  ])
  return job
}

/**
 * The conversion of a field that runs, where it is the one that is asked for once more.
 *
 * @throws ProblemError `busy` where it is another one
 */
export async function conversionUnderWay(
  ctx: Context,
  { id, name }: Field,
  patch: FieldPatch,
): Promise<Job> {
  const [found] = await ctx.db.batch([sql.selectConversion(id)], 'read')
  const [row] = found?.rows ?? []
  const job = row && jobFromRow(row)
  if (job?.kind === 'convert_field' && JSON.stringify(askedOf(job).patch) === JSON.stringify(patch))
    return job
  throw beingConverted(name)
}
