import { type Field, sameValue, detail, reason, type CodedReasons } from '@cardfile/openapi'
import type { Context } from '../installation/context.ts'
import { invalid, ProblemError } from '../errors/problem-error.ts'
import type { FieldSnapshot } from '../installation/definitions.ts'
import { isMasked } from '../installation/field-visibility.ts'

/**
 * Who may change a field is said by those who may: nobody gives themselves, or others, what they lack.
 *
 * @throws ProblemError `forbidden`
 */
export function refuseGivingEdits(before: Field, after: Field): void {
  if (before.editable !== false || sameValue(before.editRoles, after.editRoles)) return
  throw new ProblemError('forbidden', {
    detail: detail('field_rights_not_yours', { field: before.name }),
  })
}

/**
 * Refuses rights that name roles there are not, or that would shut out whoever sets them: nobody
 * could undo that but an owner.
 *
 * @throws ProblemError `invalid` by property
 */
export function refuseRights(ctx: Context, snapshot: FieldSnapshot, field: Field): void {
  const { roles } = snapshot.access
  const { isOwner, role } = ctx.definitions.authorization(snapshot)
  const errors: CodedReasons = {}
  for (const property of ['viewRoles', 'editRoles'] as const) {
    const given = field[property]
    if (given == null) continue
    const reasons = given
      .filter((id) => !roles.has(id))
      .map((id) => reason('no_such_role_named', { id }))
    if (!isOwner && role && !given.includes(role.id))
      reasons.push(reason('own_role_missing', { role: role.name }))
    if (reasons.length > 0) errors[property] = reasons
  }
  if (field.maskRoles != null) {
    const reasons = field.maskRoles
      .filter((id) => !roles.has(id))
      .map((id) => reason('no_such_role_named', { id }))
    if (role && isMasked(field, role.id))
      reasons.push(reason('own_role_masked', { role: role.name }))
    if (reasons.length > 0) errors.maskRoles = reasons
  }
  if (Object.keys(errors).length > 0) throw invalid(errors)
}
