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
    alignEnd: rulesOf(field).control.kind === 'number',
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
  const { control } = rulesOf(field)
  const widths = {
    line: 170,
    lines: 260,
    number: 120,
    date: 130,
    datetime: 180,
    switch: 100,
    choice: 150,
    choices: 220,
    identities: 160,
  } as const satisfies Record<typeof control.kind, number>
  const wide = 'input' in control && control.input === 'email' ? 250 : widths[control.kind]
  // A heading that is cut is worse than a wide column.
  return Math.max(wide, field.name.length * 8 + 44)
}
