import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import type { EditableProperty, Reasons } from '@cardfile/openapi'
import { LockOutlined } from '../../layout/icons.tsx'
import type { DefinitionDraft } from './definition-draft.ts'

const flags = ['visible', 'required', 'readOnly', 'indexed'] as const

interface FlagsEditorProps {
  draft: DefinitionDraft
  errors: Reasons
  lock(property: EditableProperty): string | null
  onChange(part: Partial<DefinitionDraft>): void
}

/** Visible, Required, Read only and the fast filter, each with what it means. */
export function FlagsEditor({ draft, errors, lock, onChange }: FlagsEditorProps) {
  const { t } = useTranslation()
  return (
    <fieldset className="cf-flags">
      <legend className="cf-hidden-text">{t('flags.title')}</legend>
      {flags.map((flag) => {
        const id = `property-${flag}`
        const locked =
          lock(flag) ??
          (flag === 'required' && !draft.visible && !draft.required
            ? t('fields.hiddenNotRequired')
            : null)
        const label = t(`flags.${flag}`)
        return (
          <div key={flag} className="cf-flag-item" data-property={id}>
            <Checkbox
              id={id}
              checked={draft[flag]}
              disabled={locked !== null}
              aria-describedby={`${id}-hint`}
              onChange={(event) => onChange({ [flag]: event.target.checked })}
            >
              <span className="cf-flag-name">{label}</span>
            </Checkbox>
            <p className="cf-field-hint" id={`${id}-hint`}>
              {locked ? (
                <>
                  <LockOutlined aria-hidden="true" /> {locked}
                </>
              ) : (
                t(`flags.hints.${flag}`)
              )}
            </p>
            {errors[flag] && (
              <p className="cf-field-error">
                {t('form.reason', { label, reason: errors[flag].join('; ') })}
              </p>
            )}
          </div>
        )
      })}
    </fieldset>
  )
}
