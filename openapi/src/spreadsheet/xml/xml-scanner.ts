import { NextMark } from './next-mark.ts'
import { type PlainCell, readPlainCell } from './plain-cell.ts'
import { damaged, SheetError } from '../workbook/sheet-error.ts'
import { decodeEntities } from './xml-text.ts'

/** What the scanner stands on. `more`: the text ends in the middle of something, feed it the next piece. */
type XmlToken = 'open' | 'close' | 'text' | 'more' | 'end'

/** One tag or text longer than this is no part of an honest spreadsheet; without an end to it, memory has none. */
const LONGEST_TOKEN = 4 * 1024 * 1024

const LT = 0x3c
const GT = 0x3e
const SLASH = 0x2f
const BANG = 0x21
const QUESTION = 0x3f
const EQUALS = 0x3d
const COLON = 0x3a
const DOUBLE_QUOTE = 0x22
const SINGLE_QUOTE = 0x27
const SPACE = 0x20

/**
 * A pull scanner for XML that arrives in pieces cut anywhere. It knows tags, attributes, text, CDATA,
 * comments and processing instructions, and refuses document types. Prefixes are dropped: SpreadsheetML
 * uses no two elements or attributes of one local name side by side. It makes no objects per token,
 * because a sheet has tens of millions of them.
 */
export class XmlScanner {
  /** Local name of the tag stood on. */
  name = ''
  /** The tag closes itself: no `close` will come. */
  selfClosing = false

  private source = ''
  private at = 0
  private ended = false
  private readonly entities = new NextMark('&')
  private readonly returns = new NextMark('\r')
  private cdata = false
  private textFrom = 0
  private textTo = 0
  private tagFrom = 0
  private attributeCount = 0
  private readonly attributes: number[] = []

  /** Adds the next piece of the document. */
  feed(piece: string): void {
    if (this.source.length - this.at > LONGEST_TOKEN) throw damaged()
    this.source = this.at < this.source.length ? this.source.slice(this.at) + piece : piece
    this.at = 0
    this.entities.reset(this.source)
    this.returns.reset(this.source)
  }

  /** No more pieces will come. */
  end(): void {
    this.ended = true
  }

  /** Moves to the next token. Throws SheetError `doctype`, or `damaged` at the end of half a document. */
  next(): XmlToken {
    for (;;) {
      if (this.at >= this.source.length) return this.ended ? 'end' : 'more'
      if (this.source.charCodeAt(this.at) !== LT) return this.scanText()
      const second = this.source.charCodeAt(this.at + 1)
      if (second === SLASH) return this.scanClose()
      if (second === BANG) {
        const token = this.scanBang()
        if (token !== 'skipped') return token
      } else if (second === QUESTION) {
        const end = this.source.indexOf('?>', this.at + 2)
        if (end < 0) return this.unfinished()
        this.at = end + 2
      } else return this.scanOpen()
    }
  }

  /** The text stood on, entities resolved and line ends made `\n`, as XML 1.0 (2.11) wants. */
  text(): string {
    const raw = this.source.slice(this.textFrom, this.textTo)
    if (this.isPlain(this.textFrom, this.textTo)) return raw
    return this.cdata ? raw.replace(/\r\n?/g, '\n') : decodeEntities(raw)
  }

  /**
   * Moves past a whole cell that is written plainly, and leaves its value to `text`.
   *
   * @returns false where none stands, and nothing is changed but `into`
   */
  nextPlainCell(into: PlainCell): boolean {
    const end = readPlainCell(this.source, this.at, into)
    if (end < 0) return false
    this.cdata = false
    this.textFrom = into.from
    this.textTo = into.to
    this.at = end
    return true
  }

  /** The value of an attribute of the tag stood on, by its local name; undefined without it. */
  attribute(name: string): string | undefined {
    for (let index = 0; index < this.attributeCount; index += 4) {
      const from = this.attributes[index] ?? 0
      const to = this.attributes[index + 1] ?? 0
      if (to - from === name.length && this.source.startsWith(name, from)) {
        const raw = this.source.slice(this.attributes[index + 2], this.attributes[index + 3])
        return this.isPlain(this.tagFrom, this.at) ? raw : decodeEntities(raw)
      }
    }
    return undefined
  }

  /** Whether what stands there means what is written, to the letter. */
  private isPlain(from: number, to: number): boolean {
    return !this.entities.isWithin(from, to) && !this.returns.isWithin(from, to)
  }

  private unfinished(): XmlToken {
    if (this.ended) throw damaged()
    return 'more'
  }

  private scanText(): XmlToken {
    let end = this.source.indexOf('<', this.at)
    if (end < 0) {
      if (!this.ended) return 'more'
      end = this.source.length
    }
    this.cdata = false
    this.textFrom = this.at
    this.textTo = end
    this.at = end
    return 'text'
  }

  private scanClose(): XmlToken {
    const end = this.source.indexOf('>', this.at + 2)
    if (end < 0) return this.unfinished()
    let nameEnd = this.at + 2
    let nameFrom = nameEnd
    for (; nameEnd < end; nameEnd++) {
      const code = this.source.charCodeAt(nameEnd)
      if (code <= SPACE) break
      if (code === COLON) nameFrom = nameEnd + 1
    }
    this.name = this.source.slice(nameFrom, nameEnd)
    this.at = end + 1
    return 'close'
  }

  private scanBang(): XmlToken | 'skipped' {
    const from = this.at
    if (this.source.startsWith('<!--', from)) {
      const end = this.source.indexOf('-->', from + 4)
      if (end < 0) return this.unfinished()
      this.at = end + 3
      return 'skipped'
    }
    if (this.source.startsWith('<![CDATA[', from)) {
      const end = this.source.indexOf(']]>', from + 9)
      if (end < 0) return this.unfinished()
      this.cdata = true
      this.textFrom = from + 9
      this.textTo = end
      this.at = end + 3
      return 'text'
    }
    if (this.source.length - from < 9) return this.unfinished()
    throw new SheetError(
      'doctype',
      'The file declares a document type, which no spreadsheet program writes, and was refused.',
    )
  }

  private scanOpen(): XmlToken {
    const source = this.source
    const length = source.length
    let at = this.at + 1
    let nameFrom = at
    let code = 0
    for (; at < length; at++) {
      code = source.charCodeAt(at)
      if (code <= SPACE || code === GT || code === SLASH) break
      if (code === COLON) nameFrom = at + 1
    }
    if (at >= length) return this.unfinished()
    const nameTo = at
    let count = 0
    this.selfClosing = false
    for (;;) {
      while (at < length && source.charCodeAt(at) <= SPACE) at++
      if (at >= length) return this.unfinished()
      code = source.charCodeAt(at)
      if (code === GT) break
      if (code === SLASH) {
        this.selfClosing = true
        at++
        continue
      }
      let from = at
      for (; at < length; at++) {
        code = source.charCodeAt(at)
        if (code === EQUALS || code <= SPACE) break
        if (code === GT || code === LT) throw damaged()
        if (code === COLON) from = at + 1
      }
      const to = at
      while (at < length && source.charCodeAt(at) <= SPACE) at++
      if (at >= length) return this.unfinished()
      if (source.charCodeAt(at) !== EQUALS) throw damaged()
      at++
      while (at < length && source.charCodeAt(at) <= SPACE) at++
      if (at >= length) return this.unfinished()
      const quote = source.charCodeAt(at)
      if (quote !== DOUBLE_QUOTE && quote !== SINGLE_QUOTE) throw damaged()
      const valueEnd = source.indexOf(quote === DOUBLE_QUOTE ? '"' : "'", at + 1)
      if (valueEnd < 0) return this.unfinished()
      this.attributes[count] = from
      this.attributes[count + 1] = to
      this.attributes[count + 2] = at + 1
      this.attributes[count + 3] = valueEnd
      count += 4
      at = valueEnd + 1
    }
    this.name = source.slice(nameFrom, nameTo)
    this.tagFrom = this.at
    this.attributeCount = count
    this.at = at + 1
    return 'open'
  }
}
