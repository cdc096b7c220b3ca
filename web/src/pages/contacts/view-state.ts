import {
  type ColumnPreference,
  defaultPageSize,
  type Field,
  fieldsByKey,
  type Filter,
  filterSchema,
  formatSort,
  largestPage,
  narrowestColumn,
  parseSort,
  type Sorter,
  widestColumn,
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
  /** Columns that the address or the saved view names; null for those the person has arranged. */
  columns: ColumnPreference[] | null
  /** Id of the saved view that this began with; null for all contacts. */
  viewId: string | null
  /** The address has a filter that cannot be read: shown as such, never as "no filter". */
  filterIsBroken: boolean
}

/** What is saved of it under a name. */
export type Look = Pick<ContactsView, 'q' | 'filter' | 'sorters' | 'pageSize' | 'columns'>

/** What an address calls the parts of a look. */
export const lookParts = ['q', 'filter', 'sort', 'pageSize', 'columns'] as const

export const pageSizes = [20, 50, 100, 200]

export const plainView: ContactsView = {
  page: 1,
  pageSize: defaultPageSize,
  sorters: [],
  q: '',
  filter: null,
  importId: null,
  columns: null,
  viewId: null,
  filterIsBroken: false,
}

/** @param base what stands where the address says nothing: the look of a saved view */
export function readView(
  search: URLSearchParams,
  base: Look = plainView,
  viewId: string | null = null,
): ContactsView {
  const text = search.get('filter')
  const filter = text === null ? base.filter : readFilterText(text)
  const sort = search.get('sort')
  const columns = search.get('columns')
  return {
    page: wholeNumber(search.get('page'), 1, 1_000_000) ?? plainView.page,
    pageSize: wholeNumber(search.get('pageSize'), 1, largestPage) ?? base.pageSize,
    sorters: sort === null ? base.sorters : parseSort(sort),
    q: search.get('q') ?? base.q,
    filter: filter ?? null,
    importId: search.get('importId') || null,
    columns: columns === null ? base.columns : readColumns(columns),
    viewId,
    filterIsBroken: filter === undefined,
  }
}

/**
 * Only what differs is written, so that addresses stay short.
 *
 * @param base what stands where nothing is written, as `readView` has it
 */
export function writeView(view: ContactsView, base: Look = plainView): URLSearchParams {
  const search = new URLSearchParams()
  if (view.viewId !== null) search.set('view', view.viewId)
  const { q, importId, page, pageSize } = view
  if (q !== base.q) search.set('q', q)
  const [filter, baseFilter] = [view.filter, base.filter].map((one) => one && JSON.stringify(one))
  if (filter !== baseFilter) search.set('filter', filter ?? '')
  if (importId) search.set('importId', importId)
  const sort = formatSort(view.sorters)
  if (sort !== formatSort(base.sorters)) search.set('sort', sort)
  if (page !== plainView.page) search.set('page', String(page))
  if (pageSize !== base.pageSize) search.set('pageSize', String(pageSize))
  const [columns, baseColumns] = [view.columns, base.columns].map(writeColumns)
  if (columns !== baseColumns && columns !== null) search.set('columns', String(columns))
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

/** `name,city:120:pinned`: keys, how wide in pixels where somebody has said so, whether they stay in sight. */
function readColumns(text: string): ColumnPreference[] {
  return text
    .split(',')
    .filter(Boolean)
    .map((part) => {
      const [field = '', width = '', pinned] = part.split(':', 3)
      return {
        field,
        width: wholeNumber(width, narrowestColumn, widestColumn),
        ...(pinned === 'pinned' && { pinned: true }),
      }
    })
}

function writeColumns(columns: readonly ColumnPreference[] | null): string | null {
  return (
    columns
      ?.map(({ field, width, pinned }) =>
        pinned ? `${field}:${width ?? ''}:pinned` : width === null ? field : `${field}:${width}`,
      )
      .join() ?? null
  )
}

/** @returns null for none, undefined for one that cannot be read */
function readFilterText(text: string): Filter | null | undefined {
  if (text === '') return null
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
