import { reason } from '../../reasons/reason.ts'
import type { Limits } from '../workbook/limits.ts'
import { damaged, SheetError } from '../workbook/sheet-error.ts'
import { SPREADSHEETML } from './vocabularies.ts'
import { XmlScanner } from '../xml/xml-scanner.ts'
import { decodeXstring } from '../xml/xml-text.ts'

/** Strings put into one piece of memory. */
const PAGE = 4096

/**
 * The texts that cells refer to by number. A million small strings cost far more than their letters, so
 * they lie end to end in long ones, and are cut out when they are asked for.
 */
export class SharedStrings {
  private readonly pages: string[] = []
  private readonly ends: Uint32Array[] = []
  private open: string[] = []
  private count = 0

  /** How many there are. */
  get size(): number {
    return this.count
  }

  /** Adds the next one. */
  add(text: string): void {
    this.open.push(text)
    this.count++
    if (this.open.length === PAGE) this.closePage()
  }

  /** To be called after the last `add`. */
  seal(): void {
    if (this.open.length > 0) this.closePage()
  }

  /** By its number, from 0; undefined where there is none. */
  get(index: number): string | undefined {
    const page = Math.floor(index / PAGE)
    const ends = this.ends[page]
    const slot = index % PAGE
    const end = ends?.[slot]
    if (ends === undefined || end === undefined) return undefined
    return this.pages[page]?.slice(slot === 0 ? 0 : ends[slot - 1], end)
  }

  private closePage(): void {
    const ends = new Uint32Array(this.open.length)
    let end = 0
    this.open.forEach((text, index) => {
      end += text.length
      ends[index] = end
    })
    this.pages.push(this.open.join(''))
    this.ends.push(ends)
    this.open = []
  }
}

/**
 * Reads `sharedStrings.xml`: the runs of a rich text are joined, phonetic readings left out.
 * Throws SheetError `too_large`.
 */
export async function readSharedStrings(
  pieces: AsyncIterable<string>,
  limits: Limits,
): Promise<SharedStrings> {
  const strings = new SharedStrings()
  const scanner = new XmlScanner(SPREADSHEETML)
  let item = ''
  let inText = false
  let phonetic = 0
  let opened = false
  const finishItem = (): void => {
    const text = decodeXstring(item)
    if (text.length > limits.cellLength) throw tooLong(limits)
    strings.add(text)
    if (strings.size > limits.sharedStrings) throw tooMany(limits)
    item = ''
  }
  const drain = (): void => {
    for (let token = scanner.next(); token !== 'more' && token !== 'end'; token = scanner.next()) {
      if (token === 'text') {
        if (inText) item += scanner.text()
        if (item.length > limits.cellLength * 8) throw tooLong(limits)
      } else if (scanner.name === 't') {
        inText = token === 'open' && !scanner.selfClosing && phonetic === 0
      } else if (scanner.name === 'rPh') {
        if (!scanner.selfClosing) phonetic += token === 'open' ? 1 : -1
      } else if (scanner.name === 'si') {
        if (token === 'close' || scanner.selfClosing) finishItem()
      } else if (scanner.name === 'sst') opened = token === 'open' && !scanner.selfClosing
    }
  }
  for await (const piece of pieces) {
    scanner.feed(piece)
    drain()
  }
  scanner.end()
  drain()
  if (opened) throw damaged()
  strings.seal()
  return strings
}

function tooLong(limits: Limits): SheetError {
  const most = limits.cellLength
  return new SheetError('too_large', reason('cell_too_long_somewhere', { most }))
}

function tooMany(limits: Limits): SheetError {
  const most = limits.sharedStrings
  return new SheetError('too_large', reason('file_too_many_texts', { most }))
}
