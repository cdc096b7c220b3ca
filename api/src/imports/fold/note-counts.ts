import type { FoldedRow } from './fold.ts'

/** Rows of which one thing is said of one column. */
export interface NoteCount {
  code: string
  /** The column's heading and its place, from 0; null for a constant. */
  column: string | null
  index: number | null
  field: string | null
  rows: number
  /** The numbers of the first of them. */
  firstRows: number[]
}

/** What is said of the rows of an import that were taken. */
export interface Noted {
  /** Rows of which anything is said. */
  rows: number
  counts: NoteCount[]
}

const mostFirstRows = 10

/** @param rows those that follow them, in file order */
export function notedAfter(before: Noted, rows: readonly FoldedRow[]): Noted {
  const noted = rows.filter(({ notes }) => notes.length > 0)
  if (noted.length === 0) return before
  const counts = new Map(before.counts.map((count) => [keyOf(count), count]))
  for (const { row, notes } of noted) {
    const here = new Map(notes.map((note) => [keyOf(note), note]))
    for (const [key, { code = 'other', column, index, field }] of here) {
      const known = counts.get(key)
      const first = known?.firstRows ?? []
      counts.set(key, {
        code,
        column,
        index,
        field,
        rows: (known?.rows ?? 0) + 1,
        firstRows: first.length < mostFirstRows ? [...first, row.number] : first,
      })
    }
  }
  return { rows: before.rows + noted.length, counts: [...counts.values()] }
}

const keyOf = ({
  code,
  index,
  field,
}: {
  code?: string
  index: number | null
  field: string | null
}) => JSON.stringify([code, index, field])
