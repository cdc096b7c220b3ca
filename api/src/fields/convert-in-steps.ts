import { type Field, type FieldPatch, rulesOf, detail } from '@cardfile/openapi'
import { searchableMembers } from '../contacts/search/text.ts'
import { firstRow, ValueTooLarge } from '../db/database.ts'
import type { Row } from '../db/result.ts'
import type { Statement } from '../db/statement.ts'
import { ProblemError } from '../errors/problem-error.ts'
import { CallerDefinitions } from '../installation/caller-definitions.ts'
import type { Context } from '../installation/context.ts'
import {
  bumpDefinitions,
  guardDefinitions,
  mintNumber,
  updateFieldStatement,
} from '../installation/definition-rows.ts'
import type { FieldSnapshot } from '../installation/definitions.ts'
import { type Job, jobFromRow, type JobWork } from '../jobs/job.ts'
import {
  beginWriting,
  concludeJob,
  endWriting,
  guardJob,
  insertJob,
  moveJob,
  newJob,
  reachLast,
  selectJob,
  writeStep,
} from '../jobs/store.ts'
import { changed } from './changed-field.ts'
import { valueJudge } from './conversion.ts'
import * as sql from './convert-sql.ts'
import { someRows } from './some-rows.ts'
import { beingConverted, fieldOf } from './definition-rules.ts'
import { auditField, changedSettings } from './field-audit.ts'
import { dropFieldIndexStatements, fieldIndexStatements } from './index-sql.ts'

/** What a conversion was asked for, where its values are and where they will be. */
interface Asked {
  patch: FieldPatch
  from: number
  to: number
  /** Whether search looks into the values, before or after. */
  searched: boolean
}

/**
 * A definition and the values under it become others in steps, so that whoever reads finds either all of
 * them as they were or all as they will be. What each value becomes is put beside it, under a number that
 * no definition names; when all of them are there, the definition changes and names that number.
 *
 * - `read`: every value is tried; nothing is written. Where none becomes another one, `settle` is next.
 * - `prepare`: what they become is put beside them.
 * - `index`: where filters have an index, the new values get theirs.
 * - `settle`: what others wrote meanwhile is done again, until nothing is left; then the definition
 *   changes, in that same batch.
 * - `clean`: what the values were goes into each contact's history, and search finds what they are.
 * - `discard`: in the place of the last two, where a value would be lost or somebody cancels.
 */
export const fieldConversion: JobWork = {
  permission: 'manage_fields',
  phases: [
    ['read', 0.15],
    ['prepare', 0.4],
    ['index', 0],
    ['settle', 0],
    ['clean', 0.45],
    ['discard', 1],
  ],
  step: (asking, job) => {
    // It was allowed when it began, and must not stay half done by whoever is not here any more.
    const ctx = asInstallation(asking)
    return ctx.definitions.use(ctx.db, async (snapshot) => {
      const work = workOf(ctx, snapshot, job)
      try {
        return await steps[job.phase as Phase](work)
      } catch (error) {
        if (error instanceof ValueTooLarge) return discard(work, { tooLarge: 1 })
        throw error
      }
    })
  },
  cancel: (asking, job) => {
    if (job.phase === 'clean' || job.phase === 'discard')
      throw new ProblemError('wrong_state', {
        detail: detail('conversion_done'),
      })
    const ctx = asInstallation(asking)
    return ctx.definitions.use(ctx.db, (snapshot) =>
      discard(workOf(ctx, snapshot, job), { cancelled: 1 }),
    )
  },
}

type Phase = 'read' | 'prepare' | 'index' | 'settle' | 'clean' | 'discard'

function asInstallation(ctx: Context): Context {
  const definitions = new CallerDefinitions(ctx.definitions.shared, { kind: 'system' }, 'signed_in')
  return { ...ctx, definitions }
}

/**
 * Begins to convert a field, in one trip.
 *
 * @param last the highest number of a contact
 */
export async function beginConversion(
  ctx: Context,
  snapshot: FieldSnapshot,
  before: Field,
  patch: FieldPatch,
  last: number,
): Promise<Job> {
  const to = snapshot.nextId
  const after = changed(before, patch)
  const asked: Asked = {
    patch,
    from: before.member ?? before.id,
    to,
    searched: rulesOf(before).searchable || rulesOf(after).searchable,
  }
  const job = newJob(ctx, {
    kind: 'convert_field',
    phase: 'read',
    last,
    fieldId: before.id,
    input: asked,
  })
  await ctx.definitions.write(ctx.db, snapshot, [
    mintNumber,
    insertJob(job),
    ...sql.watchValues(job, before, { id: before.id, member: to }),
  ])
  return job
}

/**
 * The conversion of a field that runs, where it is the one that is asked for once more.
 *
 * @throws ProblemError `busy` where it is another one
 */
export async function conversionUnderWay(
  ctx: Context,
  { id, name }: Field,
  patch: FieldPatch,
): Promise<Job> {
  const [found] = await ctx.db.batch([sql.selectConversion(id)], 'read')
  const [row] = found?.rows ?? []
  const job = row && jobFromRow(row)
  if (job && JSON.stringify((job.input as Asked).patch) === JSON.stringify(patch)) return job
  throw beingConverted(name)
}

/** All that a step works with. */
interface Work {
  ctx: Context
  snapshot: FieldSnapshot
  job: Job
  asked: Asked
  before: Field
  /** The definition as it will be, its values under a number of their own. */
  after: Field
}

function workOf(ctx: Context, snapshot: FieldSnapshot, job: Job): Work {
  const asked = job.input as Asked
  const before = fieldOf(snapshot, Number(job.fieldId))
  const after = { ...changed(before, asked.patch), member: asked.to }
  return { ctx, snapshot, job, asked, before, after }
}

const steps: Record<Phase, (work: Work) => Promise<Job>> = {
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
      ...fieldIndexStatements(after),
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

const written = async (...asked: Parameters<typeof writeStep>) => (await writeStep(...asked)).job

/** The next contacts with a value, what their values become, and the number up to which there are no others. */
async function judged({ ctx, job, before, after }: Work) {
  const { rows, isWhole } = await someRows(ctx.db, (limit) => sql.selectValues(before, job, limit))
  const to = isWhole ? sql.endOfRange(job) : Number(rows.at(-1)?.seq)
  return { ...verdictsOn(rows, before, after), to }
}

function verdictsOn(rows: readonly Row[], before: Field, after: Field) {
  const judge = valueJudge(before, after)
  const prepared: sql.Prepared[] = []
  let [differ, fails] = [0, 0]
  for (const row of rows) {
    const [seq, version] = [Number(row.seq), Number(row.version)]
    const verdict = row.value === null ? null : judge(JSON.parse(String(row.value)))
    if (verdict && 'told' in verdict) {
      fails++
      continue
    }
    if (verdict?.differs) differ++
    prepared.push([seq, version, verdict?.data])
  }
  return { prepared, differ, fails }
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
  const indexes = fieldIndexStatements(after)
  const isOtherIndex = textsOf(indexes) !== textsOf(fieldIndexStatements(before))
  const isSearchedOtherwise = rulesOf(before).searchable !== rulesOf(after).searchable
  const now = ctx.now()
  await ctx.definitions.write(ctx.db, snapshot, [
    guardJob(job),
    ...again,
    sql.guardWritten(job),
    updateFieldStatement(after),
    auditField(ctx, 'field.changed', after, changedSettings(before, after)),
    ...(isOtherIndex ? [...dropFieldIndexStatements(before), ...indexes] : []),
    ...sql.unwatchValues(moved),
    ...(moves ? [sql.watchOldValues(job, before, moved)] : []),
    ...(moves || (isSearchedOtherwise && asked.searched)
      ? [moveJob(job, now, { phase: 'clean', at: 0 }), reachLast(job)]
      : concludeJob(job, now, 'done')),
  ])
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

/** Gives a conversion up: what it has prepared is taken away again. */
function discard(
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
function abandon(ctx: Context, { counts, ...job }: Job): Statement[] {
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

function textsOf(statements: readonly Statement[]): string {
  return statements.map(({ sql: text }) => text).join()
}
