import { memo, Suspense, useCallback, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { type Field, nameKey, type Sorter } from '@cardfile/openapi'
import { usePreferences } from '../../access/preferences.tsx'
import { fieldName } from '../../locales/contract-words.ts'
import { valueOf } from '../../field-form/cell-text.ts'
import { CellView } from '../../field-form/cell-view.tsx'
import type { FieldColumn } from '../../field-form/columns.ts'
import type { Contact } from '../../api/types.ts'
import type { ContactResult, ContactState } from '../../providers/contact-result.ts'
import type { CellPlace } from './cells/cell-focus.ts'
import { useCellEditing } from './cells/use-cell-editing.ts'
import { boxWidth, ColumnHead, stuckStyle } from './column-head.tsx'
import { resultIn } from './result-in.ts'
import { SelectionBox } from './selection-box.tsx'
import { useColumnKeys } from './use-column-keys.ts'
import type { Columns } from './use-columns.ts'
import type { Contacts } from './use-contacts.ts'
import { useListReturn } from './use-list-return.ts'
import { useRowKeys } from './use-row-keys.ts'
import type { Selection } from './use-selection.ts'
import type { ContactsView } from './view-state.ts'
import { lazyPart } from '../../layout/lazy-part.tsx'
import './contacts-table.css'

const CellEditor = lazyPart(() =>
  import('./cells/cell-editor.tsx').then((module) => module.CellEditor),
)

interface ContactsTableProps {
  fields: readonly Field[]
  columns: Columns
  contacts: Contacts
  view: ContactsView
  selection: Selection
  /** Id of the contact that is shown beside the list. */
  beside: string | null
  onSort(sorters: Sorter[]): void
}

/**
 * The table of contacts; cards where it is narrow. A plain table: with a column for every field it has
 * thousands of cells, and antd's took most of the page's time and a tenth of its code for what is needed here.
 */
export function ContactsTable(props: ContactsTableProps) {
  const { fields, columns, contacts, view, selection, beside, onSort } = props
  const { t } = useTranslation()
  const { drawn } = columns
  const scrolled = useRef<HTMLDivElement>(null)
  const { data, total, totalIsExact } = contacts
  const result = useMemo(
    () => resultIn(view, { data, total, totalIsExact }),
    [view, data, total, totalIsExact],
  )
  const { toggle } = selection
  const onToggle = useCallback(
    (id: string, range: boolean) => toggle(id, result.ids, range),
    [toggle, result],
  )
  useRowKeys(scrolled, onToggle)
  useColumnKeys(scrolled, columns)
  const { density } = usePreferences().preferences
  const cells = useCellEditing(scrolled)
  useListReturn(scrolled, selection, !contacts.isLoading)
  if (contacts.isLoading) return <LoadingRows label={t('contacts.loading')} />

  const chosen = new Set(selection.ids)
  const isChosen = ({ id }: Contact) => selection.allMatching !== null || chosen.has(id)
  const here = contacts.data.filter(isChosen).length
  const everyHere = here > 0 && here === contacts.data.length
  const edited = editedIn(cells.edited, contacts.data, fields)
  const togglePage = () => {
    const elsewhere = selection.ids.filter((id) => !result.ids.includes(id))
    selection.setIds(everyHere ? elsewhere : [...elsewhere, ...result.ids])
  }

  return (
    <div
      className="cf-table-scroll"
      ref={scrolled}
      style={{ scrollPaddingInlineStart: boxWidth + stuckWidth(drawn) }}
    >
      <table
        onDoubleClick={cells.onDoubleClick}
        className={`cf-table cf-table-${density}`}
        role="grid"
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
                words={t('contacts.selectPage')}
                checked={everyHere}
                partly={here > 0 && !everyHere}
                onChange={togglePage}
              />
            </th>
            {drawn.map((column) => (
              <ColumnHead
                key={column.field.key}
                column={column}
                columns={columns}
                onSort={onSort}
              />
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
              current={contact.id === beside}
              result={result}
              onToggle={onToggle}
            />
          ))}
        </tbody>
      </table>
      {edited && (
        <Suspense>
          <CellEditor
            key={`${edited.contact.id} ${edited.field.key}`}
            list={scrolled}
            fields={fields}
            {...edited}
            onClose={cells.close}
          />
        </Suspense>
      )}
    </div>
  )
}

function editedIn(
  place: CellPlace | null,
  contacts: readonly Contact[],
  fields: readonly Field[],
): { contact: Contact; field: Field } | null {
  const contact = contacts.find(({ id }) => id === place?.id)
  const field = fields.find(({ key }) => key === place?.key)
  return contact && field ? { contact, field } : null
}

interface ContactRowProps {
  contact: Contact
  columns: readonly FieldColumn[]
  checked: boolean
  current: boolean
  result: ContactResult
  onToggle(id: string, range: boolean): void
}

/** By itself, since the page is drawn anew for much that says nothing of its rows. */
const ContactRow = memo(function ContactRow({
  contact,
  columns,
  checked,
  current,
  result,
  onToggle,
}: ContactRowProps) {
  const { t } = useTranslation()
  const name = String(contact.values[nameKey] ?? '')
  return (
    <tr aria-selected={checked} aria-current={current || undefined} data-contact={contact.id}>
      <td className="cf-box-cell">
        <SelectionBox
          label={t('contacts.select', { name })}
          checked={checked}
          onChange={(range) => onToggle(contact.id, range)}
        />
      </td>
      {columns.map(({ field, isName, alignEnd, stuckAt }) =>
        isName ? (
          <th
            key={field.key}
            scope="row"
            className="cf-name-cell cf-stuck"
            style={stuckStyle({ stuckAt })}
            data-field={field.key}
          >
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
          <td
            key={field.key}
            className={cellClass(alignEnd, stuckAt !== null)}
            style={stuckStyle({ stuckAt })}
            data-label={fieldName(field)}
            data-field={field.key}
            tabIndex={-1}
          >
            <CellView field={field} value={valueOf(contact, field)} />
          </td>
        ),
      )}
    </tr>
  )
})

/** Pixels that are taken by what stays in sight. */
function stuckWidth(columns: readonly FieldColumn[]): number {
  return columns.reduce((sum, { stuckAt, width }) => (stuckAt === null ? sum : sum + width), 0)
}

function cellClass(alignEnd: boolean, isStuck: boolean): string | undefined {
  return [alignEnd && 'cf-align-end', isStuck && 'cf-stuck'].filter(Boolean).join(' ') || undefined
}

const loadingRows = 8

function LoadingRows({ label }: { label: string }) {
  return (
    <div className="cf-loading-rows" role="status" aria-label={label}>
      {Array.from({ length: loadingRows }, (_, row) => (
        <div key={`row ${row}`} className="cf-loading-row" />
      ))}
    </div>
  )
}
