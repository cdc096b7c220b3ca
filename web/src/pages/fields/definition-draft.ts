import { reasonWords, wordsOf } from '../../locales/reason-words.ts'
import {
  completeConditions,
  completeDefinition,
  type EditableProperty,
  type Field,
  type FieldCreate,
  type FieldPatch,
  type Filter,
  fieldCreateSchema,
  type FieldTypeId,
  fieldTypeOf,
  isEmptyValue,
  lockedReason,
  plainDefinition,
  presentSettings,
  type Reasons,
  codedReasonsOf,
  reason,
  sameValue,
  settingNames,
  foldText,
  Unread,
  trimMarks,
} from '@cardfile/openapi'
import {
  numbersOf,
  wordsIn,
  switchesIn,
  listsIn,
  type NumberSettingName,
  type NumberSettings,
  type WordSettings,
  type SwitchSettings,
  type ListSettings,
} from './drafted-settings.ts'

export interface OptionDraft {
  /** For lists that change while they are shown. */
  rowId: number
  /** Left out for an option that is new. */
  id?: string
  text: string
  /** When it is offered. Left out it is as it is stored; null for always. */
  when?: Filter | null
}

/** A definition while somebody writes it. */
export interface DefinitionDraft {
  name: string
  type: FieldTypeId
  helpText: string
  /** The settings that are numbers. */
  numbers: NumberSettings
  /** Those of them that were typed so that they cannot be read. */
  unread: { [Name in NumberSettingName]?: Unread }
  /** The settings that are texts. */
  words: WordSettings
  /** Those that are on or off. */
  switches: SwitchSettings
  /** Those that are several texts. */
  lists: ListSettings
  options: OptionDraft[]
  defaultCountry: string | null
  defaultValue: unknown
  visible: boolean
  required: boolean
  readOnly: boolean
  visibleWhen: Filter | null
  requiredWhen: Filter | null
  readOnlyWhen: Filter | null
  indexed: boolean
  /** Id of the section of the form; null for none. */
  section: number | null
  /** Ids of the roles that see or edit its values; null for all. */
  viewRoles: string[] | null
  /** Those that see masks of them; null for none. */
  maskRoles: string[] | null
  editRoles: string[] | null
}

let lastRowId = 0

export function newOption(text = ''): OptionDraft {
  return { rowId: ++lastRowId, text }
}

/** A new field of a type, with the settings the type itself proposes. */
export function draftOfType(type: FieldTypeId): DefinitionDraft {
  const start: DefinitionDraft = {
    ...plainDefinition,
    name: '',
    type,
    helpText: '',
    numbers: {},
    unread: {},
    words: {},
    switches: {},
    lists: {},
    options: [],
    defaultCountry: null,
  }
  return withType(start, type)
}

/** The draft as one of another type: its settings begin anew, a default that no longer fits goes. */
export function withType(draft: DefinitionDraft, type: FieldTypeId): DefinitionDraft {
  const { settings: declared, settingNames: names } = fieldTypeOf(type)
  const options = draft.options.length > 0 ? draft.options : [newOption(), newOption()]
  return {
    ...draft,
    type,
    numbers: numbersOf(names, (name) => declared[name]?.initial ?? draft.numbers[name]),
    unread: {},
    words: wordsIn(names, (name) => declared[name]?.initial ?? draft.words[name]),
    switches: {},
    lists: {},
    options: names.includes('options') ? options : draft.options,
    defaultValue: null,
  }
}

export function draftOfField(field: Field): DefinitionDraft {
  return {
    name: field.name,
    type: field.type,
    helpText: field.helpText ?? '',
    numbers: numbersOf(settingNames, (name) => field[name]),
    unread: {},
    words: wordsIn(settingNames, (name) => field[name]),
    switches: switchesIn(settingNames, (name) => field[name]),
    lists: listsIn(settingNames, (name) => field[name]),
    options: (field.options ?? []).map((option) => ({ rowId: ++lastRowId, ...option })),
    defaultCountry: field.defaultCountry ?? null,
    defaultValue: field.defaultValue,
    visible: field.visible,
    required: field.required,
    readOnly: field.readOnly,
    visibleWhen: field.visibleWhen ?? null,
    requiredWhen: field.requiredWhen ?? null,
    readOnlyWhen: field.readOnlyWhen ?? null,
    indexed: field.indexed,
    section: field.section ?? null,
    viewRoles: field.viewRoles ?? null,
    maskRoles: field.maskRoles ?? null,
    editRoles: field.editRoles ?? null,
  }
}

/** The draft with a setting as it was typed: a number, null for none, or what cannot be read. */
export function withNumber(
  { numbers, unread }: DefinitionDraft,
  name: NumberSettingName,
  typed: unknown,
): Pick<DefinitionDraft, 'numbers' | 'unread'> {
  const { [name]: _, ...others } = unread
  return {
    numbers: { ...numbers, [name]: typeof typed === 'number' ? typed : null },
    unread: typed instanceof Unread ? { ...others, [name]: typed } : others,
  }
}

/** What is sent to create the field. */
export function bodyOf(draft: DefinitionDraft): FieldCreate {
  const {
    defaultCountry: _,
    options,
    numbers,
    unread: __,
    words,
    switches,
    lists,
    ...plain
  } = draft
  const names = fieldTypeOf(draft.type).settingNames
  return {
    ...plain,
    helpText: trimMarks(draft.helpText) || null,
    defaultValue: isEmptyValue(draft.defaultValue) ? null : draft.defaultValue,
    ...numbersOf(names, (name) => numbers[name]),
    ...wordsIn(names, (name) => words[name]),
    ...switchesIn(names, (name) => switches[name]),
    ...listsIn(names, (name) => lists[name]),
    ...(names.includes('options') ? { options: writtenOptions(options).map(sentOption) } : {}),
  }
}

function sentOption({ id, text, when }: OptionDraft) {
  return { ...(id !== undefined && { id }), text, ...(when !== undefined && { when }) }
}

/** What is sent to change the field: what differs and may be changed. */
export function patchOf(field: Field, draft: DefinitionDraft): FieldPatch {
  const before = { ...bodyOf(draftOfField(field)), defaultCountry: field.defaultCountry }
  const after = { ...bodyOf(draft), defaultCountry: draft.defaultCountry ?? undefined }
  return Object.fromEntries(
    Object.entries(after).filter(
      ([property, value]) =>
        lockedReason(field, property as EditableProperty) === null &&
        JSON.stringify(value ?? null) !==
          JSON.stringify(before[property as keyof typeof before] ?? null) &&
        !(property === 'defaultValue' && sameValue(value, field.defaultValue)),
    ),
  )
}

/**
 * The definition as it would stand, also with what is not saved yet: the default's control and the
 * preview are drawn from it. An option without an id goes by its text, which the API takes as well.
 */
export function previewOf(draft: DefinitionDraft, field: Field | null): Field {
  const { numbers, unread: _, words, switches, lists, options, defaultCountry, ...plain } = draft
  return {
    id: field?.id ?? 0,
    key: field?.key ?? 'new_field',
    kind: field?.kind ?? 'C',
    position: field?.position ?? 0,
    version: field?.version ?? 0,
    ...plain,
    helpText: draft.helpText || null,
    ...presentSettings({
      ...numbers,
      ...wordsIn(settingNames, (name) => words[name]),
      ...switches,
      ...listsIn(settingNames, (name) => lists[name]),
    }),
    options: writtenOptions(options).map(({ id, text, when }) => ({
      id: id ?? text,
      text,
      ...(when && { when }),
    })),
    ...(defaultCountry ? { defaultCountry } : {}),
  }
}

/** Reasons by property, by the rules the server uses. */
export function judgeDefinition(
  draft: DefinitionDraft,
  field: Field | null,
  others: readonly Field[],
): Reasons {
  const errors: Reasons = {}
  const shape = fieldCreateSchema.safeParse(bodyOf(draft))
  if (!shape.success) Object.assign(errors, wordsOf(codedReasonsOf(shape.error)))
  for (const [name, unread] of Object.entries(draft.unread))
    errors[name] = [reasonWords(unread.reason)]
  const name = foldText(trimMarks(draft.name))
  if (others.some((other) => other.id !== field?.id && foldText(other.name) === name))
    errors.name = [reasonWords(reason('name_of_other_field'))]
  if (Object.keys(errors).length > 0) return errors
  // New options have no ids to check yet; the rules mint them.
  const { options: _, ...preview } = previewOf(draft, field)
  const { options, defaultValue } = bodyOf(draft)
  const whole = {
    ...preview,
    ...(options ? { options: options as NonNullable<Field['options']> } : {}),
    defaultValue,
  }
  const verdict = completeDefinition(whole, field)
  if ('errors' in verdict) return wordsOf(verdict.errors)
  const { unseenConditions } = field ?? {}
  const conditions = completeConditions(
    unseenConditions ? { ...verdict.field, unseenConditions } : verdict.field,
    others,
  )
  return 'errors' in conditions ? wordsOf(conditions.errors) : {}
}

/** A row that was left empty is no option. */
export function writtenOptions(options: readonly OptionDraft[]): OptionDraft[] {
  return options
    .map((option) => ({ ...option, text: trimMarks(option.text) }))
    .filter(({ id, text }) => text !== '' || id !== undefined)
}
