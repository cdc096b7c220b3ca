import { foldText } from '../../text/fold-text.ts'
import { trimMarks } from '../../text/trim-marks.ts'
import type { Cell } from '../../field-types/cell.ts'
import { cellText } from '../../field-types/text-cell.ts'

/**
 * What each heading of a file is recognised by in another one: its folded text without regard to
 * surrounding blanks and line breaks, and, where several columns are headed alike, which of them it is.
 */
export function headingMarks(headings: readonly Cell[]): string[] {
  const seen = new Map<string, number>()
  return headings.map((cell) => {
    const text = foldText(trimMarks(cellText(cell) ?? '')).replace(/\s+/gu, ' ')
    const nth = (seen.get(text) ?? 0) + 1
    seen.set(text, nth)
    return `${nth} ${text}`
  })
}

/**
 * Equal for files with the same headings in whatever order, and for no others. Columns without a
 * heading at the right end do not count: they come and go with a stray cell.
 *
 * @returns null where no column has a heading
 */
export function headingsKey(headings: readonly Cell[]): string | null {
  const last = headings.findLastIndex((cell) => trimMarks(cellText(cell) ?? '') !== '')
  return last < 0 ? null : JSON.stringify(headingMarks(headings.slice(0, last + 1)).sort())
}
