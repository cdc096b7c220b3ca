import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import type { EditableProperty, Reasons, SettingName } from '@cardfile/openapi'
import { LockOutlined } from '../../layout/icons.tsx'
import type { DefinitionDraft } from './definition-draft.ts'
import { isSwitchSetting } from './drafted-settings.ts'
import { useSettingWords } from './type-words.ts'

const flags = ['visible', 'required', 'readOnly', 'indexed'] as const

interface FlagsEditorProps {
  /** The settings the field's type has. */
  names: readonly SettingName[]
  draft: DefinitionDraft
  errors: Reasons
  lock(property: EditableProperty): string | null
  onChange(part: Partial<DefinitionDraft>): void
}

/** Visible, Required, Read only, the fast filter and what a type has to switch on, each with what it means. */
export function FlagsEditor({ names, draft, errors, lock, onChange }: FlagsEditorProps) {
  const { t } = useTranslation()
  const { labelOf, hintOf } = useSettingWords()
  return (
    <fieldset className="cf-flags">
      <legend className="cf-hidden-text">{t('flags.title')}</legend>
      {flags.map((flag) => (
        <Flag
          key={flag}
          name={flag}
          label={t(`flags.${flag}`)}
          hint={t(`flags.hints.${flag}`)}
          locked={
            lock(flag) ??
            (flag === 'required' && !draft.visible && !draft.required
              ? t('fields.hiddenNotRequired')
              : null)
          }
          checked={draft[flag]}
          reasons={errors[flag]}
          onChange={(checked) => onChange({ [flag]: checked })}
        />
      ))}
      {names.filter(isSwitchSetting).map((name) => (
        <Flag
          key={name}
          name={name}
          label={labelOf(name)}
          hint={hintOf(name)}
          locked={lock(name)}
          checked={draft.switches[name] === true}
          reasons={errors[name]}
          onChange={(isOn) => onChange({ switches: { ...draft.switches, [name]: isOn } })}
        />
      ))}
    </fieldset>
  )
}

interface FlagProps {
  name: string
  label: string
  hint: string | undefined
  /** Why it cannot be changed; null where it can. */
  locked: string | null
  checked: boolean
  reasons: string[] | undefined
  onChange(checked: boolean): void
}

function Flag({ name, label, hint, locked, checked, reasons, onChange }: FlagProps) {
  const { t } = useTranslation()
  const id = `property-${name}`
  return (
    <div className="cf-flag-item" data-property={id}>
      <Checkbox
        id={id}
        checked={checked}
        disabled={locked !== null}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.target.checked)}
      >
        <span className="cf-flag-name">{label}</span>
      </Checkbox>
      <p className="cf-field-hint" id={`${id}-hint`}>
        {locked ? (
          <>
            <LockOutlined aria-hidden="true" /> {locked}
          </>
        ) : (
          hint
        )}
      </p>
      {reasons && (
        <p className="cf-field-error">{t('form.reason', { label, reason: reasons.join('; ') })}</p>
      )}
    </div>
  )
}
