import { reason } from '../../reasons/reason.ts'
import type { NumberStyle } from '../cells/number-style.ts'
import { serialOfDate } from '../cells/serial-date.ts'
import { SheetError } from '../workbook/sheet-error.ts'
import type { Sheet } from '../workbook/workbook.ts'
import type { XmlDocument } from '../xml/xml-document.ts'
import { scanAll } from '../xml/xml-part.ts'
import type { XmlScanner } from '../xml/xml-scanner.ts'
import { OPENDOCUMENT } from './vocabulary.ts'

/** What holds for all cells of a document, and which sheets there are. */
export interface DocumentOutline {
  sheets: readonly Sheet[]
  /** By a cell's style: those that make a date or a time of a number. */
  styles: ReadonlyMap<string, NumberStyle>
  /** Days between 1899-12-30, from which numbers count unless it says so, and the document's own day zero. */
  dayZero: number
}

/** Reads through a document for all but its rows. Throws SheetError for one that is no spreadsheet. */
export async function outlineOf(document: XmlDocument): Promise<DocumentOutline> {
  const outline = new Outline()
  await scanAll(document.text(), OPENDOCUMENT, (scanner, token) => {
    if (token === 'open') outline.open(scanner)
    else if (token === 'close') outline.close()
  })
  return outline
}

class Outline implements DocumentOutline {
  readonly sheets: Sheet[] = []
  readonly styles = new Map<string, NumberStyle>()
  dayZero = 0
  readonly #hiddenStyles = new Set<string>()
  readonly #dataStyles = new Map<string, NumberStyle>()
  #style = ''
  #dataStyle = ''
  #depth = 0
  #bodyAt = 0
  #inSpreadsheet = false

  open(scanner: XmlScanner): void {
    const { name, selfClosing } = scanner
    if (this.#bodyAt > 0) this.#openInBody(scanner)
    else if (name === 'office:body') this.#bodyAt = this.#depth + 1
    else if (name === 'style:style') this.#startStyle(scanner)
    else if (name === 'style:table-properties') {
      if (scanner.attribute('table:display') === 'false') this.#hiddenStyles.add(this.#style)
    } else this.#openInDataStyle(scanner)
    if (!selfClosing) this.#depth++
  }

  close(): void {
    this.#depth--
  }

  /** Tables directly in the spreadsheet are its sheets; hidden are those whose style is not displayed. */
  #openInBody(scanner: XmlScanner): void {
    const { name } = scanner
    const level = this.#depth - this.#bodyAt
    if (level === 0) {
      if (name !== 'office:spreadsheet') throw otherDocument()
      this.#inSpreadsheet = true
    } else if (level === 1 && name === 'table:table' && this.#inSpreadsheet) {
      const hidden = this.#hiddenStyles.has(scanner.attribute('table:style-name') ?? '')
      this.sheets.push({ name: scanner.attribute('table:name') ?? '', hidden })
    } else if (name === 'table:null-date') {
      const day = scanner.attribute('table:date-value') ?? ''
      this.dayZero = day === '1899-12-30' ? 0 : day === '1900-01-01' ? 2 : (serialOfDate(day) ?? 0)
    }
  }

  #startStyle(scanner: XmlScanner): void {
    this.#style = scanner.attribute('style:name') ?? ''
    const data = this.#dataStyles.get(scanner.attribute('style:data-style-name') ?? '')
    if (data) this.styles.set(this.#style, data)
  }

  #openInDataStyle(scanner: XmlScanner): void {
    const { name } = scanner
    if (!name.startsWith('number:')) return
    const style = scanner.attribute('style:name')
    if (style !== undefined) {
      this.#dataStyle = style
      if (name === 'number:date-style') this.#dataStyles.set(style, { kind: 'date' })
      if (name === 'number:time-style') this.#dataStyles.set(style, { kind: 'time' })
    } else if (name === 'number:hours' || name === 'number:minutes') {
      const known = this.#dataStyles.get(this.#dataStyle)
      if (known?.kind === 'date') this.#dataStyles.set(this.#dataStyle, { kind: 'datetime' })
    }
  }
}

function otherDocument(): SheetError {
  return new SheetError('not_a_spreadsheet', reason('file_of_other_document'))
}
