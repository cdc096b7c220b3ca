import type { XmlScanner } from '../xml/xml-scanner.ts'

/** More blanks than this in one `text:s` are no part of an honest text. */
const MOST_BLANKS = 1024

/**
 * The text of a cell: its paragraphs, one a line, blanks collapsed and those spelled out put in
 * (OpenDocument 1.3, part 3, 6.1.2). Notes, drawings and tables within the cell are passed over.
 */
export class CellText {
  #text = ''
  #paragraphs = 0
  /** Elements deep in the cell, itself not counted; in a paragraph; in what is passed over. */
  #depth = 0
  #paragraphAt = 0
  #passedAt = 0
  #blank = false

  /** A cell begins. */
  begin(): void {
    this.#text = ''
    this.#paragraphs = 0
    this.#depth = 0
    this.#paragraphAt = 0
    this.#passedAt = 0
  }

  /** What was read of it; also the length that has to be bounded while it grows. */
  get text(): string {
    return this.#text
  }

  /** Whether it has a text at all, which may be empty. */
  get isThere(): boolean {
    return this.#paragraphs > 0
  }

  /** Whether the tag that closes next is the cell's own. */
  get isClosing(): boolean {
    return this.#depth === 0
  }

  open(scanner: XmlScanner): void {
    const { name, selfClosing } = scanner
    if (this.#passedAt === 0) {
      if (this.#paragraphAt > 0) this.#openInParagraph(scanner)
      else if (name === 'text:p' || name === 'text:h') this.#openParagraph(selfClosing)
      else if (!selfClosing) this.#passedAt = this.#depth + 1
    }
    if (!selfClosing) this.#depth++
  }

  close(): void {
    if (this.#passedAt === this.#depth) this.#passedAt = 0
    if (this.#paragraphAt === this.#depth) this.#endParagraph()
    this.#depth--
  }

  add(text: string): void {
    if (this.#paragraphAt === 0 || this.#passedAt > 0) return
    const collapsed = text.replace(/[\t\n\r ]+/g, ' ')
    const starts = collapsed.startsWith(' ') && this.#blank
    this.#text += starts ? collapsed.slice(1) : collapsed
    if (collapsed !== '' && collapsed !== ' ') this.#blank = collapsed.endsWith(' ')
    else if (collapsed === ' ') this.#blank = true
  }

  #openParagraph(selfClosing: boolean): void {
    if (this.#paragraphs++ > 0) this.#text += '\n'
    this.#blank = true
    if (!selfClosing) this.#paragraphAt = this.#depth + 1
  }

  #openInParagraph(scanner: XmlScanner): void {
    const { name, selfClosing } = scanner
    const spelled = spelledOut(scanner)
    if (spelled !== null) {
      this.#text += spelled
      this.#blank = false
    } else if (!selfClosing && !name.startsWith('text:')) this.#passedAt = this.#depth + 1
    else if (name === 'text:note' || name === 'text:ruby-text') this.#passedAt = this.#depth + 1
  }

  #endParagraph(): void {
    this.#paragraphAt = 0
    if (this.#blank && this.#text.endsWith(' ')) this.#text = this.#text.slice(0, -1)
  }
}

function spelledOut(scanner: XmlScanner): string | null {
  if (scanner.name === 'text:line-break') return '\n'
  if (scanner.name === 'text:tab') return '\t'
  if (scanner.name !== 'text:s') return null
  const count = Number(scanner.attribute('text:c') ?? 1)
  return ' '.repeat(Math.min(Math.max(Number.isInteger(count) ? count : 1, 1), MOST_BLANKS))
}
