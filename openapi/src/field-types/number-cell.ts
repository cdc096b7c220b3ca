import type { Cell } from '../cell.ts'
import { trimmedCellText } from './text-cell.ts'

/** A number, or text that is plainly one; anything else goes on as it is, to be refused by name. */
export function parseNumberCell(cell: Cell): unknown {
  if (cell === null || typeof cell === 'number') return cell
  const text = trimmedCellText(cell)
  if (text === null) return null
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : text
}
