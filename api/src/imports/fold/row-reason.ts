import { type Cell, type Reason, reason, type ReasonParams } from '@cardfile/openapi'
import { cellText, columnLetters } from '@cardfile/openapi/spreadsheet'

/** Why a row was refused. Column, field and value are null where it is no single cell's fault. */
export interface RowReason {
  /** The column's heading. */
  column: string | null
  /** The column's place, counted from 0. */
  index: number | null
  field: string | null
  /** What the cell shows, shortened. */
  value: string | null
  /** In words; with its code and what it is made from where the import is not older than those. */
  reason: string
  code?: string
  params?: ReasonParams
  /** The contact that has the value already. */
  contact?: { id: string; name: string }
}

const longestShown = 200

/** Why a row was refused whose cells go on where the headings have ended. */
export function beyondHeadings(index: number, cell: Cell): RowReason {
  return {
    column: null,
    index,
    field: null,
    value: shown(cell),
    ...told(reason('beyond_headings', { column: columnLetters(index + 1) })),
  }
}

/** A reason as a row keeps it. */
export function told({
  code,
  params,
  text,
}: Reason): Pick<RowReason, 'reason' | 'code' | 'params'> {
  return { reason: text, code, params }
}

/** What a cell shows, shortened. */
export function shown(cell: Cell): string | null {
  const text = cellText(cell)
  return text === null || text.length <= longestShown ? text : `${text.slice(0, longestShown - 1)}…`
}
