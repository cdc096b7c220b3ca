import { reason } from '../../reasons/reason.ts'
import { NextMark } from './next-mark.ts'
import { type PlainCell, readPlainCell } from './plain-cell.ts'
import { damaged, SheetError } from '../workbook/sheet-error.ts'
import { decodeEntities } from './xml-text.ts'
import { XmlNamespaces } from './xml-namespaces.ts'
import type { Vocabulary } from './xml-namespaces.ts'

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
 * comments and processing instructions, and refuses document types. Names are told by their namespaces
 * (Namespaces in XML 1.0), whatever prefixes a file gives them. It makes no objects per token, because a
 * sheet has tens of millions of them.
 */
export class XmlScanner {
  /** Of the tag stood on, spelled as the vocabulary spells its namespace: `row`, `table:table-row`. */
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
  /** Five numbers each: where its prefix begins, its local name begins and ends, its value begins and ends. */
  private attributeCount = 0
  private readonly attributes: number[] = []
  private readonly namespaces: XmlNamespaces

  /** @param vocabulary the namespaces that are asked for */
  constructor(vocabulary: Vocabulary) {
    this.namespaces = new XmlNamespaces(vocabulary)
  }

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
    this.namespaces.leaveSelfClosed()
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
    this.namespaces.leaveSelfClosed()
    if (!this.namespaces.isPlain) return false
    const end = readPlainCell(this.source, this.at, into)
    if (end < 0) return false
    this.cdata = false
    this.textFrom = into.from
    this.textTo = into.to
    this.at = end
    return true
  }

  /** The value of an attribute of the tag stood on, spelled as the vocabulary does; undefined without it. */
  attribute(name: string): string | undefined {
    const local = name.slice(name.indexOf(':') + 1)
    for (let index = 0; index < this.attributeCount; index += 5) {
      const prefixFrom = this.attributes[index] ?? 0
      const from = this.attributes[index + 1] ?? 0
      const to = this.attributes[index + 2] ?? 0
      if (to - from !== local.length || !this.source.startsWith(local, from)) continue
      const prefix = prefixFrom === from ? '' : this.source.slice(prefixFrom, from - 1)
      if (this.namespaces.attributeName(prefix, local) === name) return this.valueAt(index)
    }
    return undefined
  }

  private valueAt(index: number): string {
    const raw = this.source.slice(this.attributes[index + 3], this.attributes[index + 4])
    return this.isPlain(this.tagFrom, this.at) ? raw : decodeEntities(raw)
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
    const tagFrom = this.at + 2
    let nameEnd = tagFrom
    let nameFrom = tagFrom
    for (; nameEnd < end; nameEnd++) {
      const code = this.source.charCodeAt(nameEnd)
      if (code <= SPACE) break
      if (code === COLON) nameFrom = nameEnd + 1
    }
    this.name = this.elementName(tagFrom, nameFrom, nameEnd)
    this.namespaces.leave()
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
    throw new SheetError('doctype', reason('file_doctype'))
  }

  private scanOpen(): XmlToken {
    const source = this.source
    const length = source.length
    const tagFrom = this.at + 1
    let at = tagFrom
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
    let declares = false
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
      const prefixFrom = at
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
      this.attributes[count] = prefixFrom
      this.attributes[count + 1] = from
      this.attributes[count + 2] = to
      this.attributes[count + 3] = at + 1
      this.attributes[count + 4] = valueEnd
      count += 5
      declares ||= source.startsWith('xmlns', prefixFrom)
      at = valueEnd + 1
    }
    this.tagFrom = this.at
    this.attributeCount = count
    this.at = at + 1
    this.namespaces.enter(this.selfClosing)
    if (declares) this.bindPrefixes()
    this.name = this.elementName(tagFrom, nameFrom, nameTo)
    return 'open'
  }

  private bindPrefixes(): void {
    for (let index = 0; index < this.attributeCount; index += 5) {
      const name = this.source.slice(this.attributes[index], this.attributes[index + 2])
      if (name === 'xmlns') this.namespaces.bind('', this.valueAt(index))
      else if (name.startsWith('xmlns:'))
        this.namespaces.bind(name.slice('xmlns:'.length), this.valueAt(index))
    }
  }

  private elementName(tagFrom: number, nameFrom: number, nameTo: number): string {
    const local = this.source.slice(nameFrom, nameTo)
    if (nameFrom === tagFrom && this.namespaces.isPlain) return local
    const prefix = nameFrom === tagFrom ? '' : this.source.slice(tagFrom, nameFrom - 1)
    return this.namespaces.elementName(prefix, local)
  }
}
