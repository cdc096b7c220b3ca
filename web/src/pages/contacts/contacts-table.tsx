import { Skeleton } from 'antd'
import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { type Field, nameKey, type Sorter } from '@cardfile/openapi'
import { CaretDownOutlined, CaretUpOutlined } from '../../layout/icons.tsx'
import { valueOf } from '../../field-form/cell-text.ts'
import { CellView } from '../../field-form/cell-view.tsx'
import { contactColumns, type FieldColumn, nextSorters } from '../../field-form/columns.ts'
import type { Contact } from '../../api/types.ts'
import type { ContactResult, ContactState } from '../../providers/contact-result.ts'
import { resultIn } from './result-in.ts'
import type { Contacts } from './use-contacts.ts'
import { useListReturn } from './use-list-return.ts'
import { useRowKeys } from './use-row-keys.ts'
import type { Selection } from './use-selection.ts'
import type { ContactsView } from './view-state.ts'
import './contacts-table.css'

interface ContactsTableProps {
  columns: readonly Field[]
  contacts: Contacts
  view: ContactsView
  selection: Selection
  onSort(sorters: Sorter[]): void
}

const boxWidth = 46

/**
 * The table of contacts. A plain table: with a column for every field it has thousands of cells, and
 * antd's took most of the page's time and a tenth of its code for what is needed here.
 */
export function ContactsTable({ columns, contacts, view, selection, onSort }: ContactsTableProps) {
  const { t } = useTranslation()
  const drawn = useMemo(() => contactColumns(columns, view.sorters), [columns, view.sorters])
  const scrolled = useRef<HTMLDivElement>(null)
  const { data, total, totalIsExact } = contacts
  const result = useMemo(
    () => resultIn(view, { data, total, totalIsExact }),
    [view, data, total, totalIsExact],
  )
  useRowKeys(scrolled, (id, range) => selection.toggle(id, result.ids, range))
  useListReturn(scrolled, selection, !contacts.isLoading)
  if (contacts.isLoading) return <LoadingRows label={t('contacts.loading')} />

  const chosen = new Set(selection.ids)
  const isChosen = ({ id }: Contact) => selection.allMatching !== null || chosen.has(id)
  const here = contacts.data.filter(isChosen).length
  const everyHere = here > 0 && here === contacts.data.length
  const pageIds = result.ids
  const togglePage = () => {
    const elsewhere = selection.ids.filter((id) => !pageIds.includes(id))
    selection.setIds(everyHere ? elsewhere : [...elsewhere, ...pageIds])
  }

  return (
    <div className="cf-table-scroll" ref={scrolled}>
      <table
        className="cf-table"
        aria-label={t('contacts.title')}
        style={{ minWidth: drawn.reduce((sum, { width }) => sum + width, boxWidth) }}
      >
        <colgroup>
          <col style={{ width: boxWidth }} />
          {drawn.map(({ field, width }) => (
            <col key={field.key} style={{ width }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            <th className="cf-box-cell">
              <SelectionBox
                label={t('contacts.selectPage')}
                checked={everyHere}
                partly={here > 0 && !everyHere}
                onChange={togglePage}
              />
            </th>
            {drawn.map((column) => (
              <ColumnHead key={column.field.key} column={column} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {contacts.data.map((contact) => (
            <ContactRow
              key={contact.id}
              contact={contact}
              columns={drawn}
              checked={isChosen(contact)}
              result={result}
              onToggle={(range) => selection.toggle(contact.id, pageIds, range)}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface ContactRowProps {
  contact: Contact
  columns: readonly FieldColumn[]
  checked: boolean
  result: ContactResult
  onToggle(range: boolean): void
}

function ContactRow({ contact, columns, checked, result, onToggle }: ContactRowProps) {
  const { t } = useTranslation()
  const name = String(contact.values[nameKey] ?? '')
  return (
    <tr aria-selected={checked} data-contact={contact.id}>
      <td className="cf-box-cell">
        <SelectionBox
          label={t('contacts.select', { name })}
          checked={checked}
          onChange={onToggle}
        />
      </td>
      {columns.map(({ field, isName, alignEnd }) =>
        isName ? (
          <th key={field.key} scope="row" className="cf-name-cell">
            <Link
              className="cf-name-link"
              to={`/contacts/${contact.id}`}
              state={{ result } satisfies ContactState}
              title={name}
              dir="auto"
            >
              {name}
            </Link>
          </th>
        ) : (
          <td key={field.key} className={alignEnd ? 'cf-align-end' : undefined}>
            <CellView field={field} value={valueOf(contact, field)} />
          </td>
        ),
      )}
    </tr>
  )
}

interface ColumnHeadProps {
  column: FieldColumn
  onSort(sorters: Sorter[]): void
}

const spoken = { asc: 'ascending', desc: 'descending' } as const

function ColumnHead({ column, onSort }: ColumnHeadProps) {
  const { field, order, isName, alignEnd } = column
  return (
    <th
      scope="col"
      className={[isName && 'cf-name-cell', alignEnd && 'cf-align-end'].filter(Boolean).join(' ')}
      aria-sort={order ? spoken[order] : 'none'}
    >
      <button type="button" className="cf-sort" onClick={() => onSort(nextSorters(column))}>
        {field.name}
        <span className="cf-sort-icon" data-order={order ?? 'none'} aria-hidden="true">
          <CaretUpOutlined />
          <CaretDownOutlined />
        </span>
      </button>
    </th>
  )
}

interface SelectionBoxProps {
  label: string
  checked: boolean
  partly?: boolean
  /** @param range whether Shift was held */
  onChange(range: boolean): void
}

function SelectionBox({ label, checked, partly = false, onChange }: SelectionBoxProps) {
  return (
    <label className="cf-box">
      <input
        type="checkbox"
        aria-label={label}
        checked={checked}
        ref={(box) => {
          if (box) box.indeterminate = partly
        }}
        onChange={(event) => onChange((event.nativeEvent as PointerEvent).shiftKey)}
      />
    </label>
  )
}

const loadingRows = 8

function LoadingRows({ label }: { label: string }) {
  return (
    <div className="cf-loading-rows" role="status" aria-label={label}>
      {Array.from({ length: loadingRows }, (_, row) => (
        <Skeleton key={`row ${row}`} active title={false} paragraph={{ rows: 1, width: '100%' }} />
      ))}
    </div>
  )
}
