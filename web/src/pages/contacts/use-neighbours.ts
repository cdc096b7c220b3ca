import { useEffect, useRef } from 'react'
import { useNavigate } from 'react-router'
import { formatSort } from '@cardfile/openapi'
import type { ContactResult, ContactState } from '../../providers/contact-result.ts'
import { lists } from '../../providers/lists.ts'
import { type ContactsView, readView } from './view-state.ts'

export interface Neighbours {
  /** Counted from 1, in all that match. */
  place: number
  total: number | null
  hasPrevious: boolean
  hasNext: boolean
  /** @param focusId the element that gets the focus there */
  go(by: -1 | 1, focusId?: string): Promise<void>
}

/** The contacts before and after one in the result it was opened in; null where it was opened alone. */
export function useNeighbours(id: string, result: ContactResult | null): Neighbours | null {
  const navigate = useNavigate()
  const busy = useRef(false)
  /** Where the last step led: a key may be pressed again before the page is drawn. */
  const reached = useRef({ id, result })
  useEffect(() => {
    reached.current = { id, result }
  }, [id, result])
  const placed = placeOf(id, result)
  if (!placed) return null

  const go = async (by: -1 | 1, focusId?: string) => {
    const from = placeOf(reached.current.id, reached.current.result)
    if (busy.current || !from || !(by < 0 ? from.hasPrevious : from.hasNext)) return
    busy.current = true
    try {
      const next = await resultWith(from.result, from.at + by)
      const to = next?.ids.at(next.page === from.result.page ? from.at + by : by < 0 ? -1 : 0)
      if (!next || to === undefined) return
      reached.current = { id: to, result: next }
      const state: ContactState = { result: next, ...(focusId === undefined ? {} : { focusId }) }
      // In place of the one before: the way back leads to the list, however many were gone through.
      await navigate(`/contacts/${to}`, { replace: true, state })
    } finally {
      busy.current = false
    }
  }
  const { place, hasPrevious, hasNext } = placed
  return { place, total: placed.result.total, hasPrevious, hasNext, go }
}

function placeOf(id: string, result: ContactResult | null) {
  const at = result?.ids.indexOf(id) ?? -1
  if (!result || at < 0) return null
  const place = (result.page - 1) * result.pageSize + at + 1
  const isLast = at === result.ids.length - 1
  const hasNext = result.total === null ? !isLast || isFull(result) : place < result.total
  return { at, result, place, hasPrevious: place > 1, hasNext }
}

function isFull({ ids, pageSize }: ContactResult): boolean {
  return ids.length === pageSize
}

/** The page of a result that a place is on: this one, or the one before or after it. */
async function resultWith(result: ContactResult, at: number): Promise<ContactResult | null> {
  if (at >= 0 && at < result.ids.length) return result
  const page = result.page + (at < 0 ? -1 : 1)
  const { data } = await lists.contacts({ ...questionOf(result), page })
  return data.length === 0 ? null : { ...result, page, ids: data.map(({ id }) => id) }
}

function questionOf({ search, pageSize }: ContactResult) {
  const { q, filter, importId, sorters }: ContactsView = readView(new URLSearchParams(search))
  return {
    pageSize,
    ...(q && { q }),
    ...(filter && { filter: JSON.stringify(filter) }),
    ...(importId && { importId }),
    ...(sorters.length > 0 && { sort: formatSort(sorters) }),
  }
}
