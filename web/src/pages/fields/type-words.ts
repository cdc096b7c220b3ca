import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type Field,
  fieldTypeOf,
  type SettingName,
  settingNames,
  settings,
} from '@cardfile/openapi'

/** A field's type in words: the contract's own, unless the locale has others. */
export function useTypeWords() {
  const { t } = useTranslation()
  return useMemo(() => {
    const labelOf = (type: string) =>
      t(`types.labels.${type}`, { defaultValue: fieldTypeOf(type).label })
    const hintOf = (type: string) =>
      t(`types.hints.${type}`, { defaultValue: fieldTypeOf(type).hint })
    const typeLabel = (field: Pick<Field, 'type' | 'kind'>) =>
      field.kind === 'I' ? t('types.identity') : labelOf(field.type)
    return { labelOf, hintOf, typeLabel }
  }, [t])
}

/** The settings of types in words, by the same rule. */
export function useSettingWords() {
  const { t } = useTranslation()
  return useMemo(() => {
    const labelOf = (name: SettingName) =>
      t(`settings.labels.${name}`, { defaultValue: settings[name].label })
    const hintOf = (name: SettingName) => {
      const { hint } = settings[name]
      return hint === undefined ? undefined : t(`settings.hints.${name}`, { defaultValue: hint })
    }
    /** What a setting is chosen from; null for one that is none. */
    const choicesOf = (name: SettingName) => {
      const { choices } = settings[name]
      return choices === undefined
        ? null
        : Object.entries(choices).map(([value, words]) => ({
            value,
            label: t(`settings.choices.${name}.${value}`, { defaultValue: words }),
          }))
    }
    const summaryOf = (name: SettingName, field: Field) => {
      const value = field[name]
      if (value === undefined) return null
      const { one, other } = settings[name].summary
      const key = `settings.summaries.${name}` as const
      const count = Array.isArray(value) ? value.length : value
      if (typeof count === 'number')
        return t(key, { count, value, defaultValue_one: one ?? other, defaultValue_other: other })
      const shown = choicesOf(name)?.find((choice) => choice.value === value)?.label ?? value
      return t(key, { value: shown, defaultValue: other })
    }
    /** All that a definition states, in one line. */
    const summariesOf = (field: Field) =>
      settingNames
        .map((name) => summaryOf(name, field))
        .filter((summary) => summary !== null && summary !== '')
        .join(' · ')
    return { labelOf, hintOf, choicesOf, summariesOf }
  }, [t])
}
