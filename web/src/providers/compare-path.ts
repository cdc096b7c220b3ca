/** Contacts that are compared at once, at most: more columns fit on no screen. */
export const mostCompared = 4

/** Where contacts are compared; the first one is to survive. */
export function comparePath(ids: readonly string[]): string {
  return `/contacts/merge?ids=${ids.map(encodeURIComponent).join(',')}`
}

/** What the history of the browser keeps of a comparison that was opened from the queue of duplicates. */
export const fromQueue = { isFromQueue: true } as const

export function isFromQueue(state: unknown): boolean {
  return (state as Partial<typeof fromQueue> | null)?.isFromQueue === true
}

/** The ids in such an address; none where they are too few or too many. */
export function comparedIds(search: URLSearchParams): string[] {
  const ids = [...new Set((search.get('ids') ?? '').split(',').filter(Boolean))]
  return ids.length >= 2 && ids.length <= mostCompared ? ids : []
}
