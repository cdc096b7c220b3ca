import { lockedWords } from './locked-words.ts'
import { Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import {
  type EditableProperty,
  type Field,
  type FieldTypeId,
  fieldTypeOf,
  fieldTypes,
  isPhoneIdentity,
  type Reasons,
  rulesOf,
} from '@cardfile/openapi'
import { Control } from '../../field-form/control.tsx'
import { GrowingText } from '../../layout/growing-text.tsx'
import '../../layout/form.css'
import { type DefinitionDraft, previewOf, withType } from './definition-draft.ts'
import { ConditionsEditor } from './conditions-editor.tsx'
import { FlagsEditor } from './flags-editor.tsx'
import { OptionsEditor } from './options-editor.tsx'
import { Property, propertyAria } from '../../layout/property.tsx'
import { RightsEditor } from './rights-editor.tsx'
import { SectionChoice } from './section-choice.tsx'
import { SettingInputs } from './setting-inputs.tsx'
import { useTypeWords } from './type-words.ts'

interface DefinitionFormProps {
  draft: DefinitionDraft
  /** The stored definition; null for a new field. */
  field: Field | null
  /** All of them, which its conditions may look at. */
  fields: readonly Field[]
  errors: Reasons
  onChange(draft: DefinitionDraft): void
}

/** The properties of a definition: all of them, the locked ones with why. */
export function DefinitionForm({ draft, field, fields, errors, onChange }: DefinitionFormProps) {
  const { t } = useTranslation()
  const { labelOf } = useTypeWords()
  const names = field?.kind === 'I' ? [] : fieldTypeOf(draft.type).settingNames
  const set = (part: Partial<DefinitionDraft>) => onChange({ ...draft, ...part })
  const lock = (property: EditableProperty) => field && lockedWords(field, property)
  const preview = previewOf(draft, field)

  return (
    <div className="cf-definition">
      <div className="cf-fields">
        <Property id="property-name" label={t('property.name')} required reasons={errors.name}>
          <Input
            {...propertyAria('property-name', errors.name, null)}
            aria-required
            autoComplete="off"
            value={draft.name}
            onChange={(event) => set({ name: event.target.value })}
          />
        </Property>
        {field && (
          <Property
            id="property-type"
            label={t('property.type')}
            locked={lock('type')}
            hint={t('property.typeHint')}
            reasons={errors.type}
          >
            <Select<FieldTypeId | 'identity'>
              {...propertyAria('property-type', errors.type, true)}
              aria-labelledby="property-type-label"
              value={field.kind === 'I' ? 'identity' : draft.type}
              disabled={lock('type') !== null}
              options={
                field.kind === 'I'
                  ? [{ value: 'identity', label: t('types.identity') }]
                  : fieldTypes.map(({ id }) => ({ value: id, label: labelOf(id) }))
              }
              onChange={(type) => type !== 'identity' && onChange(withType(draft, type))}
            />
          </Property>
        )}
        <SettingInputs names={names} draft={draft} errors={errors} lock={lock} onChange={set} />
        {field && isPhoneIdentity(field.key) && (
          <Property
            id="property-country"
            label={t('property.defaultCountry')}
            hint={t('property.defaultCountryHint')}
            reasons={errors.defaultCountry}
          >
            <Input
              {...propertyAria('property-country', errors.defaultCountry, true)}
              maxLength={2}
              value={draft.defaultCountry ?? ''}
              onChange={(event) =>
                set({ defaultCountry: event.target.value.toUpperCase() || null })
              }
            />
          </Property>
        )}
        <SectionChoice section={draft.section} reasons={errors.section} onChange={set} />
        <Property
          id="property-help"
          label={t('property.helpText')}
          hint={t('property.helpTextHint')}
          reasons={errors.helpText}
          wide
        >
          <GrowingText
            {...propertyAria('property-help', errors.helpText, true)}
            minRows={2}
            maxRows={6}
            value={draft.helpText}
            onChange={(event) => set({ helpText: event.target.value })}
          />
        </Property>
      </div>
      {names.includes('options') && (
        <OptionsEditor
          field={field}
          fields={fields}
          options={draft.options}
          reasons={errors.options}
          onChange={(options) => set({ options })}
        />
      )}
      {field?.kind !== 'I' && (
        <Property
          id="property-default"
          label={t('property.defaultValue')}
          hint={t('property.defaultValueHint')}
          locked={lock('defaultValue')}
          reasons={errors.defaultValue}
        >
          <Control
            control={rulesOf(preview).control}
            id="property-default"
            labelledBy="property-default-label"
            describedBy={errors.defaultValue ? 'property-default-error' : 'property-default-hint'}
            invalid={errors.defaultValue !== undefined}
            disabled={lock('defaultValue') !== null}
            value={draft.defaultValue}
            onChange={(defaultValue) => set({ defaultValue })}
          />
        </Property>
      )}
      <FlagsEditor names={names} draft={draft} errors={errors} lock={lock} onChange={set} />
      <ConditionsEditor
        draft={draft}
        field={field}
        fields={fields}
        errors={errors}
        lock={lock}
        onChange={set}
      />
      <RightsEditor draft={draft} field={field} errors={errors} lock={lock} onChange={set} />
    </div>
  )
}
