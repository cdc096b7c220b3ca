import { type Field, nameKey, ownerRoleId, unseenConditions } from '@cardfile/openapi'
import type { FieldSnapshot } from './definitions.ts'
import type { Authorization } from './authorization.ts'

const seen = new WeakMap<FieldSnapshot, Map<string, FieldSnapshot>>()

/**
 * The definitions as a caller may know them. `fields` lacks what they may not see, so that it is as
 * unknown to them as what does not exist, in every list, filter, file and error; `everyField` has it,
 * marked, for what must be done to a whole contact. Of `sections` those are missing of which they see no
 * field.
 */
export function seenBy(snapshot: FieldSnapshot, authorization: Authorization): FieldSnapshot {
  const identities = authorization.permissions.has('view_identities')
  if (authorization.isOwner && identities) return snapshot
  const sight = `${authorization.role?.id ?? ''} ${identities}`
  const views = seen.get(snapshot) ?? new Map<string, FieldSnapshot>()
  seen.set(snapshot, views)
  // Rules are remembered by definition, so the definitions a role sees must stay the same objects.
  const view = views.get(sight) ?? viewOf(snapshot, authorization.role?.id ?? null, identities)
  views.set(sight, view)
  return view
}

function viewOf(snapshot: FieldSnapshot, role: string | null, identities: boolean): FieldSnapshot {
  const everyField = snapshot.everyField.map((field): Field => {
    if (!maySee(field, role, identities)) return { ...field, editable: false, unseen: true }
    return mayEdit(field, role) ? { ...field } : { ...field, editable: false }
  })
  for (const field of everyField) {
    const unseen = unseenConditions(field, everyField)
    if (unseen.length > 0) field.unseenConditions = [...new Set(unseen)]
  }
  const fields = everyField.filter(({ unseen }) => !unseen)
  // The name of a section may tell what is in it.
  const sections = snapshot.everySection.filter(({ id }) => {
    const holdsIt = ({ section }: Field) => section === id
    return fields.some(holdsIt) || !everyField.some(holdsIt)
  })
  return { ...snapshot, everyField, fields, sections }
}

/** What a caller sees of fields that are not among the live ones. */
export function visibilityOf({
  isOwner,
  role,
  permissions,
}: Authorization): (field: Field) => boolean {
  const identities = permissions.has('view_identities')
  return (field) => (isOwner && identities) || maySee(field, role?.id ?? null, identities)
}

/** Whether a role's people see a field; `identities` where they may see any at all. */
export function maySee(field: Field, role: string | null, identities: boolean): boolean {
  if (field.key === nameKey) return true
  return isAmong(field.viewRoles, role) && (identities || field.kind !== 'I')
}

/** Whether a role's people may change a field that they see, where they may change contacts at all. */
export function mayEdit({ editRoles }: Field, role: string | null): boolean {
  return isAmong(editRoles, role)
}

function isAmong(roles: readonly string[] | null | undefined, role: string | null): boolean {
  return roles == null || role === ownerRoleId || (role !== null && roles.includes(role))
}
