import { reason } from '../../reasons/reason.ts'
import type { Limits } from '../workbook/limits.ts'
import { damaged, SheetError } from '../workbook/sheet-error.ts'
import { BATCH_ROWS, type Progress, type SheetRow, type Workbook } from '../workbook/workbook.ts'
import { cardHeadings, cardRow } from './card-row.ts'
import { ContentLines } from './content-lines.ts'
import { parseProperty, type Property } from './property.ts'

/** Where the bytes of cards come from. */
export interface CardSource {
  /** Bytes in all; 0 where nobody knows. */
  total: number
  /** All of them, from the first on. */
  pieces(): AsyncIterable<Uint8Array>
}

/** Properties of one card; the limit is for files that never end one. */
const mostProperties = 2_000

/**
 * vCards (2.1, 3.0 and 4.0: RFC 2426, RFC 6350) as a sheet: a row of headings, and then a row for each
 * card, numbered in their order from 2 on. Nothing of a card is held once its row is handed over.
 */
export function openVcards(source: CardSource, limits: Pick<Limits, 'rows'>): Workbook {
  const progress: Progress = { read: 0, total: source.total }
  return {
    format: 'vcard',
    sheets: [{ name: 'vCard', hidden: false }],
    progress,
    rows(sheet = 0) {
      if (sheet !== 0) throw new SheetError('no_such_sheet', reason('one_sheet_only'))
      return readRows(source, limits, progress)
    },
  }
}

async function* readRows(
  source: CardSource,
  limits: Pick<Limits, 'rows'>,
  progress: Progress,
): AsyncGenerator<SheetRow[]> {
  const cards = new Cards()
  let batch: SheetRow[] = [{ number: 1, cells: [...cardHeadings] }]
  let number = 1
  progress.read = 0
  for await (const lines of linesOf(source, progress)) {
    for (const line of lines) {
      const card = cards.take(line)
      if (!card) continue
      number++
      if (number > limits.rows)
        throw new SheetError('too_large', reason('file_too_many_cards', { most: limits.rows - 1 }))
      batch.push({ number, cells: cardRow(card) })
    }
    if (batch.length < BATCH_ROWS) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
  if (cards.isOpen) throw damaged()
}

/** Cuts properties into cards; those of a card within another one are left to it. */
class Cards {
  #depth = 0
  #properties: Property[] = []

  get isOpen(): boolean {
    return this.#depth > 0
  }

  take(line: string): readonly Property[] | null {
    const property = parseProperty(line)
    if (!property) return null
    const { name, value } = property
    const isCard = value.trim().toUpperCase() === 'VCARD'
    if (name === 'BEGIN' && isCard) {
      if (this.#depth === 0) this.#properties = []
      this.#depth++
    } else if (name === 'END' && isCard && this.#depth > 0) {
      this.#depth--
      return this.#depth === 0 ? this.#properties : null
    } else if (this.#depth === 1 && this.#properties.length < mostProperties)
      this.#properties.push(property)
    return null
  }
}

async function* linesOf(source: CardSource, progress: Progress): AsyncGenerator<string[]> {
  const lines = new ContentLines()
  let bytesOf: ((piece: Uint8Array) => string) | null = null
  for await (const piece of source.pieces()) {
    progress.read += piece.length
    bytesOf ??= bytesFrom(piece)
    yield lines.push(bytesOf(piece))
  }
  yield lines.end()
}

/** As characters of the same number as the bytes; text in UTF-16 as it would be in UTF-8. */
function bytesFrom([first, second]: Uint8Array): (piece: Uint8Array) => string {
  const isMarked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  if (!isMarked && first !== 0 && second !== 0) return characters
  const decoder = new TextDecoder(first === 0xff || second === 0 ? 'utf-16le' : 'utf-16be')
  const encoder = new TextEncoder()
  return (piece) => characters(encoder.encode(decoder.decode(piece, { stream: true })))
}

function characters(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8_192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8_192))
  // The mark at the beginning of UTF-8.
  return text.replace(/^\u00ef\u00bb\u00bf/, '')
}
