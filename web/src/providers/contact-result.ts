/** The result of a search or filter in which a contact was opened: what is before and after it. */
export interface ContactResult {
  /** Whether the list is what one came from; else it was looked up from anywhere. */
  fromList: boolean
  /** The list's address, after the `?`, but for the page. */
  search: string
  page: number
  pageSize: number
  /** Null where it was not counted to the end. */
  total: number | null
  /** Of this page, in its order. */
  ids: readonly string[]
}

/** What a contact was opened with; `focusId`: the element that gets the focus there. */
export interface ContactState {
  result: ContactResult
  focusId?: string
}

/** What the history of the browser kept of it; null for none, or for what another version wrote. */
export function contactStateOf(state: unknown): ContactState | null {
  const result = (state as Partial<ContactState> | null)?.result
  return Array.isArray(result?.ids) && typeof result.search === 'string'
    ? (state as ContactState)
    : null
}
