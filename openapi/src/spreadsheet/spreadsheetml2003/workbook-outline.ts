import { numberStyle } from '../cells/number-style.ts'
import type { NumberStyle } from '../cells/number-style.ts'
import type { DateSystem } from '../cells/serial-date.ts'
import type { Sheet } from '../workbook/workbook.ts'
import type { XmlDocument } from '../xml/xml-document.ts'
import { scanAll } from '../xml/xml-part.ts'
import type { XmlScanner } from '../xml/xml-scanner.ts'
import { codeOfFormat } from './named-formats.ts'
import { SPREADSHEETML_2003 } from './vocabulary.ts'

/** What holds for all rows of a workbook, and which sheets there are. */
export interface WorkbookOutline {
  sheets: Sheet[]
  /** By a style's id. */
  styles: ReadonlyMap<string, NumberStyle>
  dateSystem: DateSystem
}

/** Reads through a document for all but its rows. */
export async function outlineOf(document: XmlDocument): Promise<WorkbookOutline> {
  const outline = new Outline()
  await scanAll(document.text(), SPREADSHEETML_2003, (scanner, token) => {
    if (token === 'open') outline.open(scanner)
    else if (token === 'text') outline.text(scanner)
    else outline.close(scanner.name)
  })
  return { sheets: outline.sheets, styles: outline.styles, dateSystem: outline.dateSystem }
}

class Outline {
  readonly sheets: Sheet[] = []
  readonly styles = new Map<string, NumberStyle>()
  dateSystem: DateSystem = '1900'
  #style = ''
  #inVisible = false

  open(scanner: XmlScanner): void {
    const { name } = scanner
    if (name === 'ss:Worksheet') {
      this.sheets.push({ name: scanner.attribute('ss:Name') ?? '', hidden: false })
    } else if (name === 'ss:Style') this.#startStyle(scanner)
    else if (name === 'ss:NumberFormat') {
      const code = codeOfFormat(scanner.attribute('ss:Format') ?? 'General')
      this.styles.set(this.#style, numberStyle(code))
    } else if (name === 'x:Date1904') this.dateSystem = '1904'
    else if (name === 'x:Visible') this.#inVisible = !scanner.selfClosing
  }

  text(scanner: XmlScanner): void {
    const sheet = this.sheets.at(-1)
    if (this.#inVisible && sheet) sheet.hidden ||= /^\s*Sheet(?:Very)?Hidden/.test(scanner.text())
  }

  close(name: string): void {
    if (name === 'x:Visible') this.#inVisible = false
  }

  /** A style has its parent's format until it states its own; parents come first. */
  #startStyle(scanner: XmlScanner): void {
    this.#style = scanner.attribute('ss:ID') ?? ''
    const parent = this.styles.get(scanner.attribute('ss:Parent') ?? 'Default')
    if (parent) this.styles.set(this.#style, parent)
  }
}
