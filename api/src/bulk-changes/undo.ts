import { detail } from '@cardfile/openapi'
import { sql } from 'drizzle-orm/sql'
import { auditStatement } from '../audit/record.ts'
import { ofJobs } from '../contacts/undo/source.ts'
import { concludedBy, undoSql } from '../contacts/undo/undo-sql.ts'
import { type Undo, undoStep } from '../contacts/undo/undo-step.ts'
import { notFound, ProblemError } from '../errors/problem-error.ts'
import { requirePermission } from '../installation/authorization.ts'
import type { Context } from '../installation/context.ts'
import { type FieldSnapshot, ValuesChanged } from '../installation/definitions.ts'
import { type Asker, type Job, jobFromRow } from '../jobs/job.ts'
import { aboutOf, type BulkKind, isBulk, permissionsOf } from './asked.ts'
import { selectUndone, setUndoBy } from './sql.ts'

/** Each attempt fails only because another writer got in between. */
const mostAttempts = 10

const undoing = undoSql(ofJobs)

/**
 * Undoes one step of a change of many contacts, in two trips. To be repeated until its state is `undone`; the
 * server goes on with one that is left in the middle.
 *
 * @throws ProblemError `not_found`; `forbidden`; `wrong_state` for one that is running, or a dry run; `busy`
 */
export async function undoBulkChange(ctx: Context, id: string): Promise<Job> {
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const job = await tryUndo(ctx, id)
    if (job) return job
  }
  throw new ProblemError('busy', { detail: detail('step_tried_again') })
}

/** The same for a job that is gone on with. @throws ValuesChanged where another writer got in between */
export async function undoJob(ctx: Context, { id }: Pick<Job, 'id'>): Promise<Job> {
  const job = await tryUndo(ctx, id)
  if (!job) throw new ValuesChanged()
  return job
}

function tryUndo(ctx: Context, id: string): Promise<Job | null> {
  return ctx.definitions.use(ctx.db, (snapshot) =>
    undoStep(ctx, snapshot, undoOf(ctx, snapshot, id)),
  )
}

function undoOf(ctx: Context, snapshot: FieldSnapshot, id: string): Undo<Job> {
  const { caller, actor, requestId } = ctx
  const by: Asker = { caller, actor, requestId }
  const { permissions } = ctx.definitions.authorization(snapshot)
  return {
    sql: undoing,
    id,
    select: selectUndone({ id }),
    settled(row) {
      const job = row.id === null ? null : jobFromRow(row)
      if (!job || !isBulk(job)) throw notFound('job')
      const { does, undoes } = permissionsOf[job.kind as BulkKind]
      if (!permissions.has(does)) throw notFound('job')
      requirePermission(ctx.definitions.authorization(snapshot), undoes)
      if (job.state === 'undone') return job
      if (aboutOf(job).dryRun)
        throw new ProblemError('wrong_state', { detail: detail('dry_run_changed_nothing') })
      if (job.state === 'running' && job.phase !== 'undo')
        throw new ProblemError('wrong_state', { detail: detail('bulk_running') })
      return null
    },
    beside: (step) => [
      setUndoBy({ id, step, by: JSON.stringify(by) }),
      auditStatement({
        ctx,
        action: 'contact.put_back',
        details: sql`(SELECT json_object('contacts', undone, 'kept', kept) FROM jobs WHERE id = ${id})`,
        onlyIf: sql`EXISTS (SELECT 1 FROM jobs WHERE id = ${id} AND ${concludedBy(step)})`,
      }),
    ],
    answer: jobFromRow,
  }
}
