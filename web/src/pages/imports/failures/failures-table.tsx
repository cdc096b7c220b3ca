import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Schemas } from '../../../api/types.ts'

/** Rows that are shown at once. */
const step = 100

/** Rows that failed for one reason: where each stands in the file, what was there, what is wrong. */
export function FailuresTable({ failures }: { failures: readonly Schemas['ImportFailure'][] }) {
  const { t } = useTranslation()
  const [shown, setShown] = useState(step)
  return (
    <>
      <table className="cf-failures-table">
        <thead>
          <tr>
            <th scope="col">{t('imports.row')}</th>
            <th scope="col">{t('imports.value')}</th>
            <th scope="col">{t('imports.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {failures.slice(0, shown).map(({ row, column, value, reason, contact }) => (
            <tr key={`${row} ${column} ${reason}`}>
              <th scope="row" className="cf-number">
                {row}
              </th>
              <td>{value}</td>
              <td>
                {reason} {contact && <Link to={`/contacts/${contact.id}`}>{contact.name}</Link>}
              </td>
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
