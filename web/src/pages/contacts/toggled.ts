interface Toggle {
  id: string
  /** Where a range begins; null for no range. */
  anchor: string | null
  /** What is on the screen, in its order. */
  page: readonly string[]
}

/**
 * A selection after one of its boxes was clicked. A range takes the state that the box gets; a beginning
 * that is not on this page is none.
 */
export function toggled(ids: readonly string[], { id, anchor, page }: Toggle): string[] {
  const ends = [page.indexOf(anchor ?? id), page.indexOf(id)].toSorted((a, b) => a - b)
  const [first = -1, last = -1] = ends
  const touched = first < 0 ? [id] : page.slice(first, last + 1)
  const others = ids.filter((one) => !touched.includes(one))
  return ids.includes(id) ? others : [...others, ...touched]
}
