import {
  type EditableProperty,
  editableProperties,
  type Field,
  fieldTypeOf,
  foldText,
  lockedReason,
  ownerRoleId,
  permissionIds,
  type Role,
  type Section,
  sectionCreateSchema,
  type View,
  viewPatchSchema,
} from '@cardfile/openapi'
import { sha256Hex } from '../crypto/sha256-hex.ts'
import { shownField } from '../fields/definition-rules.ts'
import type { FieldSnapshot } from '../installation/definitions.ts'
import { isRoleProperty } from './role-properties.ts'
import type {
  DocumentField,
  DocumentRole,
  DocumentSection,
  DocumentView,
  SchemaDocument,
} from './schemas.ts'

/** What a set-up is made of: definitions and roles, and the views that are shared. */
export interface SetUp {
  snapshot: Pick<FieldSnapshot, 'fields' | 'sections' | 'access'>
  /** As whoever asks is told of them; broken ones are left alone. */
  views: readonly Pick<View, keyof DocumentView>[]
}

/** A set-up by keys and names, as far as whoever asks sees it. */
export function documentOf({ snapshot, views }: SetUp): SchemaDocument {
  const { fields, sections, access } = snapshot
  return {
    cardfile: 1,
    roles: rolesIn(access.roles).map(roleEntry),
    sections: sections.map(sectionEntry),
    fields: fields.map((field) => fieldEntry(field, snapshot)),
    views: views.map((view) => viewEntry(view, snapshot)),
  }
}

/** The bytes of a document: the same for the same set-up, wherever it is. */
export function textOf(document: object): string {
  return `${JSON.stringify(sorted(document), null, 2)}\n`
}

/** By what a set-up is told from others: it may be longer than what is kept of a plan. */
export function markOf(document: object): string {
  return sha256Hex(textOf(document))
}

const first = ['cardfile', 'key', 'name', 'roles', 'sections', 'fields', 'views']

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const place = (key: string) => (first.includes(key) ? first.indexOf(key) : first.length)
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}

/** Those that come with every installation, then others by name. Nobody changes an owner’s. */
function rolesIn(roles: ReadonlyMap<string, Role>): Role[] {
  const all = [...roles.values()].filter(({ id }) => id !== ownerRoleId)
  const byName = (a: Role, b: Role) => (foldText(a.name) < foldText(b.name) ? -1 : 1)
  return [
    ...all.filter(({ builtIn }) => builtIn),
    ...all.filter(({ builtIn }) => !builtIn).sort(byName),
  ]
}

export function roleEntry({ id, name, builtIn, permissions }: Role): DocumentRole {
  return {
    name,
    ...(builtIn && { builtIn: id }),
    permissions: permissionIds.filter((one) => permissions.includes(one)),
  }
}

/** A condition on what they do not see is none of what they take elsewhere. */
export function sectionEntry(section: Section): DocumentSection {
  const { visibleWhen: _, ...others } = sectionCreateSchema.shape
  const shape = section.unseenCondition ? others : sectionCreateSchema.shape
  return { ...picked(section, Object.keys(shape)), name: section.name }
}

/** All that can be changed of a field. What is not set is said as null, so that applying it unsets it. */
export function fieldEntry(
  field: Field,
  names: Pick<FieldSnapshot, 'sections' | 'access'>,
): DocumentField {
  const shown = shownField(field)
  const settings: readonly string[] = fieldTypeOf(field.type).settingNames
  const told = editableProperties.flatMap((property): [EditableProperty, unknown][] => {
    if (lockedReason(field, property) || isUnseen(field, property)) return []
    const value = shown[property]
    if (value === undefined) return settings.includes(property) ? [[property, null]] : []
    return [[property, named(property, value, field, names)]]
  })
  return { ...Object.fromEntries(told), key: field.key }
}

function isUnseen({ unseenConditions = [] }: Field, property: string): boolean {
  return property !== 'options' && unseenConditions.some((place) => place === property)
}

function named(
  property: EditableProperty,
  value: unknown,
  { options = [], unseenConditions = [] }: Field,
  { sections, access }: Pick<FieldSnapshot, 'sections' | 'access'>,
): unknown {
  if (property === 'section') return sections.find(({ id }) => id === value)?.name ?? null
  if (isRoleProperty(property))
    return Array.isArray(value)
      ? value.flatMap((id) => access.roles.get(id)?.name ?? []).sort()
      : null
  if (property === 'options' && !unseenConditions.includes('options'))
    return options.map((option) => ({ ...option, when: option.when ?? null }))
  return value
}

export function viewEntry(
  view: Pick<View, keyof DocumentView>,
  { access }: Pick<FieldSnapshot, 'access'>,
): DocumentView {
  const { shared: _, ...shape } = viewPatchSchema.shape
  const { name, filter = null, roles } = view
  return {
    ...picked(view, Object.keys(shape)),
    name,
    filter,
    roles: roles.flatMap((id) => access.roles.get(id)?.name ?? []).sort(),
  }
}

function picked(record: object, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => keys.includes(key)))
}
