import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { columnLetters, nameColumns } from '@cardfile/openapi/spreadsheet'
import { formatList } from '../../../locales/format.ts'
import type { ColumnPlan } from '../draft/draft.ts'

interface DerivedNoticeProps {
  plans: readonly ColumnPlan[]
  /** By column, blank where there is none. */
  headings: readonly string[]
}

/** Tells what rows get without having a column for it: a name made of its parts, an identity. */
export function DerivedNotice({ plans, headings }: DerivedNoticeProps) {
  const { t } = useTranslation()
  const { whole, parts } = nameColumns(plans.map((plan, index) => ({ ...plan, index })))
  const columns = formatList(
    parts.map(
      (index) => headings[index] || t('imports.columnName', { letters: columnLetters(index + 1) }),
    ),
  )
  const said = [
    parts.length > 0 && t(whole ? 'imports.nameWhereBlank' : 'imports.nameMade', { columns }),
    plans.some(({ field }) => field === 'phone') && t('imports.knownByPhone'),
  ].filter((sentence) => sentence !== false)
  if (said.length === 0) return null
  return (
    <Alert
      type="info"
      showIcon
      message={said.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    />
  )
}
