import { reason, type CodedReasons, type Reason, detail } from '@cardfile/openapi'
import {
  headingRowOf,
  type OpenOptions,
  openStream,
  SheetError,
  sheetWithRows,
  type Workbook,
} from '@cardfile/openapi/spreadsheet'
import { invalid, ProblemError } from '../errors/problem-error.ts'
import type { FileRow } from './fold/row.ts'

/**
 * A posted workbook is held whole while it is read, since its directory stands at its end, and an isolate
 * at the edge has 128 MB for everything. Text is read as it comes, and chunks have no such bound either.
 */
export const largestFile = 16 * 1024 * 1024

const wayOut =
  'Send its rows in chunks instead (POST /imports, then PUT /imports/{id}/chunks/{number}), or the table as CSV, which is read as it comes and has no such bound.'

const limits = {
  fileBytes: largestFile,
  inflatedBytes: 512 * 1024 * 1024,
  sharedStringBytes: 24 * 1024 * 1024,
  wholeBytes: 8 * 1024 * 1024,
}

/** How a posted file is to be read, where what it looks like does not tell, or tells wrong. */
export interface FileReading extends Pick<OpenOptions, 'encoding' | 'delimiter' | 'hiddenRows'> {
  /** The sheet's name, or its number from 1. */
  sheet?: string | undefined
  /** Number of the row that has the headings. */
  headingRow?: number | undefined
}

/** What of a file was read, and what was passed over. */
export interface FileRead {
  /** All that the file has, in their order. */
  sheets: { name: string; hidden: boolean }[]
  /** The name of the one that was read. */
  sheet: string
  headingRow: number
  /** Rows of that sheet that people who open it are not shown. */
  hiddenRows: { count: number; imported: boolean }
}

/** A file's sheet at the rows below its headings. */
export interface FileSheet {
  heading: FileRow
  rows: AsyncGenerator<FileRow, void>
  /** Of the rows asked for so far. */
  read(): FileRead
  close(): Promise<void>
}

/**
 * Opens the sheet that is asked for, or that the file is about, and reads its headings.
 *
 * @throws ProblemError `too_large` for a workbook of a size or shape that cannot be held; `invalid` for
 *   what is no spreadsheet, has no headings or lacks the sheet
 */
export async function openFileSheet(
  body: ReadableStream<Uint8Array> | null,
  name: string,
  reading: FileReading,
): Promise<FileSheet> {
  const workbook = await opened(body, name, reading)
  const sheet = await chosenSheet(workbook, reading)
  const rows = fileRows(workbook, sheet)
  const imported = reading.hiddenRows === true
  const close = async () => void (await rows.return())
  try {
    const { heading, below } = await parted(rows, reading.headingRow)
    if (heading === undefined) throw invalid(noHeadings(workbook, reading))
    return {
      heading,
      rows: following(below, rows),
      read: () => ({
        sheets: workbook.sheets.map((each) => ({ ...each })),
        sheet: workbook.sheets[sheet]?.name ?? '',
        headingRow: heading.number,
        hiddenRows: { count: workbook.hiddenRows?.count ?? 0, imported },
      }),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** What is wrong with a file whose headings are not found, and what may be meant. */
function noHeadings(
  { sheets, hiddenRows }: Workbook,
  { headingRow, hiddenRows: areWanted, sheet }: FileReading,
): CodedReasons {
  const hidden = areWanted === true ? 0 : (hiddenRows?.count ?? 0)
  if (headingRow !== undefined)
    return {
      headingRow: [
        hidden > 0 ? reason('empty_heading_row_hidden', { hidden }) : reason('empty_heading_row'),
      ],
    }
  const others = sheet === undefined ? sheets.filter((one) => one.hidden) : []
  return {
    file: [
      hidden > 0 ? reason('no_heading_row_hidden', { hidden }) : reason('no_heading_row'),
      ...(others.length > 0
        ? [reason('hidden_sheets', { sheets: others.map(({ name }) => name) })]
        : []),
    ],
  }
}

async function* fileRows(workbook: Workbook, sheet: number): AsyncGenerator<FileRow, void> {
  for await (const batch of workbook.rows(sheet)) {
    for (const { number, cells } of batch) yield { number, cells }
  }
}

async function chosenSheet(workbook: Workbook, { sheet }: FileReading): Promise<number> {
  if (sheet === undefined) return refusedAsProblem(() => sheetWithRows(workbook))
  const named = workbook.sheets.findIndex(({ name }) => name === sheet)
  const index = named < 0 && /^\d+$/.test(sheet) ? Number(sheet) - 1 : named
  if (workbook.sheets[index]) return index
  const sheets = workbook.sheets.map(({ name }) => name)
  throw invalid({ sheet: [reason('no_such_sheet_name', { sheets })] })
}

/** Rows at the top among which the headings are looked for, where nobody says which they are. */
const lookedAt = 10

/** The row that has the headings, if there is one, and those below it. */
async function parted(
  rows: AsyncGenerator<FileRow, void>,
  headingRow: number | undefined,
): Promise<{ heading: FileRow | undefined; below: FileRow[] }> {
  const top: FileRow[] = []
  for (let row = await nextRow(rows); row !== null; row = await nextRow(rows)) {
    if (headingRow === undefined || row.number >= headingRow) top.push(row)
    if (top.length === (headingRow === undefined ? lookedAt : 1)) break
  }
  const number = headingRow ?? headingRowOf(top)
  const heading = top.find((row) => row.number === number)
  return { heading, below: top.filter((row) => row.number > number) }
}

async function* following(
  first: readonly FileRow[],
  rows: AsyncGenerator<FileRow, void>,
): AsyncGenerator<FileRow, void> {
  yield* first
  yield* rows
}

async function refusedAsProblem<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw refusalOf(error)
  }
}

async function nextRow(rows: AsyncGenerator<FileRow, void>): Promise<FileRow | null> {
  try {
    const { value } = await rows.next()
    return value ?? null
  } catch (error) {
    throw refusalOf(error)
  }
}

async function opened(
  body: ReadableStream<Uint8Array> | null,
  name: string,
  { encoding, delimiter, hiddenRows = false }: FileReading,
): Promise<Workbook> {
  return refusedAsProblem(() =>
    openStream(body ?? new Blob().stream(), {
      name,
      limits,
      hiddenRows,
      ...(encoding && { encoding }),
      ...(delimiter && { delimiter }),
    }),
  )
}

/** @throws what is no fault of the file, as it came. */
export function refusalOf(error: unknown, stopped?: Reason): ProblemError {
  if (!(error instanceof SheetError)) throw error
  const errors = { file: [error.reason] }
  if (error.code !== 'too_large')
    return new ProblemError('invalid', { errors, ...(stopped && { detail: stopped }) })
  const first = stopped ?? detail('file_too_large')
  const said = stopped ? [stopped.text, error.message, wayOut] : [error.message, wayOut]
  return new ProblemError('too_large', { detail: { ...first, text: said.join(' ') }, errors })
}
