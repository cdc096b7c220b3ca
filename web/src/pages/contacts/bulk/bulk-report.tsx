import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Field } from '@cardfile/openapi'
import { type BulkChange, type BulkRow, bulkRows } from '../../../api/bulk-changes.ts'
import { CellView } from '../../../field-form/cell-view.tsx'
import { fieldName } from '../../../locales/contract-words.ts'
import { formatNumber } from '../../../locales/format.ts'
import { reasonWords } from '../../../locales/reason-words.ts'

interface BulkReportProps {
  change: BulkChange
  fields: readonly Field[]
}

/** How many contacts are named of those that failed, or stay as they are. */
const mostNamed = 20

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
      <dl className="cf-bulk-counts" role="status">
        {(['changed', 'unchanged', 'failed'] as const).map((outcome) => (
          <div key={outcome} data-outcome={outcome}>
            <dt>{t(`bulk.${tense}.${outcome}`)}</dt>
            <dd className="cf-number">{formatNumber(counts[outcome])}</dd>
          </div>
        ))}
      </dl>
      {undo && (
        <p role="status">
          {t('bulk.undone', { count: undo.undone, formatted: formatNumber(undo.undone) })}{' '}
          {undo.kept > 0 &&
            t('bulk.kept', { count: undo.kept, formatted: formatNumber(undo.kept) })}
        </p>
      )}
      {reasons.length > 0 && (
        <section aria-label={t('bulk.reasons')}>
          <h3>{t('bulk.reasons')}</h3>
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
          <h3>{t('bulk.samples')}</h3>
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
                      <del>
                        {before == null ? (
                          t('bulk.nothing')
                        ) : (
                          <CellView field={field} value={before} />
                        )}
                      </del>
                      <span aria-hidden="true">→</span>
                      <ins>
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
            <Named change={change} outcome="failed" title={t('bulk.failedContacts')} />
          )}
          {undo && undo.kept > 0 && (
            <Named change={change} outcome="kept" title={t('bulk.keptContacts')} />
          )}
        </>
      )}
    </div>
  )
}

interface NamedProps {
  change: BulkChange
  outcome: 'failed' | 'kept'
  title: string
}

function Named({ change: { id }, outcome, title }: NamedProps) {
  const [rows, setRows] = useState<readonly BulkRow[]>([])
  useEffect(() => {
    let isLeft = false
    void bulkRows(id, outcome, mostNamed).then(
      ({ data }) => isLeft || setRows(data),
      () => {},
    )
    return () => {
      isLeft = true
    }
  }, [id, outcome])
  if (rows.length === 0) return null
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <ul className="cf-bulk-list">
        {rows.map((row) => (
          <li key={row.id}>
            <Link to={`/contacts/${row.id}`} dir="auto">
              {row.name}
            </Link>
            <span className="cf-quiet">
              {row.reasons.map((reason) => reasonWords(reason)).join('; ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
