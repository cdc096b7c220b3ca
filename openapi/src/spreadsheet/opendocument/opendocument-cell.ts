import type { Cell } from '../../field-types/cell.ts'
import { isoCell, numberCell, plainNumber } from '../cells/number-cell.ts'
import { clockOfSerial } from '../cells/serial-date.ts'
import type { DocumentOutline } from './document-outline.ts'

/** What a cell says of its value, beside the text it shows. */
export interface StatedValue {
  style: string | undefined
  type: string | undefined
  value: string | undefined
  date: string | undefined
  time: string | undefined
  boolean: string | undefined
  string: string | undefined
  isError: boolean
}

/** xsd:duration without years and months, which have no fixed length. */
const DURATION = /^(-)?P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?)?$/
const DAY_SECONDS = 86_400
const DAY_LENGTH = 'YYYY-MM-DD'.length

/**
 * The value of a cell (OpenDocument 1.3, part 3, 19.385). Dates are stated as such, so that what a file
 * counts days from does not matter.
 *
 * @param shown its text; null where it has none
 */
export function openDocumentCell(
  stated: StatedValue,
  shown: string | null,
  outline: DocumentOutline,
): Cell {
  if (stated.isError) return { error: shown ?? '#VALUE!' }
  return (READERS.get(stated.type) ?? stringCell)(stated, shown, outline)
}

type CellReader = (stated: StatedValue, shown: string | null, outline: DocumentOutline) => Cell

const READERS: ReadonlyMap<string | undefined, CellReader> = new Map([
  ['float', numericCell],
  ['percentage', numericCell],
  ['currency', numericCell],
  ['date', dateCell],
  ['time', ({ time }, shown) => textOf(clockOf(time ?? '') ?? shown)],
  ['boolean', ({ boolean }) => boolean === 'true'],
])

function stringCell({ string }: StatedValue, shown: string | null): Cell {
  return textOf(string ?? shown)
}

/** Some programs leave dates as numbers and only format them so. */
function numericCell(
  { value = '', style = '' }: StatedValue,
  shown: string | null,
  { styles, dayZero }: DocumentOutline,
): Cell {
  const number = Number(value)
  if (!Number.isFinite(number) || value.trim() === '') return textOf(shown)
  const numberStyle = styles.get(style)
  if (numberStyle === undefined) return plainNumber(number, isReadable(shown) ? shown : null)
  return numberCell(number + (numberStyle.kind === 'time' ? 0 : dayZero), numberStyle, 'continuous')
}

/** Powers of ten, and a number that was too wide for its cell, show other digits than there are. */
function isReadable(shown: string | null): boolean {
  return shown !== null && !/\dE[+-]?\d|##/i.test(shown)
}

/** A midnight counts as a time where it is shown, and as none where it is not. */
function dateCell({ date = '' }: StatedValue, shown: string | null): Cell {
  const showsTime = shown?.includes(':') ?? date.length > DAY_LENGTH
  const stated = showsTime && date.length === DAY_LENGTH ? `${date}T00:00:00` : date
  const cell = isoCell(stated, { kind: showsTime ? 'datetime' : 'date' })
  return typeof cell === 'string' ? textOf(shown ?? cell) : cell
}

function textOf(text: string | null): Cell {
  return text === '' ? null : text
}

function clockOf(duration: string): string | null {
  const match = DURATION.exec(duration)
  if (match === null) return null
  const [, sign, days = 0, hours = 0, minutes = 0, seconds = '0'] = match
  const whole =
    Number(days) * DAY_SECONDS +
    Number(hours) * 3600 +
    Number(minutes) * 60 +
    Number(seconds.replace(',', '.'))
  return clockOfSerial((sign === undefined ? whole : -whole) / DAY_SECONDS)
}
