import { commaMarks, marksOfLanguage, pointMarks, programMarks } from '../locale/number-marks.ts'
import type { NumberMarks } from '../locale/number-marks.ts'
import { readNumber } from '../locale/read-number.ts'
import type { Cell } from './cell.ts'
import { cellNumber, cellText, trimmedCellText } from './text-cell.ts'
import type { CellLocale } from './type.ts'
import { otherUnitShown, readMeasured, type Unit } from './number-unit.ts'
import { Unread } from './unread.ts'

// Nearly every text of a number is so plain that it has one reading everywhere, and few enough digits.
const plain = /^-?(?:0|[1-9]\d{0,12})(?:\.\d{1,2})?$/

/**
 * A number, or text that can be read as one.
 *
 * @param decimals how many decimal places the field's values have
 * @param unit that may stand beside the number
 */
export function parseNumberCell(
  cell: Cell,
  decimals: number,
  locale: CellLocale,
  unit: Unit | null = null,
): unknown {
  const number = cellNumber(cell)
  if (number !== null) return unit === null ? number : numberIn(unit, number, cell)
  const text = trimmedCellText(cell)
  if (text === null) return null
  if (plain.test(text)) return Number(text) || 0
  const marks = marksOf(locale)
  const read =
    unit === null
      ? readNumber(text, marks, decimals)
      : readMeasured(text, unit.text, marks, decimals)
  return typeof read === 'number' ? read : new Unread(text, read)
}

/** The marks with which numbers are written there. */
export function marksOf({ language, decimalComma }: CellLocale): NumberMarks {
  if (language !== undefined) return marksOfLanguage(language)
  if (decimalComma === undefined) return programMarks
  return decimalComma ? commaMarks : pointMarks
}

function numberIn({ text }: Unit, number: number, cell: Cell): unknown {
  const shown = cellText(cell) ?? ''
  const fault = typeof cell === 'number' ? null : otherUnitShown(shown, text)
  return fault ? new Unread(shown, fault) : number
}
