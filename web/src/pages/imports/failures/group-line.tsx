import { useTranslation } from 'react-i18next'
import type { Field } from '@cardfile/openapi'
import { formatNumber } from '../../../locales/format.ts'
import { columnOf } from '../run/reasons-table.tsx'
import type { FailureGroup } from './failure-groups.ts'

/** How a group's place in the file is called: by its heading, its field, or as the row. */
export function usePlaces(fields: readonly Field[]) {
  const { t } = useTranslation()
  return (group: FailureGroup) => columnOf(group, fields) || t('imports.wholeRow')
}

/** How many rows failed where, and why. */
export function GroupLine({ group, place }: { group: FailureGroup; place: string }) {
  const { t } = useTranslation()
  const { rows, reason, varies } = group
  return (
    <>
      <strong className="cf-number">
        {t('imports.rowsOfReason', { count: rows, formatted: formatNumber(rows) })}
      </strong>{' '}
      {place}{' '}
      <span className="cf-field-error">
        {varies ? t('imports.reasonLike', { reason }) : reason}
      </span>
    </>
  )
}
