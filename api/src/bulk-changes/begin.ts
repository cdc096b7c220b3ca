import { detail, partsOf, reason } from '@cardfile/openapi'
import { sql } from 'drizzle-orm/sql'
import { firstRow } from '../db/database.ts'
import { compile } from '../db/statement.ts'
import { invalid, ProblemError } from '../errors/problem-error.ts'
import {
  answeredBefore,
  type Idempotency,
  insertIdempotent,
  selectIdempotent,
} from '../idempotency/idempotency.ts'
import { requirePermission } from '../installation/authorization.ts'
import type { Context } from '../installation/context.ts'
import { assertCurrent, type FieldSnapshot, ValuesChanged } from '../installation/definitions.ts'
import { remember } from '../jobs/continue-job.ts'
import { type Job, jobFromRow } from '../jobs/job.ts'
import { insertJob, newJob, selectJob } from '../jobs/store.ts'
import { withView } from '../views/view-query.ts'
import {
  type About,
  type Asked,
  type BulkDo,
  type BulkOn,
  judgedEdits,
  kindOf,
  permissionsOf,
  refuseOtherNumber,
} from './asked.ts'
import { countMeant, meantBy, selectPage } from './page.ts'
import { guardUnanswered } from './sql.ts'
import { changeFound, pageOptions } from './step.ts'

export interface BulkRequest {
  on: BulkOn
  do: BulkDo
  /** How many contacts whoever asks was told of. */
  expected?: number | undefined
  dryRun?: boolean | undefined
}

/** Each attempt fails only because another writer got in between. */
const mostAttempts = 10

/**
 * Begins to change many contacts, and does the first step, in two trips; one more where a view is asked by that
 * is not known here.
 *
 * @throws ProblemError `forbidden`; `invalid`; `wrong_state` with the true number where another was expected, and
 *   for a view that lists nothing; none is changed then
 */
export async function beginBulkChange(
  ctx: Context,
  request: BulkRequest,
  idempotency: Idempotency | null,
): Promise<Job> {
  for (let attempt = 0; attempt < mostAttempts; attempt++)
    try {
      const job = await ctx.definitions.use(ctx.db, (snapshot) =>
        tryBegin(ctx, snapshot, request, idempotency),
      )
      remember(ctx, job)
      return job
    } catch (error) {
      if (!(error instanceof ValuesChanged)) throw error
    }
  throw new ProblemError('busy', { detail: detail('step_tried_again') })
}

/** Beyond all numbers: those that are there when it is asked are all. */
const beyondAll = Number.MAX_SAFE_INTEGER

async function tryBegin(
  ctx: Context,
  snapshot: FieldSnapshot,
  request: BulkRequest,
  idempotency: Idempotency | null,
): Promise<Job> {
  const { dryRun = false, expected } = request
  const kind = kindOf(request.do)
  requirePermission(ctx.definitions.authorization(snapshot), permissionsOf[kind].does)
  refuseUnbounded(request)
  refuseTooLarge(request)
  if (typeof request.do !== 'string') judgedEdits(request.do, snapshot)
  const { asked, guard, assertStill } = await resolved(ctx, snapshot, request)
  const now = ctx.now()
  const meant = await meantBy(ctx, snapshot, asked, now)
  const options = pageOptions({ at: 0, last: beyondAll }, asked.do)
  const [known, last, counted, found, ...more] = await ctx.db.batch(
    [
      selectIdempotent({ idempotencyKey: idempotency?.key ?? null }),
      selectLast,
      countMeant(meant),
      selectPage(meant, options),
      ...(guard ? [guard] : []),
    ],
    'scan',
  )
  const row = firstRow(known)
  const before = answeredBefore<{ id: string }>(row, idempotency)
  if (before) return jobAsItIs(ctx, before.id)
  assertCurrent(snapshot, row.schema_version)
  assertStill(more[0])
  const total = Number(firstRow(counted).n)
  refuseOtherNumber(total, expected)
  const job = newJob(ctx, {
    kind,
    phase: dryRun ? 'try' : 'change',
    last: Number(firstRow(last).seq),
    input: asked,
    about: aboutFrom(asked.do, dryRun),
    counts: { changed: 0, unchanged: 0, failed: 0, total },
  })
  return changeFound(ctx, snapshot, { job, asked, found }, [
    ...(idempotency
      ? [
          guardUnanswered({ idempotencyKey: idempotency.key }),
          insertIdempotent(idempotency, { id: job.id }, now),
        ]
      : []),
    insertJob(job),
  ])
}

const selectLast = compile(sql`SELECT coalesce(max(seq), 0) AS seq FROM contacts`)

/** Whoever changes all that a list stands for says how many they think that is. */
function refuseUnbounded({ on, expected, dryRun }: BulkRequest): void {
  if (!('ids' in on) && expected === undefined && !dryRun)
    throw invalid({ expected: [reason('required')] })
}

/** Bytes of what is asked for at most: it is kept, and read for each step, as long as the change takes. */
const mostAsked = 1_000_000

/** @throws ProblemError `too_large` */
function refuseTooLarge({ on, do: what }: BulkRequest): void {
  const bytes = new TextEncoder().encode(JSON.stringify([on, what])).length
  if (bytes > mostAsked)
    throw new ProblemError('too_large', { detail: detail('body_too_large', { most: mostAsked }) })
}

/** What a list stands for by itself, whatever becomes of the view it was asked by. */
async function resolved(ctx: Context, snapshot: FieldSnapshot, { on, do: what }: BulkRequest) {
  if ('ids' in on)
    return {
      asked: { on: { ids: [...new Set(on.ids)] }, do: what },
      guard: null,
      assertStill: () => {},
    }
  const { filter, q, guard, assertStill } = await withView(ctx, on, snapshot)
  const asked: Asked = {
    on: { ...(filter && { filter }), ...(q !== undefined && { q }) },
    do: what,
  }
  return { asked, guard, assertStill }
}

function aboutFrom(what: BulkDo, dryRun: boolean): About {
  if (typeof what === 'string') return { do: what, dryRun }
  const parts = new Map(
    what
      .flatMap(partsOf)
      .map(([operation, field]) => [`${operation} ${field}`, { operation, field }]),
  )
  return { do: [...parts.values()], dryRun }
}

async function jobAsItIs(ctx: Context, id: string): Promise<Job> {
  const [found] = await ctx.db.batch([selectJob(id)], 'read')
  return jobFromRow(firstRow(found))
}
