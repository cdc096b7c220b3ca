import { Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { nameKey } from '@cardfile/openapi'
import type { Contact } from '../../api/types.ts'
import { WholeValue } from '../../field-form/whole-value.tsx'
import { fieldName } from '../../locales/contract-words.ts'
import type { CompareRow } from './compare-rows.ts'

interface ComparedFieldProps {
  row: CompareRow
  /** The survivor first. */
  contacts: readonly Contact[]
  result: unknown
  /** Whether the result is that of what is chosen now. */
  isWorkedOut: boolean
  /** Why the result is refused. */
  reasons: readonly string[]
  onChoose(id: string): void
}

/** One field: what each contact has, and what becomes of it. */
export function ComparedField({ row, contacts, ...props }: ComparedFieldProps) {
  const { t } = useTranslation()
  const { field, rule, differs, from } = row
  const label = fieldName(field)
  const nameOf = ({ values }: Contact) => String(values[nameKey] ?? '') || t('contacts.one')
  const note = differs && rule !== 'chosen' ? t(`merging.rules.${rule}`) : null
  return (
    <tr data-field={field.key}>
      <th scope="row" className="cf-merge-name">
        {label}
        {note && <span className="cf-merge-note">{note}</span>}
      </th>
      {contacts.map((contact) => {
        const value = <WholeValue field={field} value={contact.values[field.key] ?? null} />
        return (
          <td key={contact.id} data-label={nameOf(contact)}>
            {differs && rule === 'chosen' ? (
              <Radio
                name={`merge-${field.key}`}
                checked={from === contact.id}
                onChange={() => props.onChoose(contact.id)}
              >
                <span className="cf-hidden-text">
                  {t('merging.ofContact', { field: label, name: nameOf(contact) })}{' '}
                </span>
                {value}
              </Radio>
            ) : (
              value
            )}
          </td>
        )
      })}
      <td
        className="cf-merge-result"
        data-label={t('merging.result')}
        aria-busy={!props.isWorkedOut}
      >
        <WholeValue
          field={field}
          value={props.result}
          before={contacts[0]?.values[field.key] ?? null}
        />
        {props.reasons.length > 0 && (
          <ul className="cf-field-error">
            {props.reasons.map((reason) => (
              <li key={reason}>{t('form.reason', { label, reason })}</li>
            ))}
          </ul>
        )}
      </td>
    </tr>
  )
}
