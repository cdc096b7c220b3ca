import type { SetUpStep } from '../../api/set-up.ts'

/** In the order in which they are listed; titles are looked up under `setUpFile.groups.<name>`. */
export const groupNames = ['create', 'update', 'convert', 'delete'] as const

export type GroupName = (typeof groupNames)[number]

/** A step with its place in the plan, from 1. */
export type PlacedStep = SetUpStep & { place: number }

function groupOf({ action, dangers }: SetUpStep): GroupName {
  if (action === 'create' || action === 'delete') return action
  const converts = dangers.some((one) => one === 'converts_values' || one === 'values_in_the_way')
  return converts ? 'convert' : 'update'
}

/** The steps of a plan by what they do, in the order they are taken in; groups without any are left out. */
export function planGroups(
  steps: readonly SetUpStep[],
): { name: GroupName; steps: PlacedStep[] }[] {
  const placed = steps.map((step, at) => ({ ...step, place: at + 1 }))
  return groupNames
    .map((name) => ({ name, steps: placed.filter((step) => groupOf(step) === name) }))
    .filter((group) => group.steps.length > 0)
}
