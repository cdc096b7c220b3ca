import { reason } from '../../reasons/reason.ts'
import { PLAIN_STYLE, builtInStyle, numberStyle } from '../cells/number-style.ts'
import type { NumberStyle } from '../cells/number-style.ts'
import type { DateSystem } from '../cells/serial-date.ts'
import { SheetError, damaged } from '../workbook/sheet-error.ts'
import type { Sheet } from '../workbook/workbook.ts'
import { recordsOf } from './biff-records.ts'
import type { BiffRecord } from './biff-records.ts'
import { formatTextAt, sharedTexts, textAt } from './biff-text.ts'
import type { TextForm } from './biff-text.ts'
import { codePageDecoder } from './code-pages.ts'

/** Records by their numbers ([MS-XLS] 2.3, and its forerunners before Excel 97). */
const EOF = 0x0a
const FILE_PASS = 0x2f
const CODE_PAGE = 0x42
const DATE_MODE = 0x22
const BOUND_SHEET = 0x85
const SHARED_TEXTS = 0xfc
const FORMAT = 0x41e
const OLD_FORMAT = 0x1e
const XF = 0xe0
const XF_3 = 0x243
const XF_4 = 0x443
/** What a sheet that is listed can be. */
const WORKSHEET = 0
const WESTERN = 1252
const WORKBOOK = 5
/** The versions that a file's first record stands for. */
const VERSIONS: ReadonlyMap<number, number> = new Map([
  [0x0009, 2],
  [0x0209, 3],
  [0x0409, 4],
  [0x0809, 5],
])

/** A sheet and where its records begin. */
interface SheetAt extends Sheet {
  offset: number
}

/** What holds for all sheets of a workbook stream. */
export interface BiffGlobals extends TextForm {
  sheets: SheetAt[]
  texts: readonly string[]
  /** By a cell format's number. */
  styles: readonly NumberStyle[]
  /** By a number format's own number, which the oldest cells state themselves. */
  formats: ReadonlyMap<number, NumberStyle>
  dateSystem: DateSystem
}

/** Reads the beginning of a workbook stream. Throws SheetError `encrypted` or `damaged`. */
export function globalsOf(stream: Uint8Array): BiffGlobals {
  const globals = new Globals()
  for (const record of recordsOf(stream, 0)) {
    try {
      if (!globals.take(record)) break
    } catch (error) {
      if (error instanceof RangeError) throw damaged()
      throw error
    }
  }
  return globals.finish()
}

class Globals implements BiffGlobals {
  readonly sheets: SheetAt[] = []
  readonly styles: NumberStyle[] = []
  readonly formats = new Map<number, NumberStyle>()
  texts: readonly string[] = []
  dateSystem: DateSystem = '1900'
  version = 0
  decode = codePageDecoder(WESTERN)
  readonly #formatOf: number[] = []
  #isOneSheet = false

  /** @returns whether there may be more */
  take(record: BiffRecord): boolean {
    const { type, view } = record
    if (this.version === 0) return this.#begin(record)
    if (type === EOF) return false
    if (type === FILE_PASS) {
      throw new SheetError('encrypted', reason('file_encrypted'))
    }
    if (type === CODE_PAGE) this.decode = codePageDecoder(view.getUint16(0, true))
    else if (type === DATE_MODE) this.dateSystem = view.getUint16(0, true) === 1 ? '1904' : '1900'
    else if (type === BOUND_SHEET) this.#addSheet(record)
    else if (type === SHARED_TEXTS) this.texts = sharedTexts(record)
    else if (type === FORMAT || type === OLD_FORMAT) this.#addFormat(record)
    else if (type === XF) this.#formatOf.push(view.getUint16(2, true))
    else if (type === XF_3 || type === XF_4) this.#formatOf.push(view.getUint8(1))
    return true
  }

  finish(): BiffGlobals {
    if (this.version === 0) throw damaged()
    if (this.#isOneSheet) this.sheets.push({ name: 'Sheet1', hidden: false, offset: 0 })
    for (const format of this.#formatOf) {
      this.styles.push(
        this.formats.get(format) ?? (this.version < 5 ? PLAIN_STYLE : builtInStyle(format)),
      )
    }
    return this
  }

  #begin({ type, view }: BiffRecord): boolean {
    const version = VERSIONS.get(type)
    if (version === undefined) throw damaged()
    const stated = view.getUint16(0, true)
    this.version = version === 5 && stated === 0x0600 ? 8 : version
    this.#isOneSheet = version < 5 || view.getUint16(2, true) !== WORKBOOK
    return true
  }

  #addSheet(record: BiffRecord): void {
    const { view } = record
    if (view.getUint8(5) !== WORKSHEET) return
    this.sheets.push({
      name: textAt(record, 6, 1, this),
      hidden: (view.getUint8(4) & 3) !== 0,
      offset: view.getUint32(0, true),
    })
  }

  /** Before Excel 5 formats are numbered as they come. */
  #addFormat(record: BiffRecord): void {
    const { version } = this
    const number = version < 5 ? this.formats.size : record.view.getUint16(0, true)
    const at = version < 4 ? 0 : 2
    this.formats.set(number, numberStyle(formatTextAt(record, at, version < 8 ? 1 : 2, this)))
  }
}
