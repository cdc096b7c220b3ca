import { uuidv7 } from '../crypto/uuid.ts'
import { isoTime } from '../db/iso-time.ts'
import { refuseConverting } from '../fields/definition-rules.ts'
import type { Context } from '../installation/context.ts'
import type { FieldSnapshot } from '../installation/definitions.ts'
import { repeatableFor } from '../installation/retention.ts'
import { documentOf, markOf } from './document.ts'
import { planSteps, type Step } from './plan.ts'
import { projected } from './project.ts'
import { refuseContradictions, refuseImpossible, refuseUnseen } from './refuse-contradictions.ts'
import { readSetUp } from './read-set-up.ts'
import { refuseForbidden, refuseTakenNames } from './refuse-steps.ts'
import type { Prune, SchemaDocument, SchemaStep } from './schemas.ts'
import * as store from './store.ts'
import { weighed } from './weigh-steps.ts'

export interface SchemaPlan {
  /** Null where there is nothing to do. */
  planId: string | null
  expiresAt: string | null
  steps: SchemaStep[]
}

/**
 * What applying a document would do, step by step, without doing it. Kept for a day, for whoever asked.
 *
 * @throws ProblemError `invalid` by path; `busy` while a field is being converted; `forbidden` for steps that the
 *   caller may not take
 */
export function planSchema(
  ctx: Context,
  document: SchemaDocument,
  prune: Prune = {},
): Promise<SchemaPlan> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    for (const field of snapshot.fields) refuseConverting(field, snapshot)
    refuseContradictions(snapshot, document, prune)
    refuseUnseen(snapshot, document)
    const installed = await readSetUp(ctx, snapshot)
    const world = projected(snapshot, document)
    refuseImpossible(snapshot, world, document, prune)
    const steps = planSteps(installed, document, prune, world)
    refuseForbidden(ctx, installed, world, steps)
    refuseTakenNames(installed, steps)
    if (steps.length === 0) return { planId: null, expiresAt: null, steps: [] }
    const told = await weighedSteps(ctx, snapshot, world, steps)
    const counts = told.map(({ contacts, inTheWay }) => ({ contacts, inTheWay }))
    const base = markOf(documentOf(installed))
    const id = uuidv7(ctx.now())
    const expiresAt = ctx.now() + repeatableFor
    const plan = { document, prune, base, steps, counts }
    await ctx.db.batch([store.insertPlan({ id, plan, actor: ctx.actor, expiresAt })], 'write')
    return { planId: id, expiresAt: isoTime(expiresAt), steps: told }
  })
}

/** One after the other: each may look at all contacts. */
export async function weighedSteps(
  ctx: Context,
  snapshot: FieldSnapshot,
  world: FieldSnapshot,
  steps: readonly Step[],
): Promise<SchemaStep[]> {
  const told: SchemaStep[] = []
  for (const step of steps) told.push(await weighed(ctx, snapshot, world, step))
  return told
}
