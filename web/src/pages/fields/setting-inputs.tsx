import { type EditableProperty, type Reasons, type SettingName, settings } from '@cardfile/openapi'
import { NumberInput } from '../../field-form/number-input.tsx'
import { type DefinitionDraft, isNumberSetting, withNumber } from './definition-draft.ts'
import { useSettingWords } from './type-words.ts'
import { Property, propertyAria } from '../../layout/property.tsx'

interface SettingInputsProps {
  /** The settings the field's type has. */
  names: readonly SettingName[]
  draft: DefinitionDraft
  errors: Reasons
  lock(property: EditableProperty): string | null
  onChange(part: Partial<DefinitionDraft>): void
}

/** The settings that are numbers, each in an input of its own. */
export function SettingInputs({ names, draft, errors, lock, onChange }: SettingInputsProps) {
  const { labelOf, hintOf } = useSettingWords()
  return names.filter(isNumberSetting).map((name) => {
    const id = `property-${name}`
    const locked = lock(name)
    const hint = hintOf(name)
    return (
      <Property
        key={name}
        id={id}
        label={labelOf(name)}
        hint={hint}
        locked={locked}
        reasons={errors[name]}
      >
        <NumberInput
          id={id}
          aria={propertyAria(id, errors[name], locked ?? hint)}
          decimals={settings[name].whole ? 0 : (draft.numbers.decimals ?? 0)}
          value={draft.unread[name] ?? draft.numbers[name] ?? null}
          disabled={locked !== null}
          onChange={(typed) => onChange(withNumber(draft, name, typed))}
        />
      </Property>
    )
  })
}
