import { type Cell, type FieldTypeId, fieldTypeOf, typeRules } from '@cardfile/openapi'
import { cellText } from '@cardfile/openapi/spreadsheet'
import { dateReading } from './date-orders.ts'

/** From the narrowest to the widest; the first that takes all cells of a column is proposed. */
const candidates: readonly FieldTypeId[] = [
  'integer',
  'decimal',
  'currency',
  'date',
  'datetime',
  'email',
  'url',
  'text',
  'textarea',
]

const words = /^(?:yes|no|true|false)$/i
const mostOptions = 12
/** Values that come back as often as this are a choice rather than text. */
const leastRepeats = 4

interface ProposedType {
  type: FieldTypeId
  /** The texts of a choice's options. */
  options: string[]
}

/** The data type a new field for these cells would have. None of them is blank. */
export function proposeType(cells: readonly NonNullable<Cell>[]): ProposedType {
  const plain = (type: FieldTypeId): ProposedType => ({ type, options: [] })
  if (cells.length === 0) return plain('text')
  const texts = cells.map((cell) => cellText(cell)?.trim() ?? '')
  if (texts.every((text) => words.test(text))) return plain('checkbox')
  const reading = dateReading(cells)
  const most = reading ? Math.max(...Object.values(reading.fits)) : 0
  // Some are mistyped in every file; those rows are told of by the preview.
  if (reading && most > reading.total / 2 && texts.every((text) => /^\d/.test(text)))
    return plain(texts.some((text) => /\d[T ,]+\d/.test(text)) ? 'datetime' : 'date')
  const fitting = candidates.find((type) => fits(type, cells, texts)) ?? 'textarea'
  const options = [...new Set(texts)]
  const isChoice =
    fitting === 'text' &&
    options.length <= mostOptions &&
    texts.length >= options.length * leastRepeats
  return isChoice ? { type: 'dropdown', options } : plain(fitting)
}

function fits(id: FieldTypeId, cells: readonly Cell[], texts: readonly string[]): boolean {
  const type = fieldTypeOf(id)
  // 0123 is somebody's code: as a number it would lose its zero. 555 123 456 is rather a phone's.
  if (type.compare === 'number' && texts.some((text) => /^[+-]?0\d|\d\s\d/.test(text))) return false
  const { value, parseCell } = typeRules(type, {})
  return cells.every((cell) => value.safeParse(parseCell(cell)).success)
}
