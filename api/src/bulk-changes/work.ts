import { detail } from '@cardfile/openapi'
import { firstRow } from '../db/database.ts'
import { ProblemError } from '../errors/problem-error.ts'
import type { Context } from '../installation/context.ts'
import { selectSchemaVersion } from '../installation/definition-rows.ts'
import { assertCurrent, type FieldSnapshot } from '../installation/definitions.ts'
import type { Job, JobWork } from '../jobs/job.ts'
import { concludeJob } from '../jobs/store.ts'
import { askedOf, type BulkKind, permissionsOf } from './asked.ts'
import { meantBy, selectPage } from './page.ts'
import { changeFound, ended, pageOptions } from './step.ts'
import { undoJob } from './undo.ts'

/**
 * Goes by the contacts' numbers over those that were there when it began, and changes the ones that match when
 * it comes to them: each at most once, whatever that does to the match; by what whoever began it sees, and as
 * long as they may.
 */
export function bulkWork(kind: BulkKind): JobWork {
  return {
    permission: permissionsOf[kind].does,
    phases: [
      ['change', 1],
      ['try', 1],
      ['undo', 1],
    ],
    async step(ctx, job) {
      if (job.phase === 'undo') return undoJob(ctx, job)
      try {
        return await ctx.definitions.use(ctx.db, (snapshot) => changeSome(ctx, snapshot, job))
      } catch (error) {
        if (!(error instanceof ProblemError && stopping.has(error.code))) throw error
        return ended(ctx, job, concludeJob(job, ctx.now(), 'failed', error.message))
      }
    },
    async cancel(ctx, job) {
      if (job.phase === 'undo')
        throw new ProblemError('wrong_state', { detail: detail('job_over') })
      return ended(ctx, job, concludeJob(job, ctx.now(), 'cancelled'))
    },
    progress: ({ phase, at, last, undone, kept, counts: { changed = 0 } }) =>
      phase === 'undo' ? share(undone + kept, changed) : share(at, last),
  }
}

function share(done: number, all: number): number {
  return all > 0 ? Math.min(1, done / all) : 0
}

/** What no later step could do either. */
const stopping: ReadonlySet<string> = new Set(['unauthenticated', 'forbidden', 'invalid'])

async function changeSome(ctx: Context, snapshot: FieldSnapshot, job: Job): Promise<Job> {
  const asked = askedOf(job)
  const meant = await meantBy(ctx, snapshot, asked, job.startedAt)
  const [version, found] = await ctx.db.batch(
    [selectSchemaVersion, selectPage(meant, pageOptions(job, asked.do))],
    'scan',
  )
  assertCurrent(snapshot, firstRow(version).version)
  return changeFound(ctx, snapshot, { job, asked, found })
}
