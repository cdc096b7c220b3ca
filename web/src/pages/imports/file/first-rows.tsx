import { useTranslation } from 'react-i18next'
import { cellText, type SheetRow } from '@cardfile/openapi/spreadsheet'

const shown = 8
/** What is drawn of a sheet that is wider, and of a cell that is longer, than anybody looks at. */
const mostColumns = 200
const mostText = 200

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
  const width = Math.min(mostColumns, Math.max(0, ...some.map(({ cells }) => cells.length)))
  return (
    <div className="cf-first-rows" {...scrolledByKeys} aria-label={t('imports.firstRows')}>
      <table>
        <tbody>
          {some.map(({ number, cells, hidden }) => (
            <tr key={number} className={number === headingRow ? 'cf-heading-row' : undefined}>
              <th scope="row" className="cf-number">
                {hidden ? t('imports.hiddenRow', { number }) : number}
              </th>
              {Array.from({ length: width }, (_, index) => (
                <td key={index} dir="auto">
                  {cellText(cells[index] ?? null)?.slice(0, mostText)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
