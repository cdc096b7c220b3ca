import type { Cell } from './cell.ts'

/** What a spreadsheet's cell and sheet can hold (ECMA-376, "Excel specifications and limits"). */
export const longestCell = 32_767
/** A number format's own texts have no more (ECMA-376-1, 18.8.30), and a number's digits fewer. */
export const longestShown = 1_024
/** Whether a value that came from elsewhere is a cell, of a length that a cell can have. */
export function isCell(value: unknown): value is Cell {
  if (value === null || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value === 'string') return value.length <= longestCell
  if (typeof value !== 'object') return false
  if ('number' in value) return isShownNumber(value)
  const [member, ...others] = Object.entries(value)
  return (
    others.length === 0 &&
    member !== undefined &&
    (member[0] === 'date' || member[0] === 'error') &&
    typeof member[1] === 'string' &&
    member[1].length <= 64
  )
}

function isShownNumber(value: object): boolean {
  return (
    'number' in value &&
    'shown' in value &&
    Object.keys(value).length === 2 &&
    Number.isFinite(value.number) &&
    typeof value.shown === 'string' &&
    value.shown.length <= longestShown
  )
}
