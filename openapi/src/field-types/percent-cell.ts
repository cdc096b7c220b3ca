import type { Cell } from './cell.ts'
import { parseNumberCell } from './number-cell.ts'
import { percentUnit } from './number-unit.ts'
import type { CellLocale } from './type.ts'

/** What spreadsheets show of a number behind its hundredths: digits of it are noise from here on. */
const digits = 15

/**
 * A share of a hundred, or text that can be read as one. A spreadsheet keeps 12.5 % as 0.125 and shows it in a
 * format with the sign; a number without it is taken as it stands.
 */
export function parsePercentCell(cell: Cell, decimals: number, locale: CellLocale): unknown {
  const isShown = typeof cell === 'object' && cell !== null && 'number' in cell
  if (isShown && hasSign(cell.shown)) return Number((cell.number * 100).toPrecision(digits))
  return parseNumberCell(
    typeof cell === 'string' ? cell.replace(signs, '%') : cell,
    decimals,
    locale,
    percentUnit,
  )
}

// As Unicode has it for Arabic and for full and small width.
const signs = /[٪％﹪]/g

function hasSign(shown: string): boolean {
  return shown.replace(signs, '%').includes('%')
}
