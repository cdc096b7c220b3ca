import type { Context } from '../installation/context.ts'
import type { Definitions, FieldSnapshot } from '../installation/definitions.ts'
import { behindDefinitions, type Installed, isRestOf, planSteps, type Step } from './plan.ts'
import { projected } from './project.ts'
import type { StoredPlan } from './store.ts'

/** What is left of the plan that was last applied here, by the set-up that it is left of. */
interface Known {
  planId: string
  /** Of the definitions. */
  version: number
  /** Shared views, as they were then. */
  views: string
  left: readonly Step[]
  /** Whether all of it was worked out from the definitions of this version. */
  isWorkedOut: boolean
  /** The definitions that there would be, and those they were worked out from. */
  world: { of: FieldSnapshot; is: FieldSnapshot }
}

/**
 * So that a plan of thousands of steps is not worked out anew for each. It holds as long as nothing but its
 * own steps is written; elsewhere, or after a restart, all is worked out again.
 */
const known = new WeakMap<Definitions, Known>()

/**
 * The steps of a plan that are yet to be taken, by the set-up as it is.
 *
 * @returns null where the set-up is none that the plan leads over
 */
export function stepsLeft(
  ctx: Context,
  planId: string,
  { document, prune, steps }: StoredPlan,
  installed: Installed,
): readonly Step[] | null {
  const { snapshot } = installed
  const { version } = snapshot
  const views = JSON.stringify(installed.views)
  const last = known.get(ctx.definitions.shared)
  const before = last?.planId === planId && last.version === version ? last : null
  const isStill = before?.views === views
  // Before the last step is taken all is compared once more.
  if (before && isStill && (before.isWorkedOut || before.left.length > 1)) return before.left
  const world =
    before?.world.of === snapshot
      ? before.world
      : { of: snapshot, is: projected(snapshot, document) }
  const onlyViewsMoved = before !== null && !isStill
  const left = onlyViewsMoved
    ? [
        ...before.left.filter(isOfDefinitions),
        ...behindDefinitions(installed, document, prune, world.is),
      ]
    : planSteps(installed, document, prune, world.is)
  known.delete(ctx.definitions.shared)
  if (!isRestOf(left, steps)) return null
  const isWorkedOut = !onlyViewsMoved || before.isWorkedOut
  known.set(ctx.definitions.shared, { planId, version, views, left, isWorkedOut, world })
  return left
}

/** Has the next look go on behind a step, where nothing else was written to the definitions. */
export function passStep({ definitions }: Context, planId: string, { snapshot }: Installed): void {
  const before = known.get(definitions.shared)
  const version = snapshot.version + 1
  if (before?.planId !== planId || before.version !== snapshot.version) return
  if (before.left.length === 1) known.delete(definitions.shared)
  else if (definitions.lastWritten === version)
    known.set(definitions.shared, {
      ...before,
      version,
      left: before.left.slice(1),
      isWorkedOut: false,
    })
}

function isOfDefinitions({ target, action }: Step): boolean {
  return target !== 'view' && action !== 'delete'
}
