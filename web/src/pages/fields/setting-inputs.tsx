import { InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import type { EditableProperty, Reasons, SettingName } from '@cardfile/openapi'
import type { DefinitionDraft } from './definition-draft.ts'
import { Property, propertyAria } from '../../layout/property.tsx'

interface SettingInputsProps {
  /** The settings the field's type has. */
  names: readonly SettingName[]
  draft: DefinitionDraft
  errors: Reasons
  lock(property: EditableProperty): string | null
  onChange(part: Partial<DefinitionDraft>): void
}

/** Settings that are numbers: length, minimum, maximum, decimal places. */
export function SettingInputs({ names, draft, errors, lock, onChange }: SettingInputsProps) {
  const { t } = useTranslation()
  return names.map((name) => {
    if (name === 'options') return null
    const id = `property-${name}`
    const locked = lock(name)
    const hint = name === 'length' ? t('property.lengthHint') : undefined
    return (
      <Property
        key={name}
        id={id}
        label={t(`property.${name}`)}
        hint={hint}
        locked={locked}
        reasons={errors[name]}
      >
        <InputNumber<number>
          {...propertyAria(id, errors[name], locked ?? hint)}
          className="cf-control-number"
          value={draft[name]}
          disabled={locked !== null}
          onChange={(value) => onChange({ [name]: value })}
        />
      </Property>
    )
  })
}
