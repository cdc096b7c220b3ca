import type { Cell } from '../cell.ts'
import { startsLikeFormula } from './formula-guard.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import { serialOfDate } from './serial-date.ts'
import { SheetError, columnLetters } from './sheet-error.ts'
import { STYLE } from './xlsx-styles.ts'
import { encodeXstring } from './xml-text.ts'

/** What spreadsheets call an error; anything else would make Excel mend the file. */
const ERROR = /^#(?:NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A|GETTING_DATA)$/
const EDGE_OR_LINES = /^\s|\s$|[\t\n]/

/** How a cell looks besides what its value asks for. */
export interface CellLook {
  heading: boolean
  /** What a person types there stays text. */
  text: boolean
}

/**
 * A cell as SpreadsheetML; nothing for an empty one. Texts stand in the cell itself (`inlineStr`): a table
 * of shared ones would have to be held until the end. Throws SheetError for what no cell can hold.
 */
export function cellXml(cell: Cell, row: number, column: number, look: CellLook): string {
  if (cell === null || cell === '') return ''
  const start = `<c r="${columnLetters(column)}${row}"`
  if (typeof cell === 'string') return textXml(cell, start, row, column, look)
  const style = look.heading ? STYLE.heading : look.text ? STYLE.text : STYLE.plain
  const styled = style === STYLE.plain ? start : `${start} s="${style}"`
  if (typeof cell === 'number') {
    if (!Number.isFinite(cell)) throw refusal('cannot_write', `${cell} is no number.`, row, column)
    return `${styled}><v>${cell}</v></c>`
  }
  if (typeof cell === 'boolean') return `${styled} t="b"><v>${cell ? 1 : 0}</v></c>`
  if ('error' in cell) {
    if (!ERROR.test(cell.error)) return textXml(cell.error, start, row, column, look)
    return `${styled} t="e"><v>${cell.error}</v></c>`
  }
  const serial = serialOfDate(cell.date)
  if (serial === null) return textXml(cell.date, start, row, column, look)
  return `${start} s="${dateStyle(cell.date)}"><v>${serial}</v></c>`
}

function dateStyle(date: string): number {
  if (date.length === 10) return STYLE.date
  return date.length > 19 ? STYLE.dateTimeMs : STYLE.dateTime
}

function textXml(text: string, start: string, row: number, column: number, look: CellLook): string {
  const most = DEFAULT_LIMITS.cellLength
  if (text.length > most) {
    const limit = most.toLocaleString('en')
    throw refusal(
      'too_large',
      `longer than ${limit} characters, the most it may hold.`,
      row,
      column,
    )
  }
  const style = textStyle(startsLikeFormula(text), look)
  const styled = style === STYLE.plain ? start : `${start} s="${style}"`
  const space = EDGE_OR_LINES.test(text) ? ' xml:space="preserve"' : ''
  return `${styled} t="inlineStr"><is><t${space}>${encodeXstring(text)}</t></is></c>`
}

function textStyle(dangerous: boolean, look: CellLook): number {
  if (look.heading) return dangerous ? STYLE.headingQuoted : STYLE.heading
  if (look.text) return dangerous ? STYLE.textQuoted : STYLE.text
  return dangerous ? STYLE.quoted : STYLE.plain
}

function refusal(
  code: 'too_large' | 'cannot_write',
  reason: string,
  row: number,
  column: number,
): SheetError {
  return new SheetError(code, `Cell ${columnLetters(column)}${row}: ${reason}`, { row, column })
}
