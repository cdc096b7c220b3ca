import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { type Field, isFixed, rulesOf, sameValue } from '@cardfile/openapi'
import { useMay } from '../../../access/may.tsx'
import type { Contact } from '../../../api/types.ts'
import { instantText } from '../../../field-form/cell-text.ts'
import { Instant } from '../../../field-form/instant.tsx'
import { CellView } from '../../../field-form/cell-view.tsx'
import { WholeValue } from '../../../field-form/whole-value.tsx'
import { fieldName } from '../../../locales/contract-words.ts'
import { usePutBack } from './use-put-back.ts'
import type { Change } from './use-timeline.ts'

interface ChangeEntryProps {
  fields: readonly Field[]
  contact: Contact
  change: Change
}

/** Who did what to a contact and when, and of each value what it was and became. */
export function ChangeEntry({ fields, contact, change }: ChangeEntryProps) {
  const { t } = useTranslation()
  const touched = fields.filter(({ key }) => Object.hasOwn(change.changed, key))
  const isFirst = change.kind === 'create'
  return (
    <>
      <p className="cf-history-head">
        <strong>{t(`history.kinds.${change.kind}` as 'history.kinds.create')}</strong>
        {change.actor?.name && <span>{change.actor.name}</span>}
        <span className="cf-quiet">
          {t(`history.via.${change.via}`, { file: change.fileName ?? t('history.unknownFile') })}
        </span>
      </p>
      <Instant className="cf-quiet" at={change.at} />
      {!isFirst && touched.length > 0 && (
        <dl className="cf-history-values">
          {touched.map((field) => (
            <ChangedValue
              key={field.key}
              field={field}
              contact={contact}
              at={change.at}
              {...change.changed[field.key]}
            />
          ))}
        </dl>
      )}
    </>
  )
}

interface ChangedValueProps {
  field: Field
  contact: Contact
  at: string
  before?: unknown
  after?: unknown
}

function ChangedValue({ field, contact, at, before = null, after = null }: ChangedValueProps) {
  const { t } = useTranslation()
  const may = useMay()('edit_contacts')
  const { putBack, busy } = usePutBack(contact, field)
  const offered =
    may && !field.masked && !isFixed(field) && !sameValue(before, contact.values[field.key] ?? null)
  return (
    <div>
      <dt>{fieldName(field)}</dt>
      <dd>
        {rulesOf(field).many ? (
          <WholeValue field={field} value={after} before={before} />
        ) : (
          <>
            <del>
              <CellView field={field} value={before} />
            </del>
            <ins>
              <CellView field={field} value={after} />
            </ins>
          </>
        )}
        {offered && (
          <Button
            size="small"
            type="link"
            className="cf-history-put-back"
            loading={busy}
            aria-label={t('history.putBackNamed', { field: fieldName(field), at: instantText(at) })}
            onClick={() => void putBack(before)}
          >
            {t('history.putBack')}
          </Button>
        )}
      </dd>
    </div>
  )
}
