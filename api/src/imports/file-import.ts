import {
  headingRowOf,
  openStream,
  SheetError,
  type OpenOptions,
  sheetWithRows,
  type Workbook,
} from '@cardfile/openapi/spreadsheet'
import type { Context } from '../installation/context.ts'
import { invalid, ProblemError } from '../errors/problem-error.ts'
import { DatabaseUnavailable, OutOfTrips } from '../db/database.ts'
import { applyRows, defaultPauses, untilReached } from './apply-rows.ts'
import type { FileRow } from './fold/row-reader.ts'
import type { Import } from './import/import.ts'
import { createImport, type ImportInput } from './create-import.ts'
import { cancelImport, finishImport } from './end-import.ts'

/**
 * A posted workbook is held whole while it is read, since its directory stands at its end, and an isolate
 * at the edge has 128 MB for everything. Text is read as it comes, and chunks have no such bound either.
 */
export const largestFile = 16 * 1024 * 1024

const wayOut =
  'Send its rows in chunks instead (POST /imports, then PUT /imports/{id}/chunks/{number}), or the table as CSV, which is read as it comes and has no such bound.'

const tooManyTrips =
  'The platform allows one request no more trips to the database. Send the rows in chunks instead (POST /imports, then PUT /imports/{id}/chunks/{number}).'

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

/** How a posted file is to be imported. */
export type FileImportInput = Pick<ImportInput, 'fileName' | 'mode' | 'columns' | 'dryRun'> & {
  reading?: FileReading
}

/**
 * Imports a file from its heading row to its last row, reading on while a chunk is being written. A
 * file that turns out to be broken further down leaves the rows before that imported and the import
 * cancelled. A database that is away for a moment is waited for.
 *
 * @param pauses see `RowsOptions`
 * @param judged called when the rows of a chunk are needed no longer
 * @throws ProblemError `too_large` for a workbook of a size or shape that cannot be held; `invalid` for
 *   what is no spreadsheet, and for columns that do not fit it; `unavailable` for a database that stays
 *   away. What is known of the import by then is said.
 */
export async function importFile(
  ctx: Context,
  body: ReadableStream<Uint8Array> | null,
  input: FileImportInput,
  judged: () => void,
  pauses = defaultPauses,
): Promise<Import> {
  const { reading = {}, ...how } = input
  const workbook = await opened(body, input.fileName, reading)
  const rows = fileRows(workbook, await chosenSheet(workbook, reading))
  try {
    const { heading, below } = await parted(rows, reading.headingRow)
    const { id } = await createImport(ctx, { ...how, headings: heading.cells })
    try {
      await applyRows(ctx, id, following(below, rows), { judged, pauses })
      return await untilReached(() => finishImport(ctx, id), pauses)
    } catch (error) {
      throw failureOf(error, await closed(ctx, id, input))
    }
  } finally {
    await rows.return()
  }
}

/** Closes an import that cannot go on. @returns how far it came, in words */
async function closed(ctx: Context, id: string, { dryRun }: FileImportInput): Promise<string> {
  try {
    const { counts } = await cancelImport(ctx, id)
    const done = dryRun ? 'were judged' : 'were imported'
    return `Reading stopped after ${counts.rows} rows, which ${done} (import ${id}).`
  } catch {
    return `Reading stopped. Import ${id} is still open and tells how many rows it has.`
  }
}

/** A failure that says which import it left behind. @throws what is no fault of file or database, as it came */
function failureOf(error: unknown, stopped: string): ProblemError {
  if (error instanceof OutOfTrips)
    return new ProblemError('too_large', { detail: `${stopped} ${tooManyTrips}` }, { cause: error })
  if (error instanceof DatabaseUnavailable)
    return new ProblemError(
      'unavailable',
      { detail: `${stopped} The database could not be reached any more.` },
      { cause: error },
    )
  if (error instanceof ProblemError) {
    const detail = [stopped, error.details.detail].filter(Boolean).join(' ')
    return new ProblemError(error.code, { ...error.details, detail }, { cause: error })
  }
  return refusalOf(error, stopped)
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
  const there = workbook.sheets.map(({ name }) => `"${name}"`).join(', ')
  throw invalid({ sheet: [`is none of the file’s: ${there}`] })
}

/** Rows at the top among which the headings are looked for, where nobody says which they are. */
const lookedAt = 10

/** The row that has the headings, and those below it. */
async function parted(
  rows: AsyncGenerator<FileRow, void>,
  headingRow: number | undefined,
): Promise<{ heading: FileRow; below: FileRow[] }> {
  const top: FileRow[] = []
  for (let row = await nextRow(rows); row !== null; row = await nextRow(rows)) {
    if (headingRow === undefined || row.number >= headingRow) top.push(row)
    if (top.length === (headingRow === undefined ? lookedAt : 1)) break
  }
  const number = headingRow ?? headingRowOf(top)
  const heading = top.find((row) => row.number === number)
  if (!heading)
    throw invalid(
      headingRow === undefined
        ? { file: ['has no heading row'] }
        : { headingRow: ['has nothing in it'] },
    )
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
function refusalOf(error: unknown, detail?: string): ProblemError {
  if (!(error instanceof SheetError)) throw error
  const errors = { file: [error.message] }
  if (error.code !== 'too_large')
    return new ProblemError('invalid', { errors, ...(detail !== undefined && { detail }) })
  const said = [detail, error.message, wayOut].filter((sentence) => sentence !== undefined)
  return new ProblemError('too_large', { detail: said.join(' '), errors })
}
