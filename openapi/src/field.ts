import { type Reason, reason } from './reasons/reason.ts'
import type { ConditionPlace, FieldConditions } from './field-conditions.ts'
import type { Filter } from './field-types/filter.ts'
import type { FieldSettings, FieldTypeId } from './field-types/registry.ts'
import { presentSettings, settingNames } from './field-types/settings.ts'
import type { IdentitySettings } from './identities/normalised.ts'
import { isPhoneIdentity } from './identities/registry.ts'

/** S: system, C: custom, I: identity. Every identity field is a system field too. */
export type FieldKind = 'S' | 'C' | 'I'

export const fieldKinds = {
  S: { label: 'System field', hint: 'Built in; its key, type and length are fixed.' },
  C: { label: 'Custom field', hint: 'Made by an administrator.' },
  I: { label: 'Identity field', hint: 'Identifies a contact; no two contacts share a value.' },
} as const satisfies Record<FieldKind, { label: string; hint: string }>

/** A field's definition: the same shape on the wire, in memory and in the form. */
export interface Field extends FieldSettings, IdentitySettings, FieldConditions {
  /** Minted by the server, never used twice. */
  id: number
  /** Stable name in the API; cannot change. */
  key: string
  /** The label people see. */
  name: string
  kind: FieldKind
  /** A field type's id. */
  type: FieldTypeId
  helpText: string | null
  defaultValue: unknown
  visible: boolean
  required: boolean
  readOnly: boolean
  /** True where filtering and sorting by this field is backed by an index. */
  indexed: boolean
  position: number
  /** Id of the section of the form that it stands in; null or absent for none. */
  section?: number | null
  version: number
  /** Ids of the roles that see its values; null or absent for all. An owner always does. */
  viewRoles?: string[] | null
  /** Ids of the roles that may change its values, of those that see them; null or absent for all. */
  editRoles?: string[] | null
  /**
   * Ids of the roles that see a mask of its values, of those that see it. They may change values where
   * `editRoles` names them, and by whole ones only.
   */
  maskRoles?: string[] | null
  /** True where whoever asked sees only a mask of its values. Not so marked among all fields of a write. */
  masked?: boolean
  /** True where whoever asked must not learn its values, but a mask of them; never travels. */
  unread?: boolean
  /** False where whoever asked may not change its values. */
  editable?: boolean
  /** The condition of the section that it stands in; never travels with it. */
  sectionVisibleWhen?: Filter | null
  /** Where it has conditions that look at a field which whoever asked may not see. */
  unseenConditions?: ConditionPlace[]
  /** True where whoever asked must not learn that it exists; never travels. */
  unseen?: boolean
  /** The number that the server stores its values under, where that is not its id; never travels. */
  member?: number
}

/**
 * The read-only rule: once the contact exists, the field's value stays as it is, be it one or none, by
 * its definition or for whoever asks. To send what is there already is no change. The rule set refuses
 * whatever else is sent, the statement that writes a change compares by the same rule in the same
 * trip, and the rows of a file leave such fields alone.
 */
export function isFixed({ readOnly, editable }: Pick<Field, 'readOnly' | 'editable'>): boolean {
  return readOnly || editable === false
}

/** Kept by the server alone: columns of a contact, not values of it. */
export const computedKeys: ReadonlySet<string> = new Set(['created_at', 'updated_at'])

/** Key of the field that says when a contact was changed last. */
export const updatedKey = 'updated_at'

export function isComputed(field: Pick<Field, 'key'>): boolean {
  return computedKeys.has(field.key)
}

export const nameKey = 'name'

/** What a custom field is as long as nobody says otherwise. */
export const plainDefinition = {
  helpText: null,
  defaultValue: null,
  visible: true,
  required: false,
  readOnly: false,
  visibleWhen: null,
  requiredWhen: null,
  readOnlyWhen: null,
  indexed: false,
  section: null,
  viewRoles: null,
  maskRoles: null,
  editRoles: null,
} satisfies Partial<Field>

/** What of a definition can be edited at all. */
export const editableProperties = [
  'name',
  'type',
  ...settingNames,
  'defaultCountry',
  'helpText',
  'defaultValue',
  'visible',
  'required',
  'readOnly',
  'visibleWhen',
  'requiredWhen',
  'readOnlyWhen',
  'indexed',
  'section',
  'viewRoles',
  'maskRoles',
  'editRoles',
] as const

export type EditableProperty = (typeof editableProperties)[number]

const always = reason('locked_name')
const system = reason('locked_system')
const identity = reason('locked_identity')
const noDefault = reason('locked_no_default')
const computed = reason('locked_computed')
const noCountry = reason('locked_no_country')

/**
 * Why a property of this field cannot be edited; null where it can. The API refuses with the same
 * words that the field editor shows beside the locked control.
 */
export function lockedReason(
  field: Pick<Field, 'key' | 'kind'>,
  property: EditableProperty,
): Reason | null {
  return locks.find((lock) => lock.applies(field) && lock.properties.has(property))?.why ?? null
}

interface Lock {
  applies(field: Pick<Field, 'key' | 'kind'>): boolean
  properties: ReadonlySet<EditableProperty>
  why: Reason
}

const settingsLock = ['type', ...settingNames] as const

const locks: readonly Lock[] = [
  {
    applies: ({ key }) => key === nameKey,
    properties: new Set([
      'visible',
      'required',
      'visibleWhen',
      'requiredWhen',
      'viewRoles',
      'maskRoles',
    ] as const),
    why: always,
  },
  {
    applies: isComputed,
    // Its times are part of every contact, whatever of it is seen.
    properties: new Set([
      'required',
      'readOnly',
      'visibleWhen',
      'requiredWhen',
      'readOnlyWhen',
      'defaultValue',
      'viewRoles',
      'maskRoles',
      'editRoles',
    ] as const),
    why: computed,
  },
  { applies: ({ kind }) => kind === 'I', properties: new Set(settingsLock), why: identity },
  {
    applies: ({ kind }) => kind === 'I',
    properties: new Set(['defaultValue', 'indexed'] as const),
    why: noDefault,
  },
  { applies: ({ kind }) => kind === 'S', properties: new Set(settingsLock), why: system },
  {
    applies: ({ kind, key }) => kind !== 'I' || !isPhoneIdentity(key),
    properties: new Set(['defaultCountry'] as const),
    why: noCountry,
  },
]

/** Only custom fields can be deleted. */
export function isDeletable(field: Pick<Field, 'kind'>): boolean {
  return field.kind === 'C'
}

/** What is stored of a definition beside the properties that every field has. */
export function storedSettings(field: Field): FieldSettings & IdentitySettings {
  const { defaultCountry } = field
  const { options, ...settings } = presentSettings(field)
  return {
    ...settings,
    // Under what condition each is offered is kept by field id, with all conditions.
    ...(options && { options: options.map(({ id, text }) => ({ id, text })) }),
    ...(defaultCountry === undefined ? {} : { defaultCountry }),
  }
}
