import { useTranslation } from 'react-i18next'
import { cellText, type SheetRow } from '@cardfile/openapi/spreadsheet'

const shown = 8

/** Nothing inside can take the focus, so the rows themselves do: else keys could not scroll them. */
const scrolledByKeys = { tabIndex: 0, role: 'region' } as const

/** The first rows as they were read: whether letters, columns and headings came out right. */
export function FirstRows({ rows, headingRow }: { rows: readonly SheetRow[]; headingRow: number }) {
  const { t } = useTranslation()
  const from = Math.max(
    0,
    rows.findIndex(({ number }) => number === headingRow),
  )
  const some = rows.slice(from, from + shown)
  const width = Math.max(0, ...some.map(({ cells }) => cells.length))
  return (
    <div className="cf-first-rows" {...scrolledByKeys} aria-label={t('imports.firstRows')}>
      <table>
        <tbody>
          {some.map(({ number, cells }) => (
            <tr key={number} className={number === headingRow ? 'cf-heading-row' : undefined}>
              <th scope="row" className="cf-number">
                {number}
              </th>
              {Array.from({ length: width }, (_, index) => (
                <td key={index}>{cellText(cells[index] ?? null)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
