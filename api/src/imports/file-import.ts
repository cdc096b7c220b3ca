import { type Reason, detail } from '@cardfile/openapi'
import type { Context } from '../installation/context.ts'
import { ProblemError } from '../errors/problem-error.ts'
import { DatabaseUnavailable, OutOfTrips } from '../db/database.ts'
import { applyRows, defaultPauses, untilReached } from './apply-rows.ts'
import type { Import } from './import/import.ts'
import { createImport, type ImportInput } from './create-import.ts'
import { cancelImport, finishImport } from './end-import.ts'
import { type FileRead, type FileReading, openFileSheet, refusalOf } from './file-sheet.ts'

const tooManyTrips =
  'The platform allows one request no more trips to the database. Send the rows in chunks instead (POST /imports, then PUT /imports/{id}/chunks/{number}).'

/** How a posted file is to be imported. */
export type FileImportInput = Pick<ImportInput, 'fileName' | 'mode' | 'columns' | 'dryRun'> & {
  reading?: FileReading
}

/** A file's import at its end, and what of the file it had. */
export interface FileImport extends Import {
  file: FileRead
}

/**
 * Imports a file from its heading row to its last row, reading on while a chunk is being written. A
 * file that turns out to be broken further down leaves the rows before that imported and the import
 * cancelled. A database that is away for a moment is waited for.
 *
 * @param pauses see `applyRows`
 * @throws ProblemError `too_large` for a workbook of a size or shape that cannot be held; `invalid` for
 *   what is no spreadsheet, and for columns that do not fit it; `unavailable` for a database that stays
 *   away. What is known of the import by then is said.
 */
export async function importFile(
  ctx: Context,
  body: ReadableStream<Uint8Array> | null,
  input: FileImportInput,
  pauses = defaultPauses,
): Promise<FileImport> {
  const { reading = {}, ...how } = input
  const sheet = await openFileSheet(body, input.fileName, reading)
  try {
    const begun = await createImport(ctx, { ...how, headings: sheet.heading.cells })
    const { id } = begun
    try {
      await applyRows(ctx, begun, sheet.rows, pauses)
      const finished = await untilReached(() => finishImport(ctx, id), pauses)
      return { ...finished, file: sheet.read() }
    } catch (error) {
      throw failureOf(error, await closed(ctx, id, input))
    }
  } finally {
    await sheet.close()
  }
}

/** Closes an import that cannot go on. @returns how far it came */
async function closed(ctx: Context, id: string, { dryRun }: FileImportInput): Promise<Reason> {
  try {
    const { counts } = await cancelImport(ctx, id)
    const code = dryRun ? 'file_stopped_judged' : 'file_stopped_imported'
    return detail(code, { rows: counts.rows, id })
  } catch {
    return detail('file_stopped_open', { id })
  }
}

/** A failure that says which import it left behind. @throws what is no fault of file or database, as it came */
function failureOf(error: unknown, stopped: Reason): ProblemError {
  if (error instanceof OutOfTrips)
    return new ProblemError(
      'too_large',
      { detail: followedBy(stopped, tooManyTrips) },
      { cause: error },
    )
  if (error instanceof DatabaseUnavailable)
    return new ProblemError(
      'unavailable',
      { detail: followedBy(stopped, 'The database could not be reached any more.') },
      { cause: error },
    )
  if (error instanceof ProblemError) {
    const said = error.details.detail
    const told = said ? followedBy(stopped, said.text) : stopped
    return new ProblemError(error.code, { ...error.details, detail: told }, { cause: error })
  }
  return refusalOf(error, stopped)
}

/** How far it came is what programs have to know; why it went no further is told in words beside it. */
const followedBy = (told: Reason, text: string): Reason => ({
  ...told,
  text: `${told.text} ${text}`,
})
