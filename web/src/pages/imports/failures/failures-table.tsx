import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { FailureGroup } from './failure-groups.ts'

/** Rows that are shown at once. */
const step = 100

/**
 * Rows that failed for one reason: where each stands in the file and what was there; and what is wrong,
 * where that is more than they have in common.
 */
export function FailuresTable({ failures, varies }: Pick<FailureGroup, 'failures' | 'varies'>) {
  const { t } = useTranslation()
  const tellsReason = varies || failures.some(({ contact }) => contact)
  const [shown, setShown] = useState(step)
  return (
    <>
      <table className="cf-failures-table cf-reason-table">
        <thead>
          <tr>
            <th scope="col">{t('imports.row')}</th>
            <th scope="col">{t('imports.value')}</th>
            {tellsReason && <th scope="col">{t('imports.reason')}</th>}
          </tr>
        </thead>
        <tbody>
          {failures.slice(0, shown).map(({ row, column, value, reason, contact }) => (
            <tr key={`${row} ${column} ${reason}`}>
              <th scope="row" className="cf-number">
                {row}
              </th>
              <td>{value}</td>
              {tellsReason && (
                <td>
                  {reason} {contact && <Link to={`/contacts/${contact.id}`}>{contact.name}</Link>}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {failures.length > shown && (
        <div className="cf-failures-more">
          <Button onClick={() => setShown(shown + step)}>{t('imports.moreFailures')}</Button>
        </div>
      )}
    </>
  )
}
