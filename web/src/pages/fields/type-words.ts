import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Field, fieldTypeOf } from '@cardfile/openapi'

/** A field's type and settings in words. A type that the locale does not know yet says its own. */
export function useTypeWords() {
  const { t } = useTranslation()
  return useMemo(() => {
    const labelOf = (type: string) =>
      t(`types.labels.${type}` as 'types.labels.text', { defaultValue: fieldTypeOf(type).label })
    const hintOf = (type: string) =>
      t(`types.hints.${type}` as 'types.hints.text', { defaultValue: fieldTypeOf(type).hint })
    const typeLabel = (field: Pick<Field, 'type' | 'kind'>) =>
      field.kind === 'I' ? t('types.identity') : labelOf(field.type)
    const settingsLabel = ({ length, options, min, max, decimals }: Field) =>
      [
        length !== undefined && t('settings.lengthShort', { length }),
        options && t('settings.optionsShort', { count: options.length }),
        min !== undefined && `≥ ${min}`,
        max !== undefined && `≤ ${max}`,
        decimals !== undefined && t('settings.decimalsShort', { count: decimals }),
      ]
        .filter(Boolean)
        .join(' · ')
    return { labelOf, hintOf, typeLabel, settingsLabel }
  }, [t])
}
