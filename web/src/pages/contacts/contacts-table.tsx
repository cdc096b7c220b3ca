import { Grid, Skeleton, Table } from 'antd'
import type { SorterResult } from 'antd/es/table/interface.js'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Field, nameKey, type Sorter } from '@cardfile/openapi'
import { columnWidth, contactColumns } from '../../field-form/columns.tsx'
import type { Contact } from '../../providers/shapes.ts'
import type { Contacts } from './use-contacts.ts'
import type { Selection } from './use-selection.ts'
import type { ContactsView } from './view-state.ts'

interface ContactsTableProps {
  columns: readonly Field[]
  contacts: Contacts
  view: ContactsView
  selection: Selection
  onSort(sorters: Sorter[]): void
}

const selectionWidth = 46

export function ContactsTable({ columns, contacts, view, selection, onSort }: ContactsTableProps) {
  const { t } = useTranslation()
  const wide = Grid.useBreakpoint().md ?? true
  const tableColumns = useMemo(
    () => contactColumns(columns, view.sorters, { pinName: wide }),
    [columns, view.sorters, wide],
  )
  if (contacts.isLoading) return <LoadingRows label={t('contacts.loading')} />

  const width = columns.reduce((sum, field) => sum + columnWidth(field), selectionWidth)
  return (
    <Table<Contact>
      className="cf-contacts-table"
      size="middle"
      rowKey="id"
      columns={tableColumns}
      dataSource={contacts.data}
      pagination={false}
      showSorterTooltip={false}
      scroll={{ x: width }}
      aria-label={t('contacts.title')}
      rowSelection={{
        columnWidth: selectionWidth,
        fixed: wide,
        preserveSelectedRowKeys: true,
        selectedRowKeys:
          selection.allMatching === null ? [...selection.ids] : contacts.data.map(({ id }) => id),
        onChange: (keys) => selection.setIds(keys.map(String)),
        columnTitle: (box) => labelled(box, t('contacts.selectPage')),
        renderCell: (_checked, contact, _index, box) =>
          labelled(box, t('contacts.select', { name: contact.values[nameKey] })),
      }}
      onChange={(_pages, _filters, sorter) => onSort(sortersOf(sorter))}
    />
  )
}

/** antd gives its row boxes no names of their own. */
function labelled(box: ReactNode, label: string) {
  return (
    <label className="cf-row-box">
      {box}
      <span className="cf-hidden-text">{label}</span>
    </label>
  )
}

function sortersOf(sorter: SorterResult<Contact> | SorterResult<Contact>[]): Sorter[] {
  return [sorter]
    .flat()
    .flatMap(({ columnKey, order }) =>
      order ? [{ field: String(columnKey), order: order === 'ascend' ? 'asc' : 'desc' }] : [],
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
