import { reasonWords } from '../../../locales/reason-words.ts'
import { Input, Select, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { type Field, fieldsByKey } from '@cardfile/openapi'
import { cellText } from '../../../field-form/cell-text.ts'
import { type ImportMode, importModes } from '../draft/draft.ts'
import { columnOf } from '../run/reasons-table.tsx'
import type { PreviewReason, PreviewRow } from './preview-api.ts'

interface PreviewRowProps {
  row: PreviewRow
  /** What the row itself calls its contact, where there is none yet; blank where that is not known. */
  name: string
  fields: readonly Field[]
  mode: ImportMode | undefined
  /** By column: the text that takes a cell's place. */
  mended: Readonly<Record<string, string>>
  /** The column in which a reason can be mended; null where there is none. */
  mendableIn(reason: PreviewReason): number | null
  onMode(mode: ImportMode | undefined): void
  onMend(column: number, text: string): void
}

const asFile = ''

/** A row with what would become of it: what changes, what is wrong, and what can be done about it. */
export function PreviewRowView(props: PreviewRowProps) {
  const { row, name, fields, mode, mended, mendableIn, onMode, onMend } = props
  const { t } = useTranslation()
  const byKey = fieldsByKey(fields)
  const words = { yes: t('values.true'), no: t('values.false') }
  const text = (key: string, value: unknown) => {
    const field = byKey.get(key)
    return (field && cellText(field, value, words)) ?? t('imports.blank')
  }
  const offered = row.outcome !== 'created' || mode !== undefined
  return (
    <tr>
      <th scope="row" className="cf-number">
        {row.row}
      </th>
      <td>
        <Tag className={`cf-outcome-tag cf-outcome-tag-${row.outcome}`}>
          {t(`imports.outcomes.${row.outcome}`)}
        </Tag>
      </td>
      <td>
        {row.contact && <Link to={`/contacts/${row.contact.id}`}>{row.contact.name}</Link>}
        {name}
        {row.sameAsRow !== null && (
          <div className="cf-quiet">{t('imports.sameAsRow', { row: row.sameAsRow })}</div>
        )}
        {row.changes.length > 0 && (
          <ul className="cf-changes">
            {row.changes.map(({ field, before, after }) => (
              <li key={field}>
                <span className="cf-quiet">{byKey.get(field)?.name ?? field}</span>{' '}
                <del>{text(field, before)}</del>{' '}
                <span className="cf-onward" aria-hidden="true">
                  →
                </span>{' '}
                <ins>{text(field, after)}</ins>
              </li>
            ))}
          </ul>
        )}
        {row.notes.length > 0 && (
          <ul className="cf-changes">
            {row.notes.map((note, index) => (
              <li key={index} className="cf-quiet">
                {columnOf(note, fields)} {note.value !== null && `“${note.value}”`}{' '}
                {reasonWords({ ...note, text: note.reason })}
              </li>
            ))}
          </ul>
        )}
        {row.reasons.length > 0 && (
          <ul className="cf-changes">
            {row.reasons.map((reason, index) => {
              const column = mendableIn(reason)
              const place = reason.column ?? byKey.get(reason.field ?? '')?.name ?? ''
              return (
                <li key={index}>
                  <span className="cf-field-error">
                    {place} {reasonWords({ ...reason, text: reason.reason })}{' '}
                    {reason.contact && (
                      <Link to={`/contacts/${reason.contact.id}`}>{reason.contact.name}</Link>
                    )}
                  </span>
                  {column !== null && (
                    <Input
                      aria-label={t('imports.mendCell', { column: place, row: row.row })}
                      defaultValue={mended[column] ?? reason.value ?? ''}
                      onBlur={(event) => {
                        const typed = event.target.value
                        if (typed !== (mended[column] ?? reason.value ?? '')) onMend(column, typed)
                      }}
                    />
                  )}
                </li>
              )
            })}
          </ul>
        )}
      </td>
      <td>
        {offered && (
          <Select
            size="small"
            aria-label={t('imports.rowMode', { row: row.row })}
            value={mode ?? asFile}
            options={[
              { value: asFile, label: t('imports.asFile') },
              ...importModes.map((one) => ({ value: one, label: t(`imports.modes.${one}`) })),
            ]}
            onChange={(value) => onMode(importModes.find((one) => one === value))}
          />
        )}
      </td>
    </tr>
  )
}
