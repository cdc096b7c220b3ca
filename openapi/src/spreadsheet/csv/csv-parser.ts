import { reason } from '../../reasons/reason.ts'
import type { Cell } from '../../field-types/cell.ts'
import { unguard } from '../cells/formula-guard.ts'
import type { Limits } from '../workbook/limits.ts'
import { SheetError, columnLetters } from '../workbook/sheet-error.ts'
import type { SheetRow } from '../workbook/workbook.ts'
import type { Quoting } from './quoting.ts'

const QUOTE = 0x22
const LF = 0x0a
const CR = 0x0d
const BLANK = 0x20

type State = 'start' | 'plain' | 'quoted' | 'quote-in-quoted' | 'after-cr'

/**
 * CSV as people's programs write it (RFC 4180 and looser): CR, LF or CRLF; line ends inside quotes; a
 * quote in the middle of a cell is an ordinary character. Text may be cut anywhere between two `push`es.
 * A row's number is the count of records up to it, empty ones included, as a spreadsheet numbers them:
 * a line end inside quotes does not count.
 */
export class CsvParser {
  private readonly delimiter: number
  private readonly limits: Limits
  private state: State = 'start'
  private field = ''
  private cells: Cell[] = []
  private rows: SheetRow[] = []
  private records = 0
  private openedAt = 0
  /** Whether a cell of the record that is being read is quoted: blanks in quotes are meant. */
  private isQuoted = false
  /** UTF-16 units in the record that is being read, and in the rows that wait. */
  private recordLength = 0
  private waitingUnits = 0

  private readonly quoting: Quoting

  constructor(
    delimiter: string,
    limits: Limits,
    quoting: Quoting = { afterBlanks: false, byBackslash: false },
  ) {
    this.delimiter = delimiter.charCodeAt(0)
    this.limits = limits
    this.quoting = quoting
  }

  /** The row that is being read. */
  get row(): number {
    return this.records + 1
  }

  /** The rows finished since they were last taken. */
  take(): SheetRow[] {
    const rows = this.rows
    this.rows = []
    this.waitingUnits = 0
    return rows
  }

  /** How many finished rows wait to be taken. */
  get waiting(): number {
    return this.rows.length
  }

  /** How much text those rows hold, in UTF-16 units. */
  get waitingLength(): number {
    return this.waitingUnits
  }

  /** Reads on. Throws SheetError `too_large`. */
  push(text: string): void {
    let at = 0
    while (at < text.length) {
      if (this.state === 'plain') at = this.plain(text, at)
      else if (this.state === 'quoted') at = this.quoted(text, at)
      else if (this.state === 'start') {
        if (this.quoting.afterBlanks && text.charCodeAt(at) === BLANK) {
          at++
          continue
        }
        const quote = text.charCodeAt(at) === QUOTE
        this.state = quote ? 'quoted' : 'plain'
        if (quote) {
          this.openedAt = this.row
          this.isQuoted = true
          at++
        }
      } else if (this.state === 'quote-in-quoted') {
        const doubled = text.charCodeAt(at) === QUOTE
        this.state = doubled ? 'quoted' : 'plain'
        if (doubled) {
          this.append(text, at, at + 1)
          at++
        }
      } else {
        this.state = 'start'
        if (text.charCodeAt(at) === LF) at++
      }
    }
  }

  /** The text is over. Throws SheetError `unclosed_quote`. */
  end(): void {
    if (this.state === 'quoted') {
      throw new SheetError(
        'unclosed_quote',
        reason('quote_unclosed', { row: this.openedAt, column: columnLetters(this.column) }),
        { row: this.openedAt, column: this.column },
      )
    }
    const begun = this.state === 'plain' || this.state === 'quote-in-quoted'
    if (begun || this.cells.length > 0) this.endRecord()
  }

  private get column(): number {
    return this.cells.length + 1
  }

  private plain(text: string, from: number): number {
    let end = from
    let code = 0
    for (; end < text.length; end++) {
      code = text.charCodeAt(end)
      if (code === this.delimiter || code === LF || code === CR) break
    }
    this.append(text, from, end)
    if (end === text.length) return end
    if (code === this.delimiter) {
      this.endField()
      this.state = 'start'
    } else {
      this.endRecord()
      this.state = code === CR ? 'after-cr' : 'start'
    }
    return end + 1
  }

  private quoted(text: string, from: number): number {
    const quote = text.indexOf('"', from)
    const end = quote < 0 ? text.length : quote
    this.append(text, from, end)
    if (quote < 0) return end + 1
    if (this.quoting.byBackslash && this.field.endsWith('\\')) {
      this.field = this.field.slice(0, -1)
      this.append(text, quote, quote + 1)
    } else this.state = 'quote-in-quoted'
    return end + 1
  }

  private append(text: string, from: number, end: number): void {
    if (from === end) return
    this.field = this.field === '' ? text.slice(from, end) : this.field + text.slice(from, end)
    if (this.field.length > this.limits.cellLength) throw this.tooLong()
  }

  private tooLong(): SheetError {
    const code = this.state === 'quoted' ? 'cell_too_long_in_quotes' : 'cell_too_long_in_text'
    return new SheetError(
      'too_large',
      reason(code, {
        row: this.row,
        column: columnLetters(this.column),
        most: this.limits.cellLength,
      }),
      { row: this.row, column: this.column },
    )
  }

  private endField(): void {
    if (this.column > this.limits.columns) {
      throw new SheetError(
        'too_large',
        reason('row_too_many_columns', { row: this.row, most: this.limits.columns }),
        { row: this.row, column: this.column },
      )
    }
    this.recordLength += this.field.length
    if (this.recordLength > this.limits.rowLength) {
      const most = this.limits.rowLength
      throw new SheetError('too_large', reason('row_too_long', { row: this.row, most }), {
        row: this.row,
      })
    }
    this.cells.push(this.field === '' ? null : unguard(this.field))
    this.field = ''
  }

  private endRecord(): void {
    this.endField()
    this.records++
    if (this.records > this.limits.rows) {
      throw new SheetError('too_large', reason('file_too_many_rows', { most: this.limits.rows }), {
        row: this.records,
      })
    }
    const cells = this.cells
    while (cells.length > 0 && cells[cells.length - 1] === null) cells.pop()
    if (cells.length > 0 && (this.isQuoted || cells.some(isFilled))) {
      this.rows.push({ number: this.records, cells })
      this.waitingUnits += this.recordLength
    }
    this.cells = []
    this.isQuoted = false
    this.recordLength = 0
  }
}

/** A line of nothing but blanks is as empty as one without them. */
function isFilled(cell: Cell): boolean {
  return typeof cell === 'string' && /\S/.test(cell)
}
