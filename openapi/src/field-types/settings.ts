import {
  type FieldSettings,
  fieldTypeOf,
  fieldTypes,
  type SettingName,
  type Settings,
} from './registry.ts'
import { partOfEach } from './setting.ts'

/** Every setting that any type declares, by name. */
export const settings: Settings = Object.assign({}, ...fieldTypes.map((type) => type.settings))

export const settingNames = Object.keys(settings) as SettingName[]

/** The settings' properties in a request. */
export const sentSettings = partOfEach(settings, 'sent')

/** The settings' properties in an answer. */
export const keptSettings = partOfEach(settings, 'kept')

/** The settings a definition states, and nothing else of it. */
export function presentSettings(stated: {
  readonly [Name in SettingName]?: unknown
}): FieldSettings {
  return Object.fromEntries(
    settingNames.flatMap((name) => (stated[name] == null ? [] : [[name, stated[name]]])),
  )
}

/** A definition without its settings. */
export function withoutSettings<T extends FieldSettings>(definition: T): Omit<T, SettingName> {
  const rest = { ...definition }
  for (const name of settingNames) delete rest[name]
  return rest
}

/** A definition that takes every value that some definition of its type takes. */
export function withWidestSettings<T extends FieldSettings & { type: string }>(definition: T): T {
  const declared = Object.entries(fieldTypeOf(definition.type).settings)
  const bounded = declared.filter(([, setting]) => 'widest' in setting)
  return {
    ...definition,
    ...Object.fromEntries(bounded.map(([name, { widest }]) => [name, widest])),
  }
}

/** The setting whose change may forbid values that were allowed, of two definitions of one type. */
export function narrowedSetting(
  before: FieldSettings & { type: string },
  after: FieldSettings,
): SettingName | null {
  const type = fieldTypeOf(before.type)
  const narrowed = type.settingNames.find((name) => {
    const setting = type.settings[name]
    return setting?.narrows(before[name] ?? setting.initial, after[name] ?? setting.initial)
  })
  return narrowed ?? null
}
