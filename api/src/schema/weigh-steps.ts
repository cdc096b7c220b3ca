import { fieldsByKey } from '@cardfile/openapi'
import { changed } from '../fields/changed-field.ts'
import { narrowedProperty, tryConversion } from '../fields/conversion.ts'
import { refuseMasked } from '../fields/definition-rules.ts'
import { countFieldUsage } from '../fields/count-field-usage.ts'
import { countShared, refuseUnclearUnique } from '../fields/unique-values.ts'
import { requirePermission } from '../installation/authorization.ts'
import type { Context } from '../installation/context.ts'
import type { FieldSnapshot } from '../installation/definitions.ts'
import { changesOf, type Step } from './plan.ts'
import { prefixed } from './prefixed.ts'
import { patchOf } from './project.ts'
import { isRoleProperty } from './role-properties.ts'
import type { SchemaStep } from './schemas.ts'

/** A step with how many contacts it touches now, and what of it somebody should look at twice. */
export async function weighed(
  ctx: Context,
  snapshot: FieldSnapshot,
  world: FieldSnapshot,
  step: Step,
): Promise<SchemaStep> {
  const { action, target, key, name } = step
  const { contacts, inTheWay } = await touched(ctx, snapshot, world, step)
  return {
    action,
    target,
    key,
    name,
    changes: changesOf(step),
    contacts,
    inTheWay,
    dangers: [
      ...(action === 'delete' ? (['deletes'] as const) : []),
      ...(action === 'update' && contacts > 0 ? (['converts_values'] as const) : []),
      ...(inTheWay > 0 ? (['values_in_the_way'] as const) : []),
      ...(changesRights(step) ? (['changes_rights'] as const) : []),
    ],
  }
}

async function touched(
  ctx: Context,
  snapshot: FieldSnapshot,
  world: FieldSnapshot,
  step: Step,
): Promise<{ contacts: number; inTheWay: number }> {
  const none = { contacts: 0, inTheWay: 0 }
  const before = step.target === 'field' && fieldsByKey(snapshot.fields).get(step.key)
  if (!before || step.target !== 'field') return none
  refuseMasked(before)
  if (step.action === 'delete')
    return { ...none, contacts: (await countFieldUsage(ctx, before.id)).contacts }
  const after = changed(before, patchOf(step.set, world))
  const narrowed = narrowedProperty(before, after)
  prefixed(`fields.${step.key}`, () => refuseUnclearUnique(before, after, narrowed))
  if (!narrowed) return { ...none, inTheWay: await countShared(ctx, snapshot, before, after) }
  const { pairs, fails, read } = await tryConversion(ctx, snapshot, before, after)
  // By what fits and what does not, asked often enough, others would learn the values.
  if (read.n > 0) requirePermission(ctx.definitions.authorization(snapshot), 'view_contacts')
  return { contacts: pairs.length, inTheWay: fails }
}

/** Of those who are there already: what is new says itself what it may. */
function changesRights(step: Step): boolean {
  return step.action === 'update' && changesOf(step).some(isRight)
}

const isRight = (property: string) => property === 'permissions' || isRoleProperty(property)
