import { sql } from 'drizzle-orm/sql'
import { auditStatement } from '../audit/record.ts'
import { holderFrom, type Holder } from '../contacts/identity-keys.ts'
import type { Result } from '../db/result.ts'
import type { Statement } from '../db/statement.ts'
import type { Context } from '../installation/context.ts'
import { requirePermission } from '../installation/authorization.ts'
import { guardDefinitions } from '../installation/definition-rows.ts'
import { type FieldSnapshot, ValuesChanged } from '../installation/definitions.ts'
import type { Job } from '../jobs/job.ts'
import { concludeJob, moveJob, writeStep } from '../jobs/store.ts'
import {
  type Asked,
  aboutOf,
  type BulkDo,
  type BulkKind,
  judgedEdits,
  permissionsOf,
} from './asked.ts'
import * as changes from './changes.ts'
import { contactsAtOnce, type Met, type PageOptions, readPage } from './page.ts'
import { readTrashed, restoreAll } from './restore.ts'
import * as statements from './sql.ts'
import { outcomeWrites } from './writes.ts'

/** Bytes that a step writes at most, unless one contact is more by itself. */
const writtenBytes = 4_000_000

/** The page that a step looks at: what it writes to each contact may be long. */
export function pageOptions({ at, last }: Pick<Job, 'at' | 'last'>, what: BulkDo): PageOptions {
  const fitting = Math.floor(writtenBytes / JSON.stringify(what).length)
  return {
    after: at,
    bound: last,
    limit: Math.max(1, Math.min(contactsAtOnce, fitting)),
    values: what !== 'delete',
  }
}

/**
 * Does a step with the contacts that were found: one batch, and one look more where somebody has taken an
 * identity that a contact is to come back with.
 *
 * @param begin what has to be written in front, where the job begins with this step
 * @throws ValuesChanged or DefinitionsChanged where somebody else wrote in between; nothing was written
 * @throws ProblemError `forbidden`, `invalid`, where it is no longer allowed or possible
 */
export async function changeFound(
  ctx: Context,
  snapshot: FieldSnapshot,
  { job, asked, found }: { job: Job; asked: Asked; found: Result | undefined },
  begin: readonly Statement[] = [],
): Promise<Job> {
  const { does } = permissionsOf[job.kind as BulkKind]
  requirePermission(ctx.definitions.authorization(snapshot), does)
  const { met, to, isLast } = readPage(found, pageOptions(job, asked.do))
  const write = (outcome: changes.Outcome) => {
    const counts = countsAfter(job, outcome)
    const contacts = outcomeWrites(ctx, job, met, outcome)
    const moved = [
      guardDefinitions(snapshot.version),
      ...contacts,
      moveJob(job, ctx.now(), { at: to, counts }),
    ]
    const after = { ...job, counts }
    return isLast
      ? ended(ctx, after, [...moved, ...concludeJob(job, ctx.now(), 'done')], begin)
      : writeStep(ctx.db, after, moved, begin).then((written) => written.job)
  }
  const isTry = job.phase === 'try'
  const samples = isTry ? changes.samplesLeft(job.counts.changed ?? 0) : 0
  if (asked.do === 'delete') return write(changes.trashAll(met, samples))
  if (asked.do !== 'restore')
    return write(await changes.editAll(met, judgedEdits(asked.do, snapshot), snapshot, samples))
  return restoreMet(ctx, snapshot, { job, met, samples }, write)
}

async function restoreMet(
  ctx: Context,
  snapshot: FieldSnapshot,
  { job, met, samples }: { job: Job; met: readonly Met[]; samples: number },
  write: (outcome: changes.Outcome) => Promise<Job>,
): Promise<Job> {
  const trashed = await readTrashed(met, snapshot)
  const plan = (holders: readonly Holder[]) => restoreAll(trashed, holders, snapshot, samples)
  const holders = async () => {
    const pairs = JSON.stringify(trashed.contacts.flatMap(({ wanted }) => wanted))
    const taken = await ctx.db.batch(
      [statements.selectHolders({ pairs }), statements.selectClaimants({ jobId: job.id, pairs })],
      'read',
    )
    return taken.flatMap(({ rows }) => rows.map(holderFrom))
  }
  if (job.phase === 'try') return write(plan(await holders()))
  try {
    // That nobody has them is tried first: it is so unless people have been at work since.
    return await write(plan([]))
  } catch (error) {
    if (!(error instanceof ValuesChanged)) throw error
    const taken = await holders()
    if (taken.length === 0) throw error
    return write(plan(taken))
  }
}

function countsAfter({ counts }: Job, outcome: changes.Outcome): Job['counts'] {
  const sum = (name: string, more: number) => ({ [name]: (counts[name] ?? 0) + more })
  return {
    ...counts,
    ...sum('changed', outcome.changed.length),
    ...sum('unchanged', outcome.unchanged),
    ...sum('failed', outcome.failed.length),
  }
}

const actions = {
  bulk_edit: 'contact.changed',
  bulk_delete: 'contact.deleted',
  bulk_restore: 'contact.restored',
} as const satisfies Record<BulkKind, string>

/** Ends it, and says in the audit log how many there were. */
export async function ended(
  ctx: Context,
  job: Job,
  writes: readonly Statement[],
  begin: readonly Statement[] = [],
): Promise<Job> {
  const { changed = 0 } = job.counts
  const { dryRun } = aboutOf(job)
  const audit = auditStatement({
    ctx,
    action: actions[job.kind as BulkKind],
    details: { contacts: changed },
    onlyIf: sql`${changed} > 0 AND ${dryRun ? 0 : 1}`,
  })
  return (await writeStep(ctx.db, job, [...writes, audit], begin)).job
}
