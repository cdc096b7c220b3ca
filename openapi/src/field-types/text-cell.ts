import { trimMarks } from '../text/trim-marks.ts'
import type { Cell } from './cell.ts'

/**
 * A cell as the text a person sees in it. Numbers keep their shortest exact form, so an
 * unformatted 4915112345678 stays a phone number and does not turn into 4.9E+12.
 */
export function cellText(cell: Cell): string | null {
  if (cell === null) return null
  if (typeof cell === 'string') return cell
  if (typeof cell === 'number') return numberText(cell)
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE'
  if ('number' in cell) return cell.shown
  return 'date' in cell ? cell.date : cell.error
}

/** @returns text without blanks and invisible marks at either end, or null where nothing is left. */
export function trimmedCellText(cell: Cell): string | null {
  return trimMarks(cellText(cell) ?? '') || null
}

function numberText(value: number): string {
  const text = String(value)
  return text.includes('e') && Number.isInteger(value) ? BigInt(value).toString() : text
}

/** The number of a cell that holds one, however it is shown; null for any other. */
export function cellNumber(cell: Cell): number | null {
  if (typeof cell === 'number') return cell
  return typeof cell === 'object' && cell !== null && 'number' in cell ? cell.number : null
}
