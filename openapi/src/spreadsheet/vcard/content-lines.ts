import { reason } from '../../reasons/reason.ts'
import { SheetError } from '../workbook/sheet-error.ts'

/** Characters of one property that are held; RFC 6350 has no limit, and a file must not fill the memory. */
const longestLine = 256 * 1024

/** Properties whose values are pictures, sounds and keys: as large as they like, and never read. */
const passedOver = /^(?:[\w-]+\.)?(PHOTO|LOGO|SOUND|KEY)[;:]/i

/** Of any system; and some programs forget the one between two cards. A last CR may go on with its LF. */
const lineEnd = /\r?\n|\r(?=[^\n])|(?<=(?:^|[\r\n])END:VCARD)(?=BEGIN:VCARD)/i

/** What begins a property: a name, perhaps in a group (`item1.EMAIL`), and its parameters. */
const propertyHead = /^[\w.-]+(?:;(?:"[^"]*"|[^":])*)?:/

/**
 * The properties of a stream of vCards, each on one line: folded lines are joined (RFC 6350, 3.2), and
 * so are those that quoted-printable breaks (vCard 2.1, 2.1.3). Bytes come as characters of the same
 * number, since each property may have an encoding of its own. Of a picture only its name is kept.
 */
export class ContentLines {
  #line = ''
  #rest = ''
  #open = false
  /** Whether a blank at which a line is folded belongs to it (vCard 2.1, 2.1.3). */
  #keepsBlank = false

  /** @throws SheetError `too_large` */
  push(bytes: string): string[] {
    const lines: string[] = []
    const pieces = `${this.#rest}${bytes}`.split(lineEnd)
    this.#rest = pieces.pop() ?? ''
    for (const piece of pieces) this.#take(piece, lines)
    if (this.#rest.length > longestLine) {
      // A picture on a line without an end; what comes of it is told from what is held.
      if (!passedOver.test(this.#rest)) throw tooLong()
      this.#rest = this.#rest.slice(0, 128)
    }
    return lines
  }

  end(): string[] {
    const lines: string[] = []
    for (const piece of this.#rest.split(/\r|(?<=^END:VCARD)(?=BEGIN:VCARD)/i))
      this.#take(piece, lines)
    if (this.#open) lines.push(this.#line)
    return lines
  }

  #take(text: string, lines: string[]): void {
    if (this.#open && this.#goesOn(text)) return
    if (text.trim() === '') return
    if (this.#open) lines.push(this.#line)
    this.#open = true
    if (/^VERSION:/i.test(text)) this.#keepsBlank = /^VERSION:\s*2\.1/i.test(text)
    this.#line = passedOver.test(text) ? text.slice(0, text.search(/[;:]/) + 1) : text
  }

  /** Whether a line belongs to the property before it, to which it is then added. */
  #goesOn(text: string): boolean {
    const isFolded = /^[ \t]/.test(text)
    if (passedOver.test(this.#line)) return isFolded || !propertyHead.test(text)
    if (this.#line.endsWith('=') && isQuotedPrintable(this.#line)) this.#add(text.trimStart(), 1)
    else if (isFolded) this.#add(this.#keepsBlank ? text : text.slice(1))
    // A value with line breaks of its own, as careless programs write one.
    else if (text !== '' && !propertyHead.test(text)) this.#add(`\\n${text}`)
    else return false
    return true
  }

  #add(text: string, dropped = 0): void {
    this.#line = this.#line.slice(0, this.#line.length - dropped) + text
    if (this.#line.length > longestLine) throw tooLong()
  }
}

function isQuotedPrintable(line: string): boolean {
  return /^[^:]*;(?:ENCODING=)?QUOTED-PRINTABLE[;:]/i.test(line)
}

function tooLong(): SheetError {
  return new SheetError('too_large', reason('card_property_too_long', { most: longestLine / 1024 }))
}
