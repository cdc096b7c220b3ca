import { bySection, type Field, type FieldOrder, type Section } from '@cardfile/openapi'
import { moved } from '../../layout/moved.ts'
import type { SortableItem } from '../../layout/sortable-list.tsx'

/** Fields in their order, section by section. */
export interface Layout {
  fields: readonly Field[]
  sections: readonly Section[]
}

/** A section's place in the list, by a number that no field has. */
export function rowIdOf({ id }: Section): number {
  return -id
}

export type LayoutRow = { section: Section } | { field: Field }

/** The list as it is shown: fields that are in no section, then each section with its own. */
export function rowsOf({ fields, sections }: Layout): LayoutRow[] {
  return bySection(fields, sections).flatMap((part) => [
    ...(part.section ? [{ section: part.section }] : []),
    ...part.fields.map((field) => ({ field })),
  ])
}

export function itemOf(row: LayoutRow, nameOf: (field: Field) => string): SortableItem {
  return 'section' in row
    ? { id: rowIdOf(row.section), name: row.section.name, heads: true }
    : { id: row.field.id, name: nameOf(row.field) }
}

/**
 * The layout with one row taken to another's place: a field into whichever section that place is in, a
 * section with all of its fields.
 */
export function withMove(layout: Layout, from: number, to: number): Layout {
  const rows = rowsOf(layout)
  const row = rows[from]
  if (row && 'section' in row) {
    const target = rows[to]
    const placeOf = (one: LayoutRow | undefined) =>
      layout.sections.findIndex(({ id }) => one && 'section' in one && one.section.id === id)
    const sections = moved(layout.sections, placeOf(row), placeOf(target))
    return { sections, fields: bySection(layout.fields, sections).flatMap(({ fields }) => fields) }
  }
  let section: number | null = null
  const fields: Field[] = []
  for (const one of moved(rows, from, to))
    if ('section' in one) section = one.section.id
    else fields.push({ ...one.field, section })
  return { sections: layout.sections, fields }
}

/** What is sent to make it so. */
export function orderOf({ fields, sections }: Layout): FieldOrder {
  const [outside, ...parts] = bySection(fields, sections).map((part) => ({
    id: part.section?.id ?? 0,
    ids: part.fields.map(({ id }) => id),
  }))
  return { ids: outside?.ids ?? [], sections: parts }
}
