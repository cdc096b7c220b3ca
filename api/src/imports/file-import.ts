import { openStream, SheetError, type Workbook } from '@cardfile/openapi/spreadsheet'
import type { Context } from '../installation/context.ts'
import { invalid, ProblemError } from '../errors/problem-error.ts'
import type { FileRow } from './fold/row-reader.ts'
import type { Import } from './import/import.ts'
import { mostRows } from './import/limits.ts'
import { applyChunk } from './chunk/apply-chunk.ts'
import { createImport, type ImportInput } from './create-import.ts'
import { cancelImport, finishImport } from './end-import.ts'

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

/** How a posted file is to be imported. */
export type FileImportInput = Pick<ImportInput, 'fileName' | 'mode' | 'columns' | 'dryRun'>

/**
 * Imports a file from its heading row to its last row, reading on while a chunk is being written. A
 * file that turns out to be broken further down leaves the rows before that imported and the import
 * cancelled.
 *
 * @param judged called when the rows of a chunk are needed no longer
 * @throws ProblemError `too_large` for a workbook of a size or shape that cannot be held; `invalid` for
 *   what is no spreadsheet, and for columns that do not fit it
 */
export async function importFile(
  ctx: Context,
  body: ReadableStream<Uint8Array> | null,
  input: FileImportInput,
  judged: () => void,
): Promise<Import> {
  const rows = fileRows(await opened(body, input.fileName))
  try {
    const heading = await nextRow(rows)
    if (!heading) throw invalid({ file: ['has no heading row'] })
    const { id } = await createImport(ctx, { ...input, headings: heading.cells })
    try {
      await applyRows(ctx, id, rows, judged)
    } catch (error) {
      const { counts } = await cancelImport(ctx, id)
      const done = input.dryRun ? 'were judged' : 'were imported'
      throw refusalOf(
        error,
        `Reading stopped after ${counts.rows} rows, which ${done} (import ${id}).`,
      )
    }
    return await finishImport(ctx, id)
  } finally {
    await rows.return()
  }
}

async function applyRows(
  ctx: Context,
  id: string,
  rows: AsyncGenerator<FileRow, void>,
  judged: () => void,
): Promise<void> {
  let chunk: FileRow[] = []
  let number = 0
  const underWay: Promise<unknown>[] = []
  const apply = async () => {
    const applying = applyChunk(ctx, id, number++, chunk, { prepared: judged })
    // Heard when another one is due; until then it is nobody's unhandled rejection.
    applying.catch(() => {})
    underWay.push(applying)
    chunk = []
    // The next one is judged while this one is being written.
    if (underWay.length > 1) await underWay.shift()
  }
  try {
    for await (const row of rows) {
      chunk.push(row)
      if (chunk.length === mostRows) await apply()
    }
    if (chunk.length > 0) await apply()
    await Promise.all(underWay)
  } finally {
    await Promise.allSettled(underWay)
  }
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
