import { type Field, type Filter, formatSort, type Sorter } from '@cardfile/openapi'
import { apiUrl } from '../../api/request.ts'

/** `all` contacts, those the search and filter `shown`, or the `selected` ones. */
export type ExportScope = 'all' | 'shown' | 'selected'

export interface ExportChoices {
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

/** What is fetched for an export: an address, and a body where single contacts are named. */
export interface ExportRequest {
  url: string
  body: object | null
}

export function exportRequest(
  { scope, format, headings, columns }: ExportChoices,
  view: Omit<ExportView, 'columns'>,
  { ids, allMatching }: ExportSelection,
): ExportRequest {
  if (scope === 'selected' && !allMatching)
    return { url: apiUrl('/exports/contacts'), body: { ids, format, headings, columns } }
  const narrowed =
    scope === 'all'
      ? {}
      : {
          q: view.q,
          filter: view.filter ? JSON.stringify(view.filter) : undefined,
          sort: formatSort(view.sorters),
        }
  const query = { format, headings, columns: columns.join(','), ...narrowed }
  return { url: apiUrl('/exports/contacts', query), body: null }
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
