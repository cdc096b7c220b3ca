import { Alert, Skeleton } from 'antd'
import { type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { type Field, nameKey, sameValue } from '@cardfile/openapi'
import { useIdempotencyKey } from '../../api/idempotency-key.ts'
import { instantText } from '../../field-form/cell-text.ts'
import { WholeValue } from '../../field-form/whole-value.tsx'
import { FormDialog } from '../../layout/form-dialog.tsx'
import { fieldName } from '../../locales/contract-words.ts'
import {
  type StandingMerge,
  undoMerge,
  type Unmerged,
  useMergesChanged,
  useUndoPreview,
} from '../../providers/merges.ts'
import { useMergeNotices } from './use-merge-notices.tsx'

interface UnmergeDialogProps {
  fields: readonly Field[]
  merge: StandingMerge
  returnTo: RefObject<HTMLElement | null>
  onClose(): void
}

/** Says what taking a merge back brings back and what stays, before it is done. */
export function UnmergeDialog({ fields, merge, returnTo, onClose }: UnmergeDialogProps) {
  const { t } = useTranslation()
  const preview = useUndoPreview(merge.id)
  const keyFor = useIdempotencyKey()
  const changed = useMergesChanged()
  const notices = useMergeNotices()
  const undo = async () => {
    const unmerged = await undoMerge(merge.id, keyFor(merge.id))
    onClose()
    notices.unmerged(unmerged)
    await changed()
  }
  return (
    <FormDialog
      title={t('merging.undoTitle')}
      okText={t('merging.undoMerge')}
      width={720}
      disabled={!preview.data}
      returnTo={returnTo}
      onSubmit={undo}
      onClose={onClose}
    >
      {() => (
        <>
          {preview.isPending && <Skeleton active title={false} paragraph={{ rows: 4 }} />}
          {preview.error && <Alert type="error" showIcon message={preview.error.message} />}
          {preview.data && <UndoOutcome fields={fields} outcome={preview.data} />}
        </>
      )}
    </FormDialog>
  )
}

function UndoOutcome({ fields, outcome }: { fields: readonly Field[]; outcome: Unmerged }) {
  const { t } = useTranslation()
  const { restored, notReturned } = outcome
  const called = new Map(
    restored.map(({ id, values }) => [id, String(values[nameKey] ?? '') || t('contacts.one')]),
  )
  const told = new Map(outcome.fields.map((one) => [one.key, one]))
  const rows = fields.flatMap((field) => {
    const change = told.get(field.key)
    // What somebody has put back by hand goes nowhere.
    const isAsBefore = change?.outcome === 'back' && sameValue(change.now, change.result)
    return change && !isAsBefore ? [{ field, ...change }] : []
  })
  return (
    <>
      <p>{t('merging.thereAgain', { names: [...called.values()].join(' · ') })}</p>
      {rows.length === 0 && <p>{t('merging.nothingGoes')}</p>}
      {rows.length > 0 && (
        <table className="cf-plain-table cf-stale-table">
          <thead>
            <tr>
              <th scope="col">{t('stale.field')}</th>
              <th scope="col">{t('stale.now')}</th>
              <th scope="col">{t('merging.afterUndo')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ field, now, result, outcome: becomes, changedBy }) => (
              <tr key={field.key}>
                <th scope="row">{fieldName(field)}</th>
                <td data-label={t('stale.now')}>
                  <WholeValue field={field} value={now ?? null} />
                </td>
                <td data-label={t('merging.afterUndo')}>
                  <WholeValue field={field} value={result ?? null} before={now ?? null} />
                  {becomes === 'stays' && (
                    <p className="cf-quiet">
                      {changedBy ? changed(changedBy) : t('merging.stays')}
                    </p>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {notReturned.length > 0 && (
        <Alert
          type="warning"
          showIcon
          message={t('merging.notReturned')}
          description={
            <ul className="cf-bullets">
              {notReturned.map(({ contactId, field, value, contact }) => (
                <li key={`${contactId} ${field} ${value}`}>
                  {t('merging.notReturnedOne', {
                    value,
                    holder: contact.name || t('contacts.one'),
                    name: called.get(contactId) ?? String(outcome.contact.values[nameKey] ?? ''),
                  })}
                </li>
              ))}
            </ul>
          }
        />
      )}
    </>
  )

  function changed({ actor, at }: NonNullable<Unmerged['fields'][number]['changedBy']>): string {
    const when = instantText(at)
    return actor?.name
      ? t('merging.staysBy', { who: actor.name, at: when })
      : t('merging.staysSince', { at: when })
  }
}
