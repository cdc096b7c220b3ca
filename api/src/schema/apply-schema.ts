import { detail, plainReason } from '@cardfile/openapi'
import { notFound, ProblemError } from '../errors/problem-error.ts'
import type { Context } from '../installation/context.ts'
import type { FieldSnapshot } from '../installation/definitions.ts'
import { continueJob } from '../jobs/continue-job.ts'
import { type Job, jobFromRow, type JobWorks } from '../jobs/job.ts'
import { documentOf, markOf } from './document.ts'
import { performStep } from './perform-step.ts'
import type { Installed } from './plan.ts'
import { weighedSteps } from './plan-schema.ts'
import { projected } from './project.ts'
import { readSetUp } from './read-set-up.ts'
import { passStep, stepsLeft } from './steps-left.ts'
import { type StoredPlan, selectConversion, selectPlan } from './store.ts'

export interface SchemaApplied {
  done: boolean
  /** Of the whole plan, and those that are yet to be taken. */
  steps: number
  left: number
  /** The conversion that is at work; it goes on with the next request, or by itself. */
  job: Job | null
}

/** Trips after which the rest is another request's. */
const mostTrips = 60
/** Milliseconds, likewise. */
const longest = 1_000

/**
 * Takes the steps of a plan, or as many as one request may; to be repeated until it is done. One whose reply
 * was lost goes on where it is: each step is taken once.
 *
 * @throws ProblemError `not_found`; `wrong_state` where anything is otherwise than it was planned; `in_use`
 *   where values are in the way; or as the operation of a step refuses it
 */
export async function applySchema(
  ctx: Context,
  works: JobWorks,
  planId: string,
): Promise<SchemaApplied> {
  const plan = await readPlan(ctx, planId)
  const begun = performance.now()
  const steps = plan.steps.length
  let isFirst = true
  for (;;) {
    const installed = await ctx.definitions.use(ctx.db, (snapshot) => readSetUp(ctx, snapshot))
    const left = stepsLeft(ctx, planId, plan, installed)
    if (left === null) throw moved()
    const [next] = left
    const job = await continuedConversion(ctx, works, installed.snapshot)
    if (job === null) {
      if (!next) return { done: true, steps, left: 0, job }
      if (isFirst && left.length === steps) await refuseMoved(ctx, installed, plan)
      const hasBegun = await performed(performStep(ctx, installed, next))
      if (!hasBegun) passStep(ctx, planId, installed)
      if (left.length === 1 && !hasBegun) return { done: true, steps, left: 0, job }
    }
    isFirst = false
    if (performance.now() - begun > longest || ctx.db.meter.trips >= mostTrips)
      return { done: false, steps, left: left.length - (job ? 0 : 1), job }
  }
}

async function readPlan(ctx: Context, id: string): Promise<StoredPlan> {
  const asked = { id, actor: ctx.actor, now: ctx.now() }
  const [found] = await ctx.db.batch([selectPlan(asked)], 'read')
  const [row] = found?.rows ?? []
  if (!row) throw notFound('plan')
  return JSON.parse(String(row.plan))
}

/**
 * @throws ProblemError `wrong_state` where the set-up, or what a step touches, is not what it was; `in_use` where
 *   a step would be refused for what contacts have, before any is taken
 */
async function refuseMoved(ctx: Context, installed: Installed, plan: StoredPlan): Promise<void> {
  if (markOf(documentOf(installed)) !== plan.base) throw moved()
  const { snapshot } = installed
  const now = await weighedSteps(ctx, snapshot, projected(snapshot, plan.document), plan.steps)
  const isSame = now.every(
    ({ contacts, inTheWay }, at) =>
      contacts === plan.counts[at]?.contacts && inTheWay === plan.counts[at]?.inTheWay,
  )
  if (!isSame) throw moved()
  const blocked = now.find(({ inTheWay }) => inTheWay > 0)
  if (blocked) {
    const { name, inTheWay: contacts } = blocked
    throw new ProblemError('in_use', { detail: detail('plan_blocked', { name, contacts }) })
  }
}

/**
 * One step of the conversion that is at work, if there is one.
 *
 * @returns null where there is none
 * @throws ProblemError `in_use` for one that has failed
 */
async function continuedConversion(
  ctx: Context,
  works: JobWorks,
  { converting }: FieldSnapshot,
): Promise<Job | null> {
  if (converting.size === 0) return null
  const [found] = await ctx.db.batch([selectConversion([...converting])], 'read')
  const [row] = found?.rows ?? []
  if (!row) return null
  const job = await continueJob(ctx, works, jobFromRow(row).id)
  if (job.state === 'failed')
    throw new ProblemError('in_use', { detail: plainReason(job.problem ?? '') })
  return job
}

/** What somebody else has changed in the very moment is what a plan was not made for. */
async function performed(step: Promise<boolean>): Promise<boolean> {
  try {
    return await step
  } catch (error) {
    throw error instanceof ProblemError && error.code === 'stale' ? moved() : error
  }
}

function moved(): ProblemError {
  return new ProblemError('wrong_state', { detail: detail('plan_moved') })
}
