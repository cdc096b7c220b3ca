import { z } from '@hono/zod-openapi'
import { detail, filterSchema } from '@cardfile/openapi'
import { sql } from 'drizzle-orm/sql'
import { auditStatement } from '../audit/record.ts'
import { firstRow } from '../db/database.ts'
import { compile, type Statement } from '../db/statement.ts'
import { ProblemError } from '../errors/problem-error.ts'
import { requirePermission } from '../installation/authorization.ts'
import type { Context } from '../installation/context.ts'
import { guardDefinitions, selectSchemaVersion } from '../installation/definition-rows.ts'
import { assertCurrent, type FieldSnapshot } from '../installation/definitions.ts'
import type { Job, JobWork } from '../jobs/job.ts'
import { concludeJob, insertJob, moveJob, newJob, writeStep } from '../jobs/store.ts'
import { readListRequest } from './list.ts'
import { countStatement, seqsOf } from './list-sql.ts'

const matchingSchema = z.object({
  filter: filterSchema.optional(),
  q: z.string().optional(),
  viewId: z.string().optional(),
  expected: z.int(),
})

/** All that a list stands for, with the number the person was told. */
export type Matching = z.infer<typeof matchingSchema>

/** Contacts of one step, which takes a third of a second. */
const contactsAtOnce = 500

/**
 * Begins to put all contacts of a list into the trash, in three trips.
 *
 * @throws ProblemError `stale` where the list stands for another number than was expected; none is deleted
 */
export async function beginDeletion(
  ctx: Context,
  snapshot: FieldSnapshot,
  matching: Matching,
): Promise<Job> {
  const request = await readListRequest(ctx, matching, snapshot)
  const [version, counted, latest] = await ctx.db.batch(
    [selectSchemaVersion, countStatement(request, null), selectLast],
    'scan',
  )
  assertCurrent(snapshot, firstRow(version).version)
  const n = Number(firstRow(counted).n)
  if (n !== matching.expected) throw otherNumber(n, matching.expected)
  const job = newJob(ctx, {
    kind: 'delete_contacts',
    phase: 'delete',
    last: Number(firstRow(latest).seq),
    input: matching,
    counts: { deleted: 0, total: n },
  })
  await ctx.db.batch([insertJob(job)], 'write')
  return job
}

export function otherNumber(n: number, expected: number): ProblemError {
  return new ProblemError('stale', {
    detail: detail('list_changed', { now: n, expected }),
  })
}

const selectLast = compile(sql`SELECT coalesce(max(seq), 0) AS seq FROM contacts`)

/**
 * Goes by the contacts' numbers over those that were there when it began, and deletes the ones that match
 * when it comes to them: by what whoever began it sees, and as long as they may.
 */
export const contactDeletion: JobWork = {
  permission: 'delete_contacts',
  phases: [['delete', 1]],
  step: async (ctx, job) => {
    try {
      return await ctx.definitions.use(ctx.db, (snapshot) => deleteSome(ctx, snapshot, job))
    } catch (error) {
      if (!(error instanceof ProblemError && stopping.has(error.code))) throw error
      return ended(ctx, job, concludeJob(job, ctx.now(), 'failed', error.message))
    }
  },
  cancel: (ctx, job) => ended(ctx, job, concludeJob(job, ctx.now(), 'cancelled')),
}

/** What no later step could do either. */
const stopping: ReadonlySet<string> = new Set(['unauthenticated', 'forbidden', 'invalid'])

async function deleteSome(ctx: Context, snapshot: FieldSnapshot, job: Job): Promise<Job> {
  requirePermission(ctx.definitions.authorization(snapshot), 'delete_contacts')
  const matching = matchingSchema.parse(job.input)
  const request = await readListRequest(ctx, matching, snapshot, { now: job.startedAt })
  const [version, found] = await ctx.db.batch(
    [
      selectSchemaVersion,
      compile(sql`
        SELECT c.seq, c.version FROM contacts c
        WHERE c.seq > ${job.at} AND c.seq <= ${job.last} AND c.seq IN (${seqsOf(request)})
        ORDER BY c.seq LIMIT ${contactsAtOnce}`),
    ],
    'scan',
  )
  assertCurrent(snapshot, firstRow(version).version)
  const contacts = (found?.rows ?? []).map(({ seq, version }) => [Number(seq), Number(version)])
  const deleted = (job.counts.deleted ?? 0) + contacts.length
  const counts = { ...job.counts, deleted }
  const at = Number(contacts.at(-1)?.[0] ?? job.last)
  const statements = [
    guardDefinitions(snapshot.version),
    ...trashStatements(ctx, JSON.stringify(contacts)),
    moveJob(job, ctx.now(), { at, counts }),
  ]
  if (contacts.length === contactsAtOnce) return (await writeStep(ctx.db, job, statements)).job
  return ended(ctx, { ...job, counts }, [...statements, ...concludeJob(job, ctx.now(), 'done')])
}

/** Ends it, and says in the audit log how many there were. */
async function ended(ctx: Context, job: Job, statements: readonly Statement[]): Promise<Job> {
  const { deleted = 0 } = job.counts
  const audit = auditStatement({
    ctx,
    action: 'contact.deleted',
    details: { contacts: deleted },
    onlyIf: sql`${deleted} > 0`,
  })
  return (await writeStep(ctx.db, job, [...statements, audit])).job
}

/** Puts contacts into the trash, `[[seq, version], …]`; fails the batch where one is another version by now. */
function trashStatements(ctx: Context, contacts: string): Statement[] {
  const at = ctx.now()
  const seqs = sql`(SELECT value->>0 FROM json_each(${contacts}))`
  return [
    sql`
      INSERT INTO guard (values_changed)
      SELECT 1 FROM json_each(${contacts}) w LEFT JOIN contacts c ON c.seq = w.value->>0
      WHERE c.version IS NOT w.value->>1 LIMIT 1`,
    sql`
      INSERT INTO changes (contact_seq, version, kind, at, actor, via, request_id, before)
      SELECT c.seq, c.version + 1, 'delete', ${at}, ${ctx.actor}, 'api', ${ctx.requestId}, c.data
      FROM contacts c WHERE c.seq IN ${seqs}`,
    sql`
      UPDATE contacts SET deleted_at = ${at}, updated_at = ${at}, version = version + 1
      WHERE seq IN ${seqs}`,
    sql`DELETE FROM identities WHERE contact_seq IN ${seqs}`,
    sql`DELETE FROM search WHERE rowid IN ${seqs}`,
  ].map(compile)
}
