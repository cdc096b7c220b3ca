import { fieldsByKey, type Reason, reason } from '@cardfile/openapi'
import { toldReasons } from '../contacts/undo/kept-reason.ts'
import { firstRow } from '../db/database.ts'
import { invalid, notFound } from '../errors/problem-error.ts'
import type { Context } from '../installation/context.ts'
import { selectSchemaVersion } from '../installation/definition-rows.ts'
import { assertCurrent } from '../installation/definitions.ts'
import { keptFor } from '../installation/retention.ts'
import { type Job, jobFromRow } from '../jobs/job.ts'
import { selectJob } from '../jobs/store.ts'
import { type BulkKind, bulkKinds, isBulk, permissionsOf } from './asked.ts'
import { type BulkChange, shownBulkChange } from './shown.ts'
import * as sql from './sql.ts'

/** Above every id: those are hexadecimal. */
const beyondAll = 'g'

/** Those of the last 90 days that whoever asks could have made, newest first, in one trip. Dry runs are nobody's history. */
export async function listBulkChanges(
  ctx: Context,
  { cursor, pageSize = 20 }: { cursor?: string | undefined; pageSize?: number | undefined },
): Promise<{ data: BulkChange[]; nextCursor: string | null }> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const { permissions } = ctx.definitions.authorization(snapshot)
    const kinds = bulkKinds.filter((kind) => permissions.has(permissionsOf[kind].does))
    const [version, found] = await ctx.db.batch(
      [
        selectSchemaVersion,
        sql.selectBulkJobs({
          before: cursor ?? beyondAll,
          since: ctx.now() - keptFor,
          limit: pageSize + 1,
          kinds: JSON.stringify(kinds),
        }),
      ],
      'read',
    )
    assertCurrent(snapshot, firstRow(version).version)
    const jobs = (found?.rows ?? []).map(jobFromRow)
    const shown = jobs.slice(0, pageSize)
    return {
      data: shown.map((job) => shownBulkChange(ctx, snapshot, job)),
      nextCursor: jobs.length > pageSize ? (shown.at(-1)?.id ?? null) : null,
    }
  })
}

/** @throws ProblemError `not_found`, also for who may not make one of its kind */
export async function readBulkChange(ctx: Context, id: string): Promise<Job> {
  const [found] = await ctx.db.batch([selectJob(id)], 'read')
  const snapshot = await ctx.definitions.current(ctx.db)
  const { permissions } = ctx.definitions.authorization(snapshot)
  const [row] = found?.rows ?? []
  const job = row && jobFromRow(row)
  if (!job || !isBulk(job) || !permissions.has(permissionsOf[job.kind as BulkKind].does))
    throw notFound('job')
  return job
}

export const rowOutcomes = ['failed', 'changed', 'kept'] as const
export type RowOutcome = (typeof rowOutcomes)[number]

export interface BulkRow {
  id: string
  name: string
  reasons: Reason[]
}

/** Contacts of a change by what became of them, the oldest first, in two trips. */
export async function listBulkRows(
  ctx: Context,
  id: string,
  {
    outcome = 'failed',
    cursor = '0',
    pageSize = 100,
  }: {
    outcome?: RowOutcome | undefined
    cursor?: string | undefined
    pageSize?: number | undefined
  },
): Promise<{ data: BulkRow[]; nextCursor: string | null }> {
  if (!/^\d{1,15}$/.test(cursor)) throw invalid({ cursor: [reason('not_cursor')] })
  const { id: jobId } = await readBulkChange(ctx, id)
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const asked = { jobId, after: Number(cursor), limit: pageSize + 1 }
    const [version, found] = await ctx.db.batch(
      [
        selectSchemaVersion,
        outcome === 'changed' ? sql.selectChanged(asked) : sql.selectResults({ ...asked, outcome }),
      ],
      'read',
    )
    assertCurrent(snapshot, firstRow(version).version)
    const seen = fieldsByKey(snapshot.fields)
    const reader = {
      // A reason may have a value in it, which is none of who sees masks of them.
      sees: (key: string) => seen.has(key) && !seen.get(key)?.masked,
      seesRest: () => !snapshot.everyField.some(({ unseen, unread }) => unseen || unread),
    }
    const hidden = outcome === 'failed' ? reason('hidden_field') : undefined
    const rows = found?.rows ?? []
    const shown = rows.slice(0, pageSize)
    return {
      data: shown.map((row) => ({
        id: String(row.id),
        name: String(row.name),
        reasons: toldReasons(String(row.reason), reader, hidden),
      })),
      nextCursor: rows.length > pageSize ? String(shown.at(-1)?.seq) : null,
    }
  })
}
