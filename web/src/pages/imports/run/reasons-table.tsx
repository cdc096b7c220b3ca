import { fieldName } from '../../../locales/contract-words.ts'
import { reasonWords } from '../../../locales/reason-words.ts'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { type Field, fieldsByKey } from '@cardfile/openapi'
import type { Schemas } from '../../../api/types.ts'

/** What is said of a cell of a row. */
export type ReasonOfRow = Schemas['ImportReason'] & { row: number }

/** For each: where the cell stands in the file, what was there, what is said of it. */
export function ReasonsTable({
  rows,
  fields,
}: {
  rows: readonly ReasonOfRow[]
  fields: readonly Field[]
}) {
  const { t } = useTranslation()
  return (
    <table className="cf-failures-table">
      <thead>
        <tr>
          <th scope="col">{t('imports.row')}</th>
          <th scope="col">{t('imports.column')}</th>
          <th scope="col">{t('imports.value')}</th>
          <th scope="col">{t('imports.reason')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((told) => (
          <tr key={`${told.row} ${told.column} ${told.reason}`}>
            <th scope="row" className="cf-number">
              {told.row}
            </th>
            <td>{columnOf(told, fields)}</td>
            <td>{told.value}</td>
            <td>
              {reasonWords({ ...told, text: told.reason })}{' '}
              {told.contact && <Link to={`/contacts/${told.contact.id}`}>{told.contact.name}</Link>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The column's heading, or the field's name where no column is meant. */
export function columnOf(
  { column, field }: Pick<ReasonOfRow, 'column' | 'field'>,
  fields: readonly Field[],
): string {
  return column ?? named(fieldsByKey(fields).get(field ?? '')) ?? field ?? ''
}

const named = (field: Field | undefined): string | undefined => field && fieldName(field)
