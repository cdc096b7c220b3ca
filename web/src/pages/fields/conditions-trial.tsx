import { Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Field, isEmptyValue, nameKey } from '@cardfile/openapi'
import { useMay } from '../../access/may.tsx'
import type { Contact } from '../../api/types.ts'
import { CellView } from '../../field-form/cell-view.tsx'
import { formatList } from '../../locales/format.ts'
import { reasonWords } from '../../locales/reason-words.ts'
import { useFoundContacts } from '../../palette/use-found-contacts.ts'
import { type Trial, trialOf } from './trial.ts'

interface ConditionsTrialProps {
  /** The definition as it would stand. */
  draft: Field
  fields: readonly Field[]
}

/** What the conditions, as they are written now, make of a contact of one's choice. */
export function ConditionsTrial({ draft, fields }: ConditionsTrialProps) {
  const { t } = useTranslation()
  const maySee = useMay()('view_contacts')
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<Contact | null>(null)
  const { shown, isSettled } = useFoundContacts(text)
  if (!maySee) return null
  const found = shown?.data ?? []
  const nameOf = ({ values }: Contact) => String(values[nameKey] ?? '')
  const trial = chosen && trialOf(draft, fields, chosen.values)
  return (
    <div className="cf-condition cf-trial" role="group" aria-labelledby="trial-label">
      <label className="cf-flag-name" id="trial-label" htmlFor="trial-contact">
        {t('conditions.try')}
      </label>
      <Select<string>
        id="trial-contact"
        className="cf-trial-contact"
        showSearch
        filterOption={false}
        allowClear
        aria-describedby="trial-hint"
        placeholder={t('conditions.tryFind')}
        notFoundContent={text.trim() && isSettled ? t('palette.none') : null}
        value={chosen?.id ?? null}
        options={withChosen(found, chosen).map((one) => ({ value: one.id, label: nameOf(one) }))}
        onSearch={setText}
        onChange={(id) => setChosen(found.find((one) => one.id === id) ?? null)}
      />
      <div role="status">
        {chosen && !trial && <p className="cf-field-hint">{t('conditions.tryIncomplete')}</p>}
        {chosen && trial && (
          <Outcome trial={trial} draft={draft} value={chosen.values[draft.key]} />
        )}
      </div>
      <p className="cf-field-hint" id="trial-hint">
        {t('conditions.tryHint')}
      </p>
    </div>
  )
}

/** What is chosen keeps its name when other contacts are looked for. */
function withChosen(found: readonly Contact[], chosen: Contact | null): Contact[] {
  const others = found.filter(({ id }) => id !== chosen?.id)
  return chosen ? [chosen, ...others] : others
}

function Outcome({ trial, draft, value }: { trial: Trial; draft: Field; value: unknown }) {
  const { t } = useTranslation()
  const yesOrNo = (is: boolean) => t(`values.${is}`)
  const rows: [label: string, told: ReactNode][] = [
    [t('flags.visible'), yesOrNo(trial.isThere)],
    [t('flags.required'), yesOrNo(trial.isRequired)],
    [t('flags.readOnly'), yesOrNo(trial.isReadOnly)],
  ]
  if (trial.withheld.length > 0) rows.push([t('conditions.notOffered'), formatList(trial.withheld)])
  rows.push([
    t('conditions.valueNow'),
    isEmptyValue(value) ? (
      <span className="cf-quiet">{t('values.unset')}</span>
    ) : (
      <CellView field={draft} value={value} />
    ),
  ])
  rows.push([
    t('conditions.passes'),
    trial.reasons.length === 0 ? (
      yesOrNo(true)
    ) : (
      <>
        {yesOrNo(false)}
        <p className="cf-field-error">
          {t('form.reason', {
            label: draft.name,
            reason: trial.reasons.map((one) => reasonWords(one)).join('; '),
          })}
        </p>
      </>
    ),
  ])
  return (
    <dl className="cf-trial-outcome">
      {rows.map(([label, told]) => (
        <div key={label}>
          <dt className="cf-quiet">{label}</dt>
          <dd>{told}</dd>
        </div>
      ))}
    </dl>
  )
}
