import {
  type Field,
  looksAtHidden,
  nameKey,
  ownerRoleId,
  type Section,
  withUnseenMarked,
} from '@cardfile/openapi'
import type { FieldSnapshot } from './definitions.ts'
import type { Authorization } from './authorization.ts'

const seen = new WeakMap<FieldSnapshot, Map<string, FieldSnapshot>>()

/**
 * The definitions as a caller may know them. `fields` lacks what they may not see, so that it is as
 * unknown to them as what does not exist, in every list, filter, file and error; `everyField` has it,
 * marked, for what must be done to a whole contact. A field of which they see only masks is `masked` among
 * `fields`, so that whatever is read by it is one, and `unread` among all. Of `sections` those are missing of which they see no
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
  const sighted = snapshot.everyField.map((field): Field => {
    if (!maySee(field, role, identities)) return { ...field, editable: false, unseen: true }
    const sight = isMasked(field, role) ? { unread: true } : {}
    return mayEdit(field, role) ? { ...field, ...sight } : { ...field, ...sight, editable: false }
  })
  const everyField = sighted.map((field) => withUnseenMarked(field, sighted))
  // What is read by these comes out masked; a write needs the values themselves.
  const fields = everyField
    .filter(({ unseen }) => !unseen)
    .map((field) => (field.unread ? { ...field, masked: true } : field))
  // The name of a section may tell what is in it.
  const sections = snapshot.everySection
    .filter(({ id }) => {
      const holdsIt = ({ section }: Field) => section === id
      return fields.some(holdsIt) || !everyField.some(holdsIt)
    })
    .map((section): Section =>
      section.visibleWhen && looksAtHidden(section.visibleWhen, everyField)
        ? { ...section, visibleWhen: null, unseenCondition: true }
        : section,
    )
  return { ...snapshot, everyField, fields, sections }
}

/** Which fields that are not among the live ones a caller sees: those whose values they would read. */
export function visibilityOf({
  isOwner,
  role,
  permissions,
}: Authorization): (field: Field) => boolean {
  const identities = permissions.has('view_identities')
  const id = role?.id ?? null
  return (field) =>
    (isOwner && identities) || (maySee(field, id, identities) && !isMasked(field, id))
}

/** Whether a role's people see a field; `identities` where they may see any at all. */
export function maySee(field: Field, role: string | null, identities: boolean): boolean {
  if (field.key === nameKey) return true
  return isAmong(field.viewRoles, role) && (identities || field.kind !== 'I')
}

/** Whether a role's people see only masks of a field's values. */
export function isMasked({ maskRoles }: Field, role: string | null): boolean {
  return maskRoles != null && role !== null && role !== ownerRoleId && maskRoles.includes(role)
}

/**
 * Whether a role's people may change a field that they see, where they may change contacts at all. Who
 * sees only masks may where they are named: nobody writes over what they cannot read unless that is meant.
 */
export function mayEdit(field: Field, role: string | null): boolean {
  return isMasked(field, role)
    ? field.editRoles != null && isAmong(field.editRoles, role)
    : isAmong(field.editRoles, role)
}

function isAmong(roles: readonly string[] | null | undefined, role: string | null): boolean {
  return roles == null || role === ownerRoleId || (role !== null && roles.includes(role))
}
