import { type SQL, sql } from 'drizzle-orm/sql'
import { auditStatement } from '../audit/record.ts'
import type { Context } from '../installation/context.ts'
import { firstRow } from '../db/database.ts'
import { compile } from '../db/statement.ts'
import { assertCurrent, type FieldSnapshot } from '../installation/definitions.ts'
import { selectSchemaVersion } from '../installation/definition-rows.ts'
import type { Job } from '../jobs/job.ts'
import { beginDeletion, type Matching, otherNumber } from './delete-in-steps.ts'
import { readListRequest } from './list.ts'
import { withView } from '../views/view-query.ts'
import { seqsOf } from './list-sql.ts'

/** Contacts by id, or all that a list stands for, with the number the person was told. */
export type Selection = { ids: string[] } | Matching

/** How many went to the trash, or the job that puts them there. */
type Deleted = { deleted: number } | { job: Job }

/** As many go there in one batch. */
const mostAtOnce = 1_000

/**
 * Puts all contacts of a selection into the trash, or none, in one trip; of a list that stands for more than
 * 1,000 in steps. Ids that are in the trash already or unknown are passed over.
 *
 * @throws ProblemError `stale` where a list now stands for another number than was expected
 */
export function deleteContacts(ctx: Context, asked: Selection): Promise<Deleted> {
  return ctx.definitions.use(ctx.db, async (snapshot): Promise<Deleted> => {
    const selection = 'ids' in asked ? asked : await matchingOf(ctx, asked, snapshot)
    if ('expected' in selection && selection.expected > mostAtOnce)
      return { job: await beginDeletion(ctx, snapshot, selection) }
    const chosen =
      'ids' in selection
        ? sql`SELECT c.seq FROM contacts c WHERE c.deleted_at IS NULL
            AND c.id IN (SELECT value FROM json_each(${JSON.stringify(selection.ids)}))`
        : seqsOf(await readListRequest(ctx, selection, snapshot))
    const counted = sql`(SELECT count(*) FROM (${chosen}))`
    const expected = 'ids' in selection ? sql`1` : sql`${counted} = ${selection.expected}`
    const at = ctx.now()
    const { requestId } = ctx
    const deletedHere = sql`
      SELECT count(*) FROM contacts c
      WHERE c.deleted_at = ${at} AND ${loggedHere(sql`c.version`, requestId)}`
    const [version, found, , deleted] = await ctx.db.batch(
      [
        selectSchemaVersion,
        compile(sql`SELECT ${counted} AS n`),
        compile(sql`
          INSERT INTO changes (contact_seq, version, kind, at, actor, via, request_id, before)
          SELECT c.seq, c.version + 1, 'delete', ${at}, ${ctx.actor}, 'api', ${requestId}, c.data
          FROM contacts c WHERE c.seq IN (${chosen}) AND ${expected}
            AND (SELECT version FROM schema_state) = ${snapshot.version}`),
        compile(sql`
          UPDATE contacts AS c SET deleted_at = ${at}, updated_at = ${at}, version = version + 1
          WHERE c.seq IN (${chosen}) AND ${loggedHere(sql`c.version + 1`, requestId)}`),
        ...['identities WHERE contact_seq', 'search WHERE rowid'].map((rows) =>
          compile(sql`
            DELETE FROM ${sql.raw(rows)} IN (
              SELECT c.seq FROM contacts c
              WHERE c.deleted_at = ${at} AND ${loggedHere(sql`c.version`, requestId)})`),
        ),
        auditStatement({
          ctx,
          action: 'contact.deleted',
          details: sql`json_object('contacts', (${deletedHere}))`,
          onlyIf: sql`(${deletedHere}) > 0`,
        }),
      ],
      'write',
    )
    assertCurrent(snapshot, firstRow(version).version)
    const n = Number(firstRow(found).n)
    if ('expected' in selection && n !== selection.expected)
      throw otherNumber(n, selection.expected)
    return { deleted: deleted?.rowsAffected ?? 0 }
  })
}

/** What a list stands for by itself, whatever becomes of the view it was asked by. */
async function matchingOf(
  ctx: Context,
  asked: Matching,
  snapshot: FieldSnapshot,
): Promise<Matching> {
  const { filter, q, expected } = await withView(ctx, asked, snapshot, { fresh: true })
  return { filter, q, expected }
}

function loggedHere(version: SQL, requestId: string): SQL {
  return sql`EXISTS (
    SELECT 1 FROM changes g
    WHERE g.contact_seq = c.seq AND g.version = ${version} AND g.request_id = ${requestId})`
}
