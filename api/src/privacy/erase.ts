import { detail } from '@cardfile/openapi'
import { sql } from 'drizzle-orm/sql'
import { auditStatement } from '../audit/record.ts'
import { contactFromRow } from '../contacts/contact.ts'
import { refuseMerged } from '../contacts/write.ts'
import type { Context } from '../installation/context.ts'
import { type Database, firstRow } from '../db/database.ts'
import { unlessTooLarge } from '../db/in-parts.ts'
import { assertCurrent } from '../installation/definitions.ts'
import { schemaIs } from '../installation/definition-rows.ts'
import { notFound, ProblemError } from '../errors/problem-error.ts'
import { forgetSearchTexts, searchRewrite } from '../purge/search-rewrite.ts'
import * as erasure from './erase-sql.ts'
import { textsKnownBy } from './known-by.ts'
import { tracesOf } from './read-traces.ts'
import * as traces from './traces-sql.ts'

/** Batches of the index written anew behind the answer; the scheduled job does what is left. */
const mostBatches = 20

/**
 * Removes a contact with all that were merged into it, and all that is held about them, for good: their values of now and of before, their
 * identities, what people wrote about them, what imports and dry runs have of them, answers kept for repetition, and their texts in the
 * search index. The audit log says that it was done, and to which id.
 *
 * @param expected the version it is meant for, or null for any
 * @param forget makes the storage let go of what was deleted, where it keeps that
 * @throws ProblemError `not_found`, `merged`, `stale` with the present state
 */
export function eraseContact(
  ctx: Context,
  id: string,
  expected: number | null,
  forget: () => Promise<void>,
): Promise<void> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const { row, changes, merged } = await readChanges(ctx, id)
    assertCurrent(snapshot, row.schema_version)
    refuseMerged(row)
    if (row.id === null) throw notFound('contact')
    const { version } = row
    const { requestId } = ctx
    const states = [row, ...merged]
      .map(({ data }) => data)
      .concat(changes.map(({ before }) => before))
    const texts = states.flatMap((state) => (state === null ? [] : [String(state)]))
    const needles = JSON.stringify(
      textsKnownBy([id, ...merged.map((one) => String(one.id))], texts, snapshot.everyField),
    )
    const [present] = await ctx.db.batch(
      [
        traces.selectContact({ id }),
        auditStatement({
          ctx,
          action: 'contact.erased',
          target: { kind: 'contact', id },
          onlyIf: sql`${schemaIs(snapshot.version)} AND EXISTS (
            SELECT 1 FROM contacts
            WHERE id = ${id} AND version = ${version} AND version = coalesce(${expected}, version))`,
        }),
        erasure.scrubFailedRows({ id, requestId, needles }),
        erasure.scrubOutcomes({ id, requestId, needles }),
        erasure.scrubAnswers({ id, requestId }),
        erasure.scrubKept({ id, requestId, needles }),
        erasure.scrubResults({ id, requestId, needles }),
        erasure.deleteMadeUp({ id, requestId, needles }),
        erasure.deleteMadeUpKeys({ id, requestId, needles }),
        erasure.leaveErased({ id, requestId, at: ctx.now() }),
        ...erasure.deleteMerges.map((deletion) => deletion({ id, requestId })),
        ...erasure.deleteOwn.map((deletion) => deletion({ id, requestId })),
        forgetSearchTexts,
      ],
      'write',
    )
    const before = firstRow(present)
    assertCurrent(snapshot, before.schema_version)
    if (before.id === null) throw notFound('contact')
    if (before.version !== (expected ?? version))
      throw new ProblemError('stale', {
        detail: detail('contact_stale', { version: Number(before.version) }),
        current: contactFromRow(before, snapshot.fields),
      })
    ctx.later(rewriteIndex(ctx.db.session(), ctx.now()).then(forget))
  })
}

async function rewriteIndex(db: Database, now: number): Promise<void> {
  while (db.meter.trips < mostBatches) if ((await searchRewrite.run(db, now)) === 0) return
}

/** The contact with all that it was, in one trip, or where that is too much for an answer in as many as it takes. */
async function readChanges(ctx: Context, id: string) {
  const contact = traces.selectContact({ id })
  const changesIn = (part: typeof traces.whole) => traces.selectChanges({ id, ...part })
  const mergedIn = (part: typeof traces.whole) => traces.selectMerged({ id, ...part })
  const whole = await unlessTooLarge(() =>
    ctx.db.batch([contact, changesIn(traces.whole), mergedIn(traces.whole)], 'read'),
  )
  if (whole)
    return {
      row: firstRow(whole[0]),
      changes: whole[1]?.rows ?? [],
      merged: whole[2]?.rows ?? [],
    }
  const [found] = await ctx.db.batch([contact], 'read')
  return {
    row: firstRow(found),
    changes: await tracesOf(ctx, changesIn),
    merged: await tracesOf(ctx, mergedIn),
  }
}
