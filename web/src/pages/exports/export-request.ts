import { type Field, type Filter, formatSort, type Sorter } from '@cardfile/openapi'
import type { QueryOf, Schemas } from '../../api/types.ts'

/** `all` contacts, those the search and filter `shown`, or the `selected` ones. */
export type ExportScope = 'all' | 'shown' | 'selected'

interface ExportChoices {
  scope: ExportScope
  format: 'xlsx' | 'csv'
  headings: 'labels' | 'keys'
  /** Keys of the fields, in their order. */
  columns: readonly string[]
}

/** The contacts that are shown, and in which columns. */
export interface ExportView {
  q: string
  filter: Filter | null
  sorters: readonly Sorter[]
  /** Keys of the fields; null for all visible ones. */
  columns: readonly string[] | null
}

export interface ExportSelection {
  ids: readonly string[]
  /** True where all that match the search and filter are selected. */
  allMatching: boolean
}

/** What is asked of an export: by its address, or by a body where single contacts are named. */
export type ExportRequest =
  | { query: QueryOf<'exportContacts'>; body?: never }
  | { body: Schemas['ContactExport']; query?: never }

export function exportRequest(
  { scope, format, headings, columns }: ExportChoices,
  view: Omit<ExportView, 'columns'>,
  { ids, allMatching }: ExportSelection,
): ExportRequest {
  if (scope === 'selected' && !allMatching)
    return { body: { ids: [...ids], format, headings, columns: [...columns] } }
  const narrowed = scope === 'all' ? {} : narrowedBy(view)
  return { query: { format, headings, columns: columns.join(','), ...narrowed } }
}

/** Search, filter and order as an address has them; what does not narrow is left out. */
export function narrowedBy({ q, filter, sorters }: Omit<ExportView, 'columns'>) {
  return {
    ...(q && { q }),
    ...(filter && { filter: JSON.stringify(filter) }),
    ...(sorters.length > 0 && { sort: formatSort(sorters) }),
  }
}

/** Field keys that are offered, and those that are chosen at first. */
export function columnsOffered(
  fields: readonly Field[],
  hidden: boolean,
  shown: readonly string[] | null,
): { offered: Field[]; chosen: string[] } {
  const offered = fields.filter(({ visible }) => visible || hidden)
  const keys = offered.map(({ key }) => key)
  return { offered, chosen: shown ? keys.filter((key) => shown.includes(key)) : keys }
}

/** Longest part of a file's name that comes from a search. */
const mostLetters = 40

/**
 * The file is named after the day and what was asked for: `contacts-2026-11-22-rome.xlsx`.
 *
 * @param words the search and the values of the filter, as people wrote them
 */
export function fileNameOf(
  day: string,
  { scope, format }: Pick<ExportChoices, 'scope' | 'format'>,
  words: readonly string[],
): string {
  const narrowed = words
    .join('-')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, mostLetters)
    .replace(/^-+|-+$/g, '')
  const what = scope === 'all' ? '' : scope === 'selected' ? 'selected' : narrowed || 'filtered'
  return `${['contacts', day, what].filter(Boolean).join('-')}.${format}`
}
