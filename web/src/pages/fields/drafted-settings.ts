import { type FieldSettings, type SettingName, settings, trimMarks } from '@cardfile/openapi'

export type NumberSettingName = {
  [Name in SettingName]: NonNullable<FieldSettings[Name]> extends number ? Name : never
}[SettingName]

export type NumberSettings = { [Name in NumberSettingName]?: number | null }

export function isNumberSetting(name: SettingName): name is NumberSettingName {
  return settings[name].editor === 'number'
}

export type WordSettingName = {
  [Name in SettingName]: NonNullable<FieldSettings[Name]> extends string ? Name : never
}[SettingName]

export type WordSettings = { [Name in WordSettingName]?: FieldSettings[Name] | null }

/** A setting that is a text, typed or chosen. */
export function isWordSetting(name: SettingName): name is WordSettingName {
  return ['text', 'choice', 'pattern', 'currency'].includes(settings[name].editor)
}

export type SwitchSettingName = {
  [Name in SettingName]: NonNullable<FieldSettings[Name]> extends boolean ? Name : never
}[SettingName]

export type SwitchSettings = { [Name in SwitchSettingName]?: boolean }

/** A setting that is on or off. */
export function isSwitchSetting(name: SettingName): name is SwitchSettingName {
  return settings[name].editor === 'switch'
}

export type ListSettingName = {
  [Name in SettingName]: NonNullable<FieldSettings[Name]> extends string[] ? Name : never
}[SettingName]

export type ListSettings = { [Name in ListSettingName]?: FieldSettings[Name] | null }

/** A setting that is several texts, chosen from a list. */
export function isListSetting(name: SettingName): name is ListSettingName {
  return settings[name].editor === 'currencies'
}

/** Those of the settings that are numbers, null where `read` finds none. */
export function numbersOf(
  names: readonly SettingName[],
  read: (name: NumberSettingName) => unknown,
): NumberSettings {
  const numbers: NumberSettings = {}
  for (const name of names.filter(isNumberSetting)) {
    const value = read(name)
    numbers[name] = typeof value === 'number' ? value : null
  }
  return numbers
}

/** Those of the settings that are texts, null where `read` finds none; blanks around them mean nothing. */
export function wordsIn(
  names: readonly SettingName[],
  read: (name: WordSettingName) => unknown,
): WordSettings {
  const words = names.filter(isWordSetting).map((name) => {
    const value = read(name)
    return [name, typeof value === 'string' ? trimMarks(value) || null : null]
  })
  // What is chosen is offered by the setting itself; the rules judge the rest.
  return Object.fromEntries(words) as WordSettings
}

/** Those of the settings that are on or off. */
export function switchesIn(
  names: readonly SettingName[],
  read: (name: SwitchSettingName) => unknown,
): SwitchSettings {
  return Object.fromEntries(
    names.filter(isSwitchSetting).map((name) => [name, read(name) === true]),
  )
}

/** Those of the settings that are several texts, null where there is none. */
export function listsIn(
  names: readonly SettingName[],
  read: (name: ListSettingName) => string[] | null | undefined,
): ListSettings {
  const lists = names.filter(isListSetting).map((name) => {
    const chosen = read(name)
    return [name, chosen?.length ? [...chosen] : null]
  })
  return Object.fromEntries(lists)
}
