import { openStream, SheetError, type Workbook } from '@cardfile/openapi/spreadsheet'
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

/** How a posted file is to be imported. */
export type FileImportInput = Pick<ImportInput, 'fileName' | 'mode' | 'columns' | 'dryRun'>

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
  const rows = fileRows(await opened(body, input.fileName))
  try {
    const heading = await nextRow(rows)
    if (!heading) throw invalid({ file: ['has no heading row'] })
    const { id } = await createImport(ctx, { ...input, headings: heading.cells })
    try {
      await applyRows(ctx, id, rows, { judged, pauses })
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

async function* fileRows(workbook: Workbook): AsyncGenerator<FileRow, void> {
  for await (const batch of workbook.rows()) yield* batch
}

async function nextRow(rows: AsyncGenerator<FileRow, void>): Promise<FileRow | null> {
  try {
    const { value } = await rows.next()
    return value ?? null
  } catch (error) {
    throw refusalOf(error)
  }
}

async function opened(body: ReadableStream<Uint8Array> | null, name: string): Promise<Workbook> {
  try {
    return await openStream(body ?? new Blob().stream(), { name, limits })
  } catch (error) {
    throw refusalOf(error)
  }
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
