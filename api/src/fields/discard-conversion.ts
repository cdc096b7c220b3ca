import type { Context } from '../installation/context.ts'
import { bumpDefinitions } from '../installation/definition-rows.ts'
import type { Statement } from '../db/statement.ts'
import type { Job } from '../jobs/job.ts'
import { concludeJob, moveJob, reachLast } from '../jobs/store.ts'
import { type Work, written } from './conversion-work.ts'
import * as sql from './convert-sql.ts'
import { dropFieldIndexStatements } from './index-sql.ts'

/** Gives a conversion up: what it has prepared is taken away again. */
export function discard(
  { ctx, job, after }: Work,
  why: { cancelled: 1 } | { fails: number } | { tooLarge: 1 },
): Promise<Job> {
  const counts = { ...job.counts, ...why }
  const now = ctx.now()
  const isNothingPrepared = job.phase === 'read' || (job.counts.differ ?? 0) === 0
  return written(ctx.db, job, [
    ...sql.unwatchValues(after),
    ...dropFieldIndexStatements(after),
    ...(isNothingPrepared
      ? abandon(ctx, { ...job, counts })
      : [moveJob(job, now, { phase: 'discard', at: 0, counts }), reachLast(job)]),
  ])
}

/** Nothing is left of it; the definition may be changed again. */
export function abandon(ctx: Context, { counts, ...job }: Job): Statement[] {
  const { cancelled, fails = 0 } = counts
  const ended = cancelled
    ? concludeJob(job, ctx.now(), 'cancelled')
    : concludeJob(job, ctx.now(), 'failed', problemOf(fails))
  return [...ended, bumpDefinitions]
}

function problemOf(fails: number): string {
  if (fails === 0)
    return 'A contact is too large to be converted: it has more than the database stores in one.'
  const contacts = fails === 1 ? 'A contact has a value' : `${fails} contacts or more have values`
  return `${contacts} that would be lost. Nothing was converted.`
}
