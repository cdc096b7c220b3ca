import { sql } from 'drizzle-orm/sql'
import { type Database, firstRow } from '../db/database.ts'
import type { Result } from '../db/result.ts'
import { compile, type Statement } from '../db/statement.ts'
import { uuidv7 } from '../crypto/uuid.ts'
import type { Context } from '../installation/context.ts'
import { failedGuard } from '../installation/definitions.ts'
import { type Job, jobFromRow, type JobKind } from './job.ts'
import { paced } from './pace.ts'

/** What a job begins with. */
interface NewJob {
  kind: JobKind
  phase: string
  last: number
  fieldId?: number | null
  input: unknown
}

/**
 * A job that nobody waits for: the next run of the timer takes it up. It goes over all contacts behind a
 * number, where there are any.
 */
export function jobBehind(
  ctx: Context,
  {
    kind,
    phase,
    input,
    at,
    fieldId = null,
    counts = {},
  }: Omit<NewJob, 'last'> & { at: number } & Partial<Pick<Job, 'counts'>>,
): Statement {
  const now = ctx.now()
  return compile(sql`
    INSERT INTO jobs (id, kind, state, phase, step, at, last, field_id, input, counts, caller, actor,
      request_id, started_at, updated_at)
    SELECT ${uuidv7(now)}, ${kind}, 'running', ${phase}, 0, ${at}, l.seq, ${fieldId},
      ${JSON.stringify(input)}, ${JSON.stringify(counts)}, ${JSON.stringify(ctx.caller)}, ${ctx.actor}, ${ctx.requestId}, ${now}, 0
    FROM (SELECT max(seq) AS seq FROM contacts) l WHERE l.seq > ${at}`)
}

/** A job that is to begin, for whoever asks for it. */
export function newJob(
  ctx: Context,
  {
    fieldId = null,
    counts = {},
    about = null,
    ...begun
  }: NewJob & Partial<Pick<Job, 'counts' | 'about'>>,
): Job {
  const at = ctx.now()
  return {
    ...begun,
    id: uuidv7(at),
    state: 'running',
    step: 0,
    at: 0,
    fieldId,
    counts,
    about,
    problem: null,
    undone: 0,
    kept: 0,
    undoBy: null,
    caller: ctx.caller,
    actor: ctx.actor,
    requestId: ctx.requestId,
    startedAt: at,
    updatedAt: at,
    finishedAt: null,
  }
}

export function insertJob(job: Job): Statement {
  const [input, counts, caller] = [job.input, job.counts, job.caller].map((one) =>
    JSON.stringify(one),
  )
  const about = job.about === null ? null : JSON.stringify(job.about)
  return compile(sql`
    INSERT INTO jobs (id, kind, state, phase, step, at, last, field_id, input, about, counts, caller,
      actor, request_id, started_at, updated_at)
    VALUES (${job.id}, ${job.kind}, 'running', ${job.phase}, 0, 0, ${job.last}, ${job.fieldId},
      ${input}, ${about}, ${counts}, ${caller}, ${job.actor}, ${job.requestId}, ${job.startedAt},
      ${job.updatedAt})`)
}

export function selectJob(id: string): Statement {
  return compile(sql`SELECT * FROM jobs WHERE id = ${id}`)
}

/** All of a job but what it was asked for, which may be a megabyte of each that runs. */
export const listedColumns = sql.raw(
  `id, kind, state, phase, step, at, last, field_id, '{}' AS input, about, counts, problem, caller, actor,
  request_id, undone, kept, undo_by, started_at, updated_at, finished_at`,
)

/** The latest jobs, those that run before those that are over. */
export function selectJobs(limit: number): Statement {
  return compile(sql`
    SELECT ${listedColumns} FROM jobs ORDER BY state <> 'running', started_at DESC LIMIT ${limit}`)
}

/** Ids of jobs that nobody has gone on with for a while, the longest left first. */
export function selectLeft(before: number): Statement {
  return compile(sql`
    SELECT id FROM jobs WHERE state = 'running' AND updated_at <= ${before}
    ORDER BY updated_at LIMIT 20`)
}

/**
 * The precondition of a step: fails its batch unless the job still stands where the step was planned. So
 * of two who do the same step one does it, and one whose reply was lost is not done again.
 */
export function guardJob({ id, step }: Pick<Job, 'id' | 'step'>): Statement {
  return compile(sql`
    INSERT INTO guard (values_changed) SELECT 1 WHERE NOT EXISTS (
      SELECT 1 FROM jobs WHERE id = ${id} AND step = ${step} AND state = 'running')`)
}

/** Moves a job on by one step. */
export function moveJob(
  job: Job,
  now: number,
  { phase = job.phase, at = job.at, last = job.last, counts = job.counts }: Partial<Job>,
): Statement {
  return compile(sql`
    UPDATE jobs SET step = step + 1, phase = ${phase}, at = ${at}, last = ${last},
      counts = ${JSON.stringify(counts)}, updated_at = ${now}
    WHERE id = ${job.id}`)
}

/** Lets it go up to the last contact that is there now. */
export const reachLast = ({ id }: Pick<Job, 'id'>): Statement =>
  compile(sql`
    UPDATE jobs SET last = (SELECT coalesce(max(seq), 0) FROM contacts) WHERE id = ${id}`)

/** What triggers tell a step's own writes by, which are between the two. */
export const beginWriting = ({ id }: Pick<Job, 'id'>): Statement =>
  compile(sql`UPDATE jobs SET writing = 1 WHERE id = ${id}`)
export const endWriting = ({ id }: Pick<Job, 'id'>): Statement =>
  compile(sql`UPDATE jobs SET writing = 0 WHERE id = ${id}`)

/** Ends a job. What it was asked may name values, and is forgotten. */
export function concludeJob(
  job: Pick<Job, 'id'>,
  now: number,
  state: 'done' | 'failed' | 'cancelled',
  problem: string | null = null,
): Statement[] {
  return [
    compile(sql`DELETE FROM job_contacts WHERE job = ${job.id}`),
    compile(sql`
      UPDATE jobs SET state = ${state}, step = step + 1, at = last, input = '{}',
        problem = ${problem}, updated_at = ${now}, finished_at = ${now}
      WHERE id = ${job.id}`),
  ]
}

/**
 * Writes a step, all or nothing.
 *
 * @param statements without the guard, which is put in front of them
 * @param begin what has to be written in front of the guard, where the job begins with this step
 * @returns the job as it stands then, and what the statements answered
 * @throws ValuesChanged or DefinitionsChanged as the guards of a batch say
 */
export async function writeStep(
  db: Database,
  job: Job,
  statements: readonly Statement[],
  begin: readonly Statement[] = [],
): Promise<{ job: Job; results: Result[] }> {
  try {
    const batch = [...begin, guardJob(job), ...statements, selectJob(job.id)]
    const results = await paced(db, () => db.batch(batch, 'write'))
    const written = results.slice(begin.length + 1, -1)
    return { job: jobFromRow(firstRow(results.at(-1))), results: written }
  } catch (error) {
    throw failedGuard(error) ?? error
  }
}
