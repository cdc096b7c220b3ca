import type { Cell } from './cell.ts'
import { trimmedCellText } from './text-cell.ts'
import type { CellLocale } from './type.ts'

const plain = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
// Points and blanks only where they part thousands: 1.5 is no number where the comma is decimal.
const withComma = /^[+-]?(\d+|\d{1,3}([.'’\s]\d{3})+)?(,\d+)?$/

/** A number, or text that is plainly one; anything else goes on as it is, to be refused by name. */
export function parseNumberCell(cell: Cell, { decimalComma = false }: CellLocale): unknown {
  if (cell === null || typeof cell === 'number') return cell
  const text = trimmedCellText(cell)
  if (text === null) return null
  if (!decimalComma) return plain.test(text) ? Number(text) : text
  const number = /\d/.test(text) && withComma.test(text)
  return number ? Number(text.replaceAll(/[.'’\s]/g, '').replace(',', '.')) : text
}
