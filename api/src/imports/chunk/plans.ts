import type { Context } from '../../installation/context.ts'
import type { Definitions } from '../../installation/definitions.ts'
import type { Plan } from './chunk-context.ts'

/** Imports under way at once in one isolate; beyond, the one used longest ago is read again. */
const mostPlans = 200

// Beside the definitions, which live as long as an app and belong to one database.
const plans = new WeakMap<Definitions, Map<string, Plan>>()

function plansOf({ definitions: { shared } }: Context): Map<string, Plan> {
  let known = plans.get(shared)
  if (!known) {
    known = new Map()
    plans.set(shared, known)
  }
  return known
}

export function rememberPlan(
  ctx: Context,
  id: string,
  { mode, columns, constants, dryRun, actor, chunkRows }: Plan,
): void {
  const known = plansOf(ctx)
  known.delete(id)
  known.set(id, { mode, columns, constants, dryRun, actor, chunkRows })
  const [oldest] = known.keys()
  if (known.size > mostPlans && oldest !== undefined) known.delete(oldest)
}

/** The plan of an import; a trip to read it only where this isolate has not seen it. */
export async function planOf(ctx: Context, id: string, read: () => Promise<Plan>): Promise<Plan> {
  const known = plansOf(ctx).get(id)
  const plan = known ?? (await read())
  rememberPlan(ctx, id, plan)
  return plan
}
