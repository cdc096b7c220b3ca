import type { Schemas } from '../../../api/types.ts'
import { type ContactsView, type Look, lookParts, plainView, writeView } from '../view-state.ts'
import type { Views } from './use-views.ts'
import type { SavedView } from './view-api.ts'

/** What a saved view shows, as the page has it. */
export function lookOf(saved: SavedView | null): Look {
  if (!saved) return plainView
  return {
    q: saved.q ?? '',
    filter: saved.filter ?? null,
    sorters: saved.sorters,
    pageSize: saved.pageSize ?? plainView.pageSize,
    columns: saved.columns,
  }
}

/**
 * The view that an address is about: the one it names, else the one that the person begins with where it
 * asks for nothing.
 *
 * @returns null for all contacts; undefined for a view that is not there
 */
export function savedViewIn(
  search: URLSearchParams,
  { all, begin }: Pick<Views, 'all' | 'begin'>,
): SavedView | null | undefined {
  const id = search.get('view')
  if (id !== null) return id === '' ? null : all.find((one) => one.id === id)
  return search.size > 0 ? null : begin
}

/** Whether the page shows something else than what is saved. */
export function differs(view: ContactsView, saved: SavedView | null): boolean {
  const written = writeView(view, lookOf(saved))
  return lookParts.some((part) => written.has(part))
}

/** All of a look, as a view is saved; `columns` null where they are left to whoever looks. */
export function savedLook(
  view: Look,
  columns: Look['columns'],
): Pick<Required<Schemas['ViewCreate']>, 'filter' | 'q' | 'sorters' | 'columns' | 'pageSize'> {
  const { q, filter, sorters, pageSize } = view
  return {
    filter: filter ?? { operator: 'and', value: [] },
    q: q || null,
    sorters,
    columns,
    pageSize: pageSize === plainView.pageSize ? null : pageSize,
  }
}

/** Whether a broken view lists something all the same, since something else stands in the place of what is broken. */
export function isMended({ broken }: SavedView, search: URLSearchParams): boolean {
  return (
    (!broken?.filter || (search.get('filter') ?? '') !== '') &&
    (!broken?.sorters || (search.get('sort') ?? '') !== '')
  )
}
