import {
  defaultPageSize,
  type Field,
  fieldsByKey,
  type Filter,
  filterSchema,
  formatSort,
  largestPage,
  parseSort,
  type Sorter,
} from '@cardfile/openapi'

/** What the contacts page shows, whole: it lives in the address, so a reload or a link shows it again. */
export interface ContactsView {
  page: number
  pageSize: number
  sorters: Sorter[]
  q: string
  filter: Filter | null
  /** Only what this import created or changed; null for no such bound. */
  importId: string | null
  /** Keys of the columns that the address names; null for those the person has arranged. */
  columns: string[] | null
  /** The address has a filter that cannot be read: shown as such, never as "no filter". */
  filterIsBroken: boolean
}

export const pageSizes = [20, 50, 100, 200]

export const plainView: ContactsView = {
  page: 1,
  pageSize: defaultPageSize,
  sorters: [],
  q: '',
  filter: null,
  importId: null,
  columns: null,
  filterIsBroken: false,
}

export function readView(search: URLSearchParams): ContactsView {
  const filter = readFilterText(search.get('filter'))
  const columns = search.get('columns')
  return {
    page: wholeNumber(search.get('page'), 1, 1_000_000) ?? plainView.page,
    pageSize: wholeNumber(search.get('pageSize'), 1, largestPage) ?? plainView.pageSize,
    sorters: parseSort(search.get('sort') ?? ''),
    q: search.get('q') ?? '',
    filter: filter ?? null,
    importId: search.get('importId') || null,
    columns: columns === null ? null : columns.split(',').filter(Boolean),
    filterIsBroken: filter === undefined,
  }
}

/** Only what differs from the plain view is written, so that addresses stay short. */
export function writeView(view: ContactsView): URLSearchParams {
  const search = new URLSearchParams()
  if (view.q) search.set('q', view.q)
  if (view.filter) search.set('filter', JSON.stringify(view.filter))
  if (view.importId) search.set('importId', view.importId)
  if (view.sorters.length > 0) search.set('sort', formatSort(view.sorters))
  if (view.page !== plainView.page) search.set('page', String(view.page))
  if (view.pageSize !== plainView.pageSize) search.set('pageSize', String(view.pageSize))
  if (view.columns) search.set('columns', view.columns.join(','))
  return search
}

export function isNarrowed(view: ContactsView): boolean {
  return view.q !== '' || view.filter !== null
}

/** Keys that the view sorts by and that no field has any more. */
export function unknownSorters({ sorters }: ContactsView, fields: readonly Field[]): string[] {
  const known = fieldsByKey(fields)
  return sorters.map(({ field }) => field).filter((key) => !known.has(key))
}

/** @returns null for none, undefined for one that cannot be read */
function readFilterText(text: string | null): Filter | null | undefined {
  if (text === null || text === '') return null
  try {
    return filterSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

function wholeNumber(text: string | null, least: number, most: number): number | null {
  if (text === null || !/^\d{1,9}$/.test(text)) return null
  return Math.min(most, Math.max(least, Number(text)))
}
