import { type Reason, reason } from '../../reasons/reason.ts'
import type { Cell } from '../../field-types/cell.ts'
import { cellText } from '../../field-types/text-cell.ts'
import { startsLikeFormula } from '../cells/formula-guard.ts'
import { DEFAULT_LIMITS } from '../workbook/limits.ts'
import { hasMoreDigits, writtenNumber } from '../cells/number-cell.ts'
import { serialOfDate } from '../cells/serial-date.ts'
import { SheetError, columnLetters } from '../workbook/sheet-error.ts'
import { STYLE } from './xlsx-styles.ts'
import { type XmlBytes, utf8 } from '../xml/xml-bytes.ts'
import { encodeXstring } from '../xml/xml-text.ts'

/** What spreadsheets call an error; anything else would make Excel mend the file. */
const ERROR = /^#(?:NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A|GETTING_DATA)$/
const EDGE_OR_LINES = /^\s|\s$|[\t\n]/
const PLAIN_STARTS = perStyle((styled) => `${styled} t="str"><v>`)
const TEXT_STARTS = perStyle((styled) => `${styled} t="inlineStr"><is><t>`)
const SPACED_TEXT_STARTS = perStyle(
  (styled) => `${styled} t="inlineStr"><is><t xml:space="preserve">`,
)
const TEXT_END = utf8('</t></is></c>')
const NUMBER_STARTS = perStyle((styled) => `${styled}><v>`)
const BOOLEAN_STARTS = perStyle((styled) => `${styled} t="b"><v>`)
const ERROR_STARTS = perStyle((styled) => `${styled} t="e"><v>`)
const VALUE_END = utf8('</v></c>')

/** What follows a cell's reference, by the number of its style. */
function perStyle(start: (styled: string) => string): readonly Uint8Array[] {
  return Object.values(STYLE).map((style) =>
    utf8(start(style === STYLE.plain ? '"' : `" s="${style}"`)),
  )
}

/** Where a cell stands, and how it looks besides what its value asks for. */
export interface CellPlace {
  row: number
  /** From 1. */
  column: number
  /** `row` as text. */
  rowDigits: string
  heading: boolean
  /** What a person types there stays text. */
  text: boolean
}

/**
 * Writes a cell as SpreadsheetML; nothing for an empty one. A number of more digits than spreadsheet programs
 * keep, which is 15, stands as text, so that they give it back whole. Texts stand in the cell itself: a table of
 * shared ones would have to be held until the end. Plain ones are `str`, as SheetJS writes them all, which
 * takes the fewest bytes; the others `inlineStr`. Throws SheetError for what no cell can hold.
 */
export function writeCell(out: XmlBytes, cell: Cell, place: CellPlace): void {
  if (cell === null || cell === '') return
  if (typeof cell === 'string') return writeText(out, cell, place)
  const style = place.heading ? STYLE.heading : place.text ? STYLE.text : STYLE.plain
  if (typeof cell === 'number') {
    if (!Number.isFinite(cell))
      throw refusal(
        'cannot_write',
        reason('cell_not_number', { cell: nameOf(place), text: String(cell) }),
        place,
      )
    if (hasMoreDigits(cell)) writeText(out, cellText(cell) ?? '', place)
    else writeValue(out, NUMBER_STARTS[style], String(cell), place)
  } else if (typeof cell === 'boolean') {
    writeValue(out, BOOLEAN_STARTS[style], cell ? '1' : '0', place)
  } else if ('number' in cell) {
    writeCell(out, writtenNumber(cell), place)
  } else if ('error' in cell) {
    if (ERROR.test(cell.error)) writeValue(out, ERROR_STARTS[style], cell.error, place)
    else writeText(out, cell.error, place)
  } else {
    const serial = serialOfDate(cell.date)
    if (serial === null) writeText(out, cell.date, place)
    else writeValue(out, NUMBER_STARTS[dateStyle(cell.date)], String(serial), place)
  }
}

/** @returns false, and nothing is written, where the value needs escapes */
function writeValue(
  out: XmlBytes,
  start: Uint8Array | undefined,
  value: string,
  { column, rowDigits }: CellPlace,
): boolean {
  return out.plain(referenceStart(column), rowDigits, known(start), value, VALUE_END)
}

function dateStyle(date: string): number {
  if (date.length === 10) return STYLE.date
  return date.length > 19 ? STYLE.dateTimeMs : STYLE.dateTime
}

function writeText(out: XmlBytes, text: string, place: CellPlace): void {
  const most = DEFAULT_LIMITS.cellLength
  if (text.length > most) {
    throw refusal('too_large', reason('cell_too_long', { cell: nameOf(place), most }), place)
  }
  const style = textStyle(startsLikeFormula(text), place)
  const isPlain = isSolid(text.charCodeAt(0)) && isSolid(text.charCodeAt(text.length - 1))
  if (isPlain && writeValue(out, PLAIN_STARTS[style], text, place)) return
  const starts = EDGE_OR_LINES.test(text) ? SPACED_TEXT_STARTS : TEXT_STARTS
  out.raw(referenceStart(place.column))
  out.ascii(place.rowDigits)
  out.raw(known(starts[style]))
  out.text(encodeXstring(text))
  out.raw(TEXT_END)
}

/**
 * Whether a character is surely no blank, which XML's readers drop at the ends of a text: ASCII, letters
 * of the West and South, those of the East.
 */
function isSolid(unit: number): boolean {
  if (unit < 0xc0) return unit > 0x20 && unit < 0x80
  return unit < 0x1680 || (unit > 0x3000 && unit < 0xd800)
}

function known(start: Uint8Array | undefined): Uint8Array {
  if (start === undefined) throw new RangeError('no such style')
  return start
}

const referenceStarts: Uint8Array[] = []

/** `<c r="AB`, kept for the next row. */
function referenceStart(column: number): Uint8Array {
  return (referenceStarts[column] ??= utf8(`<c r="${columnLetters(column)}`))
}

function textStyle(dangerous: boolean, place: CellPlace): number {
  if (place.heading) return dangerous ? STYLE.headingQuoted : STYLE.heading
  if (place.text) return dangerous ? STYLE.textQuoted : STYLE.text
  return dangerous ? STYLE.quoted : STYLE.plain
}

function refusal(
  code: 'too_large' | 'cannot_write',
  told: Reason,
  { row, column }: CellPlace,
): SheetError {
  return new SheetError(code, told, { row, column })
}

const nameOf = ({ row, column }: CellPlace): string => `${columnLetters(column)}${row}`
