import type { TFunction } from 'i18next'
import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field } from '@cardfile/openapi'
import { formatList, formatNumber } from '../../../locales/format.ts'
import { Failure } from '../../../layout/failure.tsx'
import { answered, client } from '../../../api/client.ts'
import type { ImportState } from './import-api.ts'
import { MoreRows, useRowPages } from './more-rows.tsx'
import { type NoteCode, noteCodes } from './note-codes.ts'
import { columnOf, ReasonsTable } from './reasons-table.tsx'

interface NotesSectionProps {
  data: ImportState
  fields: readonly Field[]
}

/** Which cells of rows that were taken were not, or not as written: by column, and row by row. */
export function NotesSection({ data: { id, noted }, fields }: NotesSectionProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <section className="cf-card" aria-labelledby="notes-title">
      <div className="cf-failures-head">
        <h2 className="cf-section-title" id="notes-title">
          {t('imports.notedRows', { count: noted.rows, formatted: formatNumber(noted.rows) })}
        </h2>
        <Button aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'imports.hideNoted' : 'imports.showNoted')}
        </Button>
      </div>
      <ul className="cf-import-notes">
        {noted.counts.map((count) => (
          <li key={`${count.code} ${count.index} ${count.field}`}>
            <strong>{columnOf(count, fields)}</strong> {t(`imports.notes.${codeOf(count.code)}`)}{' '}
            <span className="cf-quiet cf-number">{numbersOf(count, t)}</span>
          </li>
        ))}
      </ul>
      {open && <NotedRows id={id} fields={fields} />}
    </section>
  )
}

function NotedRows({ id, fields }: { id: string; fields: readonly Field[] }) {
  const { t } = useTranslation()
  const { query, rows } = useRowPages(['import-notes', id], (cursor, signal) =>
    answered(
      client.GET('/api/v1/imports/{id}/rows', {
        params: { path: { id }, query: { noted: '1', ...(cursor ? { cursor } : {}) } },
        signal,
      }),
    ),
  )
  if (query.isLoading) return <Skeleton active className="cf-form-card" />
  if (query.error)
    return (
      <Failure title={t('imports.rowsFailedToLoad')} error={query.error} onRetry={query.refetch} />
    )
  const told = rows.flatMap(({ row, notes }) => notes.map((note) => ({ row, ...note })))
  return (
    <>
      <ReasonsTable rows={told} fields={fields} />
      <MoreRows pages={query} />
    </>
  )
}

type Count = ImportState['noted']['counts'][number]

/** Of very many the first alone. */
function numbersOf({ rows, firstRows }: Count, t: TFunction): string {
  const numbers = formatList(firstRows.map((row) => formatNumber(row)))
  const named = { count: rows, formatted: formatNumber(rows), numbers }
  return t(rows > firstRows.length ? 'imports.notedFirst' : 'imports.notedAll', named)
}

function codeOf(code: string): NoteCode {
  return noteCodes.find((known) => known === code) ?? 'other'
}
