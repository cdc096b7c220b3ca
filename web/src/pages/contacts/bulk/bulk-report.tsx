import { useTranslation } from 'react-i18next'
import type { Field } from '@cardfile/openapi'
import type { BulkChange } from '../../../api/bulk-changes.ts'
import { CellView } from '../../../field-form/cell-view.tsx'
import { fieldName } from '../../../locales/contract-words.ts'
import { formatNumber } from '../../../locales/format.ts'
import { reasonWords } from '../../../locales/reason-words.ts'
import { BulkRows } from './bulk-rows.tsx'

interface BulkReportProps {
  change: BulkChange
  fields: readonly Field[]
}

/** What became of the contacts, or would: counted, by reason, with the first of them. */
export function BulkReport({ change, fields }: BulkReportProps) {
  const { t } = useTranslation()
  const { counts, undo, reasons, samples, dryRun } = change
  const tense = dryRun ? 'would' : 'did'
  const nameOf = (key: string | null) => {
    const field = fields.find((one) => one.key === key)
    return field ? `${fieldName(field)}: ` : ''
  }
  return (
    <div className="cf-stack">
      <div role="status">
        <dl className="cf-bulk-counts">
          {(['changed', 'unchanged', 'failed'] as const).map((outcome) => (
            <div key={outcome} data-outcome={outcome}>
              <dt>{t(`bulk.${tense}.${outcome}`)}</dt>
              <dd className="cf-number">{formatNumber(counts[outcome])}</dd>
            </div>
          ))}
        </dl>
      </div>
      {undo && (
        <p role="status">
          {t('bulk.undone', { count: undo.undone, formatted: formatNumber(undo.undone) })}{' '}
          {undo.kept > 0 &&
            t('bulk.kept', { count: undo.kept, formatted: formatNumber(undo.kept) })}
        </p>
      )}
      {reasons.length > 0 && (
        <section aria-label={t('bulk.reasons')}>
          <h2 className="cf-section-title">{t('bulk.reasons')}</h2>
          <ul className="cf-bulk-list">
            {reasons.map(({ field, reason, contacts }) => (
              <li key={`${field} ${reason.code}`}>
                <span>{`${nameOf(field)}${reasonWords(reason)}`}</span>
                <span className="cf-number">{formatNumber(contacts)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {samples.some(({ changes }) => changes.length > 0) && (
        <section aria-label={t('bulk.samples')}>
          <h2 className="cf-section-title">{t('bulk.samples')}</h2>
          <ul className="cf-bulk-samples">
            {samples.map(({ id, name, changes }) => (
              <li key={id}>
                <strong dir="auto">{name}</strong>
                {changes.map(({ field: key, before, after }) => {
                  const field = fields.find((one) => one.key === key)
                  if (!field) return null
                  return (
                    <div key={key} className="cf-bulk-change">
                      <span className="cf-quiet">{fieldName(field)}</span>
                      <del className={before == null ? 'cf-bulk-nothing' : undefined}>
                        {before == null ? (
                          t('bulk.nothing')
                        ) : (
                          <CellView field={field} value={before} />
                        )}
                      </del>
                      <span className="cf-bulk-arrow" aria-hidden="true">
                        →
                      </span>
                      <ins className={after == null ? 'cf-bulk-nothing' : undefined}>
                        {after == null ? (
                          t('bulk.nothing')
                        ) : (
                          <CellView field={field} value={after} />
                        )}
                      </ins>
                    </div>
                  )
                })}
              </li>
            ))}
          </ul>
        </section>
      )}
      {!dryRun && change.state !== 'running' && change.state !== 'undoing' && (
        <>
          {counts.failed > 0 && !undo && (
            <BulkRows change={change} outcome="failed" title={t('bulk.failedContacts')} />
          )}
          {undo && undo.kept > 0 && (
            <BulkRows change={change} outcome="kept" title={t('bulk.keptContacts')} />
          )}
        </>
      )}
    </div>
  )
}
