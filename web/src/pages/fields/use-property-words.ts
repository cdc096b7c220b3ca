import { useTranslation } from 'react-i18next'
import { isEditableProperty, propertyPath } from './property-path.ts'
import { useSettingWords } from './type-words.ts'

/** What a property of a definition is called where it is edited; a name that is none comes back as it is. */
export function usePropertyWords(): (name: string) => string {
  const { t } = useTranslation()
  const settings = useSettingWords()
  return (name) => {
    if (!isEditableProperty(name)) return name
    const path = propertyPath(name)
    return typeof path === 'string' ? t(path as 'property.name') : settings.labelOf(path.setting)
  }
}
