import type { ColumnsType } from 'antd/es/table/interface.js'
import { Link } from 'react-router'
import { type Field, nameKey, rulesOf, type Sorter } from '@cardfile/openapi'
import type { Contact } from '../providers/shapes.ts'
import { valueOf } from './cell-text.ts'
import { CellView } from './cell-view.tsx'

/**
 * Which columns a table of contacts has: the visible fields in their order, the name first.
 *
 * @param chosen keys a person chose; null for all
 */
export function columnFields(fields: readonly Field[], chosen: readonly string[] | null): Field[] {
  const visible = fields.filter(({ visible }) => visible)
  const shown = visible.filter(({ key }) => key === nameKey || !chosen || chosen.includes(key))
  return shown.sort((a, b) => Number(b.key === nameKey) - Number(a.key === nameKey))
}

/** Table columns from definitions. */
export function contactColumns(
  fields: readonly Field[],
  sorters: readonly Sorter[],
  { pinName }: { pinName: boolean },
): ColumnsType<Contact> {
  return fields.map((field) => {
    const isName = field.key === nameKey
    const order = sorters.find((sorter) => sorter.field === field.key)?.order
    return {
      key: field.key,
      title: field.name,
      width: columnWidth(field),
      ellipsis: { showTitle: false },
      align: isNumeric(field) ? 'right' : 'left',
      sorter: true,
      sortOrder: order ? (order === 'asc' ? 'ascend' : 'descend') : null,
      ...(isName && pinName ? { fixed: 'left' as const } : {}),
      render: (_: unknown, contact: Contact) =>
        isName ? (
          <Link
            className="cf-name-link"
            to={`/contacts/${contact.id}`}
            title={String(contact.values[nameKey] ?? '')}
          >
            {String(contact.values[nameKey] ?? '')}
          </Link>
        ) : (
          <CellView field={field} value={valueOf(contact, field)} />
        ),
    }
  })
}

export function isNumeric(field: Field): boolean {
  return rulesOf(field).control.kind === 'number'
}

/** Pixels a column needs for what its control takes. */
export function columnWidth(field: Field): number {
  if (field.key === nameKey) return 200
  const { control } = rulesOf(field)
  const widths = {
    line: 170,
    lines: 260,
    number: 120,
    date: 130,
    datetime: 190,
    switch: 110,
    choice: 160,
    choices: 220,
    identities: 210,
  } as const satisfies Record<typeof control.kind, number>
  // A heading that is cut is worse than a wide column.
  return Math.max(widths[control.kind], field.name.length * 8 + 48)
}
