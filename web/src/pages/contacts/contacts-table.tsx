import { Skeleton } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { type Field, nameKey, type Sorter } from '@cardfile/openapi'
import { CaretDownOutlined, CaretUpOutlined } from '../../layout/icons.tsx'
import { valueOf } from '../../field-form/cell-text.ts'
import { CellView } from '../../field-form/cell-view.tsx'
import { contactColumns, type FieldColumn, nextSorters } from '../../field-form/columns.ts'
import type { Contact } from '../../api/types.ts'
import type { Contacts } from './use-contacts.ts'
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
  if (contacts.isLoading) return <LoadingRows label={t('contacts.loading')} />

  const chosen = new Set(selection.ids)
  const isChosen = ({ id }: Contact) => selection.allMatching !== null || chosen.has(id)
  const here = contacts.data.filter(isChosen).length
  const everyHere = here > 0 && here === contacts.data.length
  const pageIds = contacts.data.map(({ id }) => id)
  const togglePage = () => {
    const elsewhere = selection.ids.filter((id) => !pageIds.includes(id))
    selection.setIds(everyHere ? elsewhere : [...elsewhere, ...pageIds])
  }
  const toggle = (contact: Contact) => {
    // Out of "all that match", taking one away leaves those that can be seen.
    const before = selection.allMatching === null ? selection.ids : pageIds
    selection.setIds(
      isChosen(contact) ? before.filter((id) => id !== contact.id) : [...before, contact.id],
    )
  }

  return (
    <div className="cf-table-scroll">
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
              onToggle={() => toggle(contact)}
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
  onToggle(): void
}

function ContactRow({ contact, columns, checked, onToggle }: ContactRowProps) {
  const { t } = useTranslation()
  const name = String(contact.values[nameKey] ?? '')
  return (
    <tr aria-selected={checked}>
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
            <Link className="cf-name-link" to={`/contacts/${contact.id}`} title={name}>
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
  onChange(): void
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
        onChange={onChange}
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
