import { detail } from '@cardfile/openapi'
import { type Database, firstRow } from '../db/database.ts'
import { notFound, ProblemError } from '../errors/problem-error.ts'
import { CallerDefinitions } from '../installation/caller-definitions.ts'
import type { Context } from '../installation/context.ts'
import { type Definitions, DefinitionsChanged, ValuesChanged } from '../installation/definitions.ts'
import { systemContext } from '../installation/system-context.ts'
import { type Job, jobFromRow, type JobWorks } from './job.ts'
import { selectJob, selectJobs, selectLeft } from './store.ts'

/** Each attempt fails only because another writer got in between. */
const mostAttempts = 10
/** Of those that are over: the latest. */
const mostListed = 100

/** @throws ProblemError `not_found`, also for who may not have one of its kind, and one that is not meant */
export async function readJob(
  ctx: Context,
  works: JobWorks,
  id: string,
  isMeant: (job: Job) => boolean = () => true,
): Promise<Job> {
  const [found] = await ctx.db.batch([selectJob(id)], 'read')
  const [row] = found?.rows ?? []
  const job = row && jobFromRow(row)
  if (!job || !isMeant(job) || !(await mayHave(ctx, works)(job))) throw notFound('job')
  return job
}

/** Those of the kinds that whoever asks may have. */
export async function listJobs(ctx: Context, works: JobWorks): Promise<Job[]> {
  const [found] = await ctx.db.batch([selectJobs(mostListed)], 'read')
  const jobs = (found?.rows ?? []).map(jobFromRow)
  const may = mayHave(ctx, works)
  const allowed = await Promise.all(jobs.map(may))
  return jobs.filter((_, index) => allowed[index])
}

function mayHave(ctx: Context, works: JobWorks) {
  return async ({ kind }: Job): Promise<boolean> => {
    const snapshot = await ctx.definitions.current(ctx.db)
    const { permissions } = ctx.definitions.authorization(snapshot)
    return permissions.has(works[kind].permission)
  }
}

/**
 * Does one step of a job, in a few trips. To be repeated until it no longer runs; one that is over stays
 * as it is. A step whose reply was lost is not done twice.
 *
 * @throws ProblemError `not_found`; `busy` where others write all the time
 */
export async function continueJob(
  ctx: Context,
  works: JobWorks,
  id: string,
  isMeant?: (job: Job) => boolean,
): Promise<Job> {
  const jobs = knownTo(ctx)
  const last = jobs.get(id)
  const isKnown = last !== undefined && (isMeant?.(last) ?? true)
  const job =
    isKnown && (await mayHave(ctx, works)(last)) ? last : await readJob(ctx, works, id, isMeant)
  jobs.delete(id)
  const after = await oneStep(ctx, works, job)
  remember(ctx, after)
  return after
}

/**
 * Jobs that run, as they stood after the last step that was done here: the next one is tried by that and saves
 * a trip. Where others have done a step meanwhile, its precondition fails.
 */
const known = new WeakMap<Definitions, Map<string, Job>>()
const mostKnown = 20

function knownTo({ definitions }: Context): Map<string, Job> {
  const jobs = known.get(definitions.shared) ?? new Map<string, Job>()
  known.set(definitions.shared, jobs)
  return jobs
}

/** So that the next step need not ask for it. The one that was gone on with longest ago makes room. */
export function remember(ctx: Context, job: Job): void {
  if (job.state !== 'running') return
  const jobs = knownTo(ctx)
  jobs.set(job.id, job)
  const [oldest] = jobs.keys()
  if (jobs.size > mostKnown && oldest !== undefined) jobs.delete(oldest)
}

/** @throws ProblemError `not_found`; `wrong_state` where it has come too far, or is over */
export async function cancelJob(
  ctx: Context,
  works: JobWorks,
  id: string,
  isMeant?: (job: Job) => boolean,
): Promise<Job> {
  const job = await readJob(ctx, works, id, isMeant)
  if (job.state !== 'running') throw new ProblemError('wrong_state', { detail: detail('job_over') })
  return attempted(ctx, job, (one, now) => works[now.kind].cancel(one, now))
}

async function oneStep(ctx: Context, works: JobWorks, job: Job): Promise<Job> {
  return attempted(ctx, job, (one, now) => works[now.kind].step(one, now))
}

async function attempted(
  ctx: Context,
  from: Job,
  work: (ctx: Context, job: Job) => Promise<Job>,
): Promise<Job> {
  let job = from
  for (let attempt = 0; attempt < mostAttempts && job.state === 'running'; attempt++) {
    try {
      return await work(contextOf(ctx, job), job)
    } catch (error) {
      if (!(error instanceof ValuesChanged || error instanceof DefinitionsChanged)) throw error
      if (error instanceof DefinitionsChanged) await ctx.definitions.refresh(ctx.db)
      const [found] = await ctx.db.batch([selectJob(job.id)], 'read')
      const [row] = found?.rows ?? []
      if (!row) throw notFound('job')
      job = jobFromRow(row)
    }
  }
  if (job.state !== 'running') return job
  throw new ProblemError('busy', {
    detail: detail('step_tried_again'),
  })
}

/** As if whoever began the job, or undoes it, were at it, whoever goes on with it. */
function contextOf(ctx: Context, job: Job): Context {
  const { caller, actor, requestId } = job.undoBy ?? job
  return {
    ...ctx,
    definitions: new CallerDefinitions(ctx.definitions.shared, caller, 'signed_in', {
      outlivesKey: true,
    }),
    caller,
    actor,
    requestId,
  }
}

interface LeftOptions {
  /** Milliseconds after which a job counts as left. */
  idle?: number
  mostTrips?: number
  pause?: () => Promise<void>
}

/**
 * Goes on with jobs that whoever began them has left in the middle, as far as the trips allow.
 *
 * @param now milliseconds since 1970
 * @returns the trips it took
 */
export async function continueLeftJobs(
  db: Database,
  works: JobWorks,
  now: () => number,
  { idle = 30_000, mostTrips = Infinity, pause = async () => {} }: LeftOptions = {},
): Promise<number> {
  const ctx = systemContext(db.session(), { now })
  const isOver = () => ctx.db.meter.trips >= mostTrips
  const [left] = await ctx.db.batch([selectLeft(now() - idle)], 'read')
  const failures: unknown[] = []
  for (const { id } of left?.rows ?? [])
    try {
      if (isOver()) break
      const [found] = await ctx.db.batch([selectJob(String(id))], 'read')
      for (let job = jobFromRow(firstRow(found)); job.state === 'running' && !isOver();) {
        job = await oneStep(ctx, works, job)
        await pause()
      }
    } catch (error) {
      // What holds up one must not hold up the others.
      failures.push(error)
    }
  if (failures.length > 0) throw failures[0]
  return ctx.db.meter.trips
}
