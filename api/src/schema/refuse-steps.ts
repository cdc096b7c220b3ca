import {
  type CodedReasons,
  detail,
  fieldsByKey,
  foldText,
  mostSections,
  mostViews,
  reason,
} from '@cardfile/openapi'
import { invalid, ProblemError } from '../errors/problem-error.ts'
import { refuseMasked } from '../fields/definition-rules.ts'
import { refuseGivingEdits, refuseRights } from '../fields/rights.ts'
import { requirePermission } from '../installation/authorization.ts'
import type { Context } from '../installation/context.ts'
import type { FieldSnapshot } from '../installation/definitions.ts'
import { refuseChangingRole, refuseDeletingRole, refuseMore } from '../roles/service.ts'
import type { Installed, Step } from './plan.ts'
import { prefixed } from './prefixed.ts'
import { roleNamed } from './project.ts'
import { isRoleProperty } from './role-properties.ts'

const nameTaken = {
  role: reason('name_of_other_role'),
  section: reason('name_of_other_section'),
  field: reason('name_of_other_field'),
  view: reason('name_of_other_view'),
} as const

/**
 * Refuses steps that would give a name which another one has by then. Those that whoever asks does not see are for
 * the step to refuse: a plan can be asked for as often as one likes.
 *
 * @throws ProblemError `invalid` by `<kind>.<key or name>.name`
 */
export function refuseTakenNames(
  { snapshot, views, unlisted }: Installed,
  steps: readonly Step[],
): void {
  const named = (all: Iterable<{ name: string }>) =>
    new Names([...all].map(({ name }) => [foldText(name), name]))
  const names = {
    role: named(snapshot.access.roles.values()),
    section: named(snapshot.sections),
    field: new Names(snapshot.fields.map(({ key, name }) => [key, name])),
    view: named([...views, ...unlisted]),
  }
  const faults: CodedReasons = {}
  for (const { target, action, key, name, set } of steps) {
    if (target === 'order') continue
    const id = target === 'field' ? key : foldText(key)
    const known = names[target]
    const isNamed = action === 'create' || 'name' in set
    if (action === 'delete') known.free(id)
    else if (isNamed && !known.take(action === 'create' ? null : id, name))
      faults[`${target}s.${target === 'field' ? key : name}.name`] = [nameTaken[target]]
  }
  if (Object.keys(faults).length > 0) throw invalid(faults)
  refuseTooMany(steps, 'view', views.length + unlisted.length, mostViews.shared)
  refuseTooMany(steps, 'section', snapshot.everySection.length, mostSections)
}

const tooMany = { view: 'too_many_views', section: 'too_many_sections' } as const

/** What goes is gone last. @throws ProblemError `wrong_state` where there would be more than there may be */
function refuseTooMany(
  steps: readonly Step[],
  target: keyof typeof tooMany,
  present: number,
  most: number,
): void {
  const made = steps.filter((step) => step.target === target && step.action === 'create').length
  if (made > 0 && present + made > most)
    throw new ProblemError('wrong_state', { detail: detail(tooMany[target], { most }) })
}

/** Who has which name, as names are compared. */
class Names {
  readonly #nameOf: Map<string, string>
  readonly #taken = new Map<string, number>()

  constructor(named: readonly (readonly [id: string, name: string])[]) {
    this.#nameOf = new Map(named.map(([id, name]) => [id, foldText(name)]))
    for (const [, name] of named) this.#count(foldText(name), 1)
  }

  free(id: string): void {
    const name = this.#nameOf.get(id)
    if (name !== undefined) this.#count(name, -1)
  }

  /** @param id null for one that is new @returns whether nobody else has it */
  take(id: string | null, name: string): boolean {
    if (id !== null) this.free(id)
    const folded = foldText(name)
    this.#count(folded, 1)
    if (id !== null) this.#nameOf.set(id, folded)
    return this.#taken.get(folded) === 1
  }

  #count(name: string, more: number): void {
    this.#taken.set(name, (this.#taken.get(name) ?? 0) + more)
  }
}

/**
 * Refuses what whoever asks may not do themselves, before any step is taken.
 *
 * @param world the definitions that there would be
 * @throws ProblemError `forbidden`; `in_use` or `wrong_state` for a role that cannot be deleted; `invalid` by
 *   `fields.<key>.<property>` for rights that would shut them out
 */
export function refuseForbidden(
  ctx: Context,
  { snapshot }: Installed,
  world: FieldSnapshot,
  steps: readonly Step[],
): void {
  const authorization = ctx.definitions.authorization(snapshot)
  for (const step of steps) {
    if (step.target === 'view') requirePermission(authorization, 'manage_views')
    if (step.target === 'role') refuseForbiddenRole(ctx, snapshot, step)
    if (step.target === 'field') refuseForbiddenField(ctx, snapshot, world, step)
  }
}

function refuseForbiddenRole(
  ctx: Context,
  snapshot: FieldSnapshot,
  { action, key, set }: Extract<Step, { target: 'role' }>,
): void {
  const authorization = ctx.definitions.authorization(snapshot)
  requirePermission(authorization, 'manage_people')
  const before = roleNamed(key, snapshot)
  if (action === 'create' || !before) refuseMore(authorization, set.permissions ?? [])
  else if (action === 'delete') refuseDeletingRole(ctx, snapshot, before)
  else {
    const { name = before.name, permissions = before.permissions } = set
    refuseChangingRole(ctx, snapshot, before, { ...before, name, permissions })
  }
}

function refuseForbiddenField(
  ctx: Context,
  snapshot: FieldSnapshot,
  world: FieldSnapshot,
  { key, set }: Extract<Step, { target: 'field' }>,
): void {
  const before = fieldsByKey(snapshot.fields).get(key)
  const after = fieldsByKey(world.fields).get(key)
  if (before) refuseMasked(before)
  if (before && after && 'editRoles' in set) refuseGivingEdits(before, after)
  if (after && Object.keys(set).some(isRoleProperty))
    prefixed(`fields.${key}`, () => refuseRights(ctx, world, after))
}
