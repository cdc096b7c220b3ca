import { Input, Select } from 'antd'
import { type EditableProperty, type Reasons, type SettingName, settings } from '@cardfile/openapi'
import { NumberInput } from '../../field-form/number-input.tsx'
import { Property, propertyAria } from '../../layout/property.tsx'
import { type DefinitionDraft, withNumber } from './definition-draft.ts'
import { isListSetting, isNumberSetting, isWordSetting } from './drafted-settings.ts'
import { CurrencyChoice } from './currency-choice.tsx'
import { PatternInput } from './pattern-input.tsx'
import { useSettingWords } from './type-words.ts'

interface SettingInputsProps {
  /** The settings the field's type has. */
  names: readonly SettingName[]
  draft: DefinitionDraft
  errors: Reasons
  lock(property: EditableProperty): string | null
  onChange(part: Partial<DefinitionDraft>): void
}

/** The settings that are numbers or texts, each in an input of its own. */
export function SettingInputs({ names, ...props }: SettingInputsProps) {
  const { labelOf, hintOf } = useSettingWords()
  const { errors, lock, draft } = props
  return names
    .filter((name) => isNumberSetting(name) || isWordSetting(name) || isListSetting(name))
    .filter((name) => isMeant(name, draft) && (lock(name) === null || isThere(name, draft)))
    .map((name) => {
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
          <SettingInput
            {...props}
            name={name}
            aria={propertyAria(id, errors[name], locked ?? hint)}
            disabled={locked !== null}
          />
        </Property>
      )
    })
}

/** What is locked and not there has nothing to show. */
function isThere(name: SettingName, { numbers, words, lists }: DefinitionDraft): boolean {
  return Object.entries({ ...numbers, ...words, ...lists }).some(
    ([one, value]) => one === name && value,
  )
}

/** Some settings say more about another one, and nothing where that is not there. */
function isMeant(name: SettingName, { words }: DefinitionDraft): boolean {
  const { of: other } = settings[name]
  return other === undefined || Object.entries(words).some(([one, word]) => one === other && word)
}

interface SettingInputProps extends Omit<SettingInputsProps, 'names'> {
  name: SettingName
  aria: ReturnType<typeof propertyAria>
  disabled: boolean
}

function SettingInput({ name, draft, aria, disabled, onChange }: SettingInputProps) {
  const { choicesOf } = useSettingWords()
  if (isNumberSetting(name))
    return (
      <NumberInput
        id={aria.id}
        aria={aria}
        decimals={settings[name].whole ? 0 : (draft.numbers.decimals ?? 0)}
        value={draft.unread[name] ?? draft.numbers[name] ?? null}
        disabled={disabled}
        onChange={(typed) => onChange(withNumber(draft, name, typed))}
      />
    )
  if (isListSetting(name))
    return (
      <CurrencyChoice
        aria={aria}
        several
        chosen={draft.lists[name] ?? []}
        disabled={disabled}
        onChange={(chosen) => onChange({ lists: { ...draft.lists, [name]: chosen } })}
      />
    )
  if (!isWordSetting(name)) return null
  const value = draft.words[name] ?? null
  const set = (word: string | null) => onChange({ words: { ...draft.words, [name]: word } })
  const choices = choicesOf(name)
  if (settings[name].editor === 'currency')
    return (
      <CurrencyChoice
        aria={aria}
        chosen={value === null ? [] : [value]}
        among={draft.lists.currencies ?? []}
        disabled={disabled}
        onChange={([chosen = null]) => set(chosen)}
      />
    )
  return choices ? (
    <Select
      {...aria}
      aria-labelledby={`${aria.id}-label`}
      value={value ?? choices[0]?.value ?? null}
      options={choices}
      disabled={disabled}
      onChange={set}
    />
  ) : settings[name].editor === 'pattern' ? (
    <PatternInput aria={aria} pattern={value ?? ''} disabled={disabled} onChange={set} />
  ) : (
    <Input
      {...aria}
      value={value ?? ''}
      autoComplete="off"
      disabled={disabled}
      onChange={(event) => set(event.target.value)}
    />
  )
}
