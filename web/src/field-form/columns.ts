import { type Field, nameKey, rulesOf, type Sorter } from '@cardfile/openapi'

/** A table's column for a field. */
export interface FieldColumn {
  field: Field
  /** Pixels. */
  width: number
  /** Numbers stand under each other by their last digit. */
  alignEnd: boolean
  order: Sorter['order'] | null
  /** True for the one column that says which contact a row is. */
  isName: boolean
}

/**
 * Which fields a table of contacts shows: the visible ones in their order, the name first.
 *
 * @param chosen keys a person chose; null for all
 */
export function columnFields(fields: readonly Field[], chosen: readonly string[] | null): Field[] {
  const shown = fields.filter(
    ({ key, visible }) => visible && (key === nameKey || !chosen || chosen.includes(key)),
  )
  return shown.sort((a, b) => Number(b.key === nameKey) - Number(a.key === nameKey))
}

/** Columns from definitions and the order that applies. */
export function contactColumns(
  fields: readonly Field[],
  sorters: readonly Sorter[],
): FieldColumn[] {
  return fields.map((field) => ({
    field,
    width: columnWidth(field),
    alignEnd: rulesOf(field).column.alignEnd ?? false,
    order: sorters.find((sorter) => sorter.field === field.key)?.order ?? null,
    isName: field.key === nameKey,
  }))
}

/** The order a click on a column's heading asks for: up, down, none. */
export function nextSorters({ field, order }: FieldColumn): Sorter[] {
  if (order === 'desc') return []
  return [{ field: field.key, order: order === 'asc' ? 'desc' : 'asc' }]
}

function columnWidth(field: Field): number {
  if (field.key === nameKey) return 200
  // A heading that is cut is worse than a wide column.
  return Math.max(rulesOf(field).column.width, field.name.length * 8 + 44)
}
