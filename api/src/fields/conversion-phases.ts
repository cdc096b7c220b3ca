import { type Field, rulesOf } from '@cardfile/openapi'
import { searchableMembers } from '../contacts/search/text.ts'
import { firstRow } from '../db/database.ts'
import type { Statement } from '../db/statement.ts'
import {
  bumpDefinitions,
  guardDefinitions,
  updateFieldStatement,
} from '../installation/definition-rows.ts'
import { type Job, jobFromRow } from '../jobs/job.ts'
import {
  beginWriting,
  concludeJob,
  endWriting,
  guardJob,
  moveJob,
  reachLast,
  selectJob,
} from '../jobs/store.ts'
import { judged, verdictsOn, type Work, written } from './conversion-work.ts'
import * as sql from './convert-sql.ts'
import { abandon, discard } from './discard-conversion.ts'
import { auditField, changedSettings } from './field-audit.ts'
import { dropFieldIndexStatements, fieldIndexStatements } from './index-sql.ts'
import { renewOtherIndexes } from './renew-field-indexes.ts'
import { someRows } from './some-rows.ts'

export type Phase = 'read' | 'prepare' | 'index' | 'settle' | 'clean' | 'discard'

/** A step of each phase, one batch that writes. */
export const steps: Record<Phase, (work: Work) => Promise<Job>> = {
  async read(work) {
    const { ctx, snapshot, job } = work
    const { prepared, differ, fails, to } = await judged(work)
    if (fails > 0) return discard(work, { fails })
    const counts = {
      converts: (job.counts.converts ?? 0) + prepared.length,
      differ: (job.counts.differ ?? 0) + differ,
    }
    const isRead = to >= job.last
    const next = counts.differ > 0 ? 'prepare' : 'settle'
    return written(ctx.db, job, [
      guardDefinitions(snapshot.version),
      moveJob(job, ctx.now(), { counts, ...(isRead ? { phase: next, at: 0 } : { at: to }) }),
    ])
  },
  async prepare(work) {
    const { ctx, snapshot, job, before, after } = work
    const { prepared, fails, to } = await judged(work)
    if (fails > 0) return discard(work, { fails })
    return written(ctx.db, job, [
      guardDefinitions(snapshot.version),
      beginWriting(job),
      ...sql.prepareValues(job, after, prepared),
      sql.prepareLog(before, after, sql.ofRange('contact_seq', job.at, to)),
      endWriting(job),
      moveJob(job, ctx.now(), { at: to, phase: to >= job.last ? 'index' : 'prepare' }),
    ])
  },
  index({ ctx, snapshot, job, after }) {
    return written(ctx.db, job, [
      guardDefinitions(snapshot.version),
      ...fieldIndexStatements(after, snapshot.everyField),
      moveJob(job, ctx.now(), { phase: 'settle' }),
    ])
  },
  settle,
  clean,
  async discard({ ctx, job, after }) {
    const to = Math.min(job.at + sql.contactsAtOnce, job.last)
    return written(ctx.db, job, [
      ...sql.removeMember(after, job.at, to),
      ...(to >= job.last ? abandon(ctx, job) : [moveJob(job, ctx.now(), { at: to })]),
    ])
  },
}

async function settle(work: Work): Promise<Job> {
  const { ctx, snapshot, job, before, after } = work
  const moves = (job.counts.differ ?? 0) > 0
  const { rows, isWhole } = await someRows(ctx.db, (limit) => sql.selectWritten(before, job, limit))
  const { prepared, differ, fails } = verdictsOn(rows, before, after)
  if (fails > 0) return discard(work, { fails })
  // The first that has to be another one, where all others stay as they are.
  if (!moves && differ > 0) {
    const counts = { ...job.counts, differ }
    return written(ctx.db, job, [moveJob(job, ctx.now(), { phase: 'prepare', at: 0, counts })])
  }
  const seqs = prepared.map(([seq]) => seq)
  const again = [
    sql.forgetWritten(job, seqs),
    ...(moves
      ? [
          beginWriting(job),
          ...sql.prepareValues(job, after, prepared),
          sql.prepareLog(before, after, sql.ofContacts('contact_seq', seqs)),
          endWriting(job),
        ]
      : sql.noteOvertaken(job, prepared)),
  ]
  if (isWhole) return change(work, again, moves)
  return written(ctx.db, job, [
    guardDefinitions(snapshot.version),
    ...again,
    moveJob(job, ctx.now(), {}),
  ])
}

/** Changes the definition, where nothing is left that was written behind the job. */
async function change(
  { ctx, snapshot, job, asked, before, after: moved }: Work,
  again: readonly Statement[],
  moves: boolean,
): Promise<Job> {
  const { member: _, ...plain } = moved
  const stays = before.member === undefined ? plain : { ...plain, member: before.member }
  const after: Field = moves ? moved : stays
  const { everyField } = snapshot
  const indexes = fieldIndexStatements(after, everyField)
  const isOtherIndex = textsOf(indexes) !== textsOf(fieldIndexStatements(before, everyField))
  const isSearchedOtherwise = rulesOf(before).searchable !== rulesOf(after).searchable
  const now = ctx.now()
  await ctx.definitions.write(ctx.db, snapshot, [
    guardJob(job),
    ...again,
    sql.guardWritten(job),
    updateFieldStatement(after, everyField),
    auditField(ctx, 'field.changed', after, changedSettings(before, after)),
    ...(isOtherIndex ? [...dropFieldIndexStatements(before), ...indexes] : []),
    ...sql.unwatchValues(moved),
    ...(moves ? [sql.watchOldValues(job, before, moved)] : []),
    ...(moves || (isSearchedOtherwise && asked.searched)
      ? [moveJob(job, now, { phase: 'clean', at: 0 }), reachLast(job)]
      : concludeJob(job, now, 'done')),
  ])
  const fields = everyField.map((field) => (field.id === after.id ? after : field))
  await renewOtherIndexes(ctx.db, after, everyField, fields)
  const [found] = await ctx.db.batch([selectJob(job.id)], 'read')
  return jobFromRow(firstRow(found))
}

/** Takes what the values were out of the contacts and into their histories. */
async function clean({ ctx, snapshot, job, asked, before: now }: Work): Promise<Job> {
  const old = { id: now.id, member: asked.from }
  const { rows, isWhole } = await someRows(ctx.db, (limit) => sql.selectValues(old, job, limit))
  const to = isWhole ? sql.endOfRange(job) : Number(rows.at(-1)?.seq)
  const isOver = to >= job.last
  const moved = asked.from !== (now.member ?? now.id)
  const at = ctx.now()
  return written(ctx.db, job, [
    guardDefinitions(snapshot.version),
    beginWriting(job),
    ...(asked.searched ? sql.indexRange(old, [job.at, to], searchableMembers(snapshot), job) : []),
    ...(moved ? sql.logConverted({ ...job, updatedAt: at }, old, now, [job.at, to]) : []),
    endWriting(job),
    ...(isOver
      ? [
          ...sql.unwatchValues({ id: now.id, member: asked.to }),
          ...concludeJob(job, at, 'done'),
          bumpDefinitions,
        ]
      : [moveJob(job, at, { at: to })]),
  ])
}

function textsOf(statements: readonly Statement[]): string {
  return statements.map(({ sql: text }) => text).join()
}
