import { openWorkbook, SheetError, type Workbook } from '@cardfile/openapi/spreadsheet'
import type { Context } from '../context.ts'
import { invalid, ProblemError } from '../problem-error.ts'
import type { FileRow } from './file-rows.ts'
import type { ImportMode } from './fold.ts'
import type { Import } from './import.ts'
import { mostRows } from './limits.ts'
import { applyChunk, cancelImport, createImport, finishImport } from './service.ts'

/**
 * A posted file is held whole while it is read, and an isolate at the edge has 128 MB for everything.
 * What is larger goes in chunks, which have no such bound.
 */
export const largestFile = 16 * 1024 * 1024

const limits = {
  fileBytes: largestFile,
  inflatedBytes: 512 * 1024 * 1024,
  sharedStringBytes: 24 * 1024 * 1024,
  legacyBytes: 2 * 1024 * 1024,
  legacyInflatedBytes: 32 * 1024 * 1024,
}

/**
 * Imports a file from its heading row to its last row, reading on while a chunk is being written. A
 * file that turns out to be broken further down leaves the rows before that imported and the import
 * cancelled.
 *
 * @throws ProblemError `too_large`; `invalid` for what is no spreadsheet
 */
export async function importFile(
  ctx: Context,
  body: ReadableStream<Uint8Array> | null,
  { mode, fileName }: { mode: ImportMode; fileName: string },
): Promise<Import> {
  const file = await readFile(body)
  const rows = fileRows(await opened(file, fileName))
  const heading = await nextRow(rows)
  if (!heading) throw invalid({ file: ['has no heading row'] })
  const { id } = await createImport(ctx, { fileName, mode, headings: heading.cells })
  try {
    await applyRows(ctx, id, rows)
  } catch (error) {
    const { counts } = await cancelImport(ctx, id)
    throw new ProblemError('invalid', {
      detail: `Reading stopped after ${counts.rows} rows, which were imported (import ${id}).`,
      errors: reasonsOf(error),
    })
  }
  return finishImport(ctx, id)
}

async function applyRows(
  ctx: Context,
  id: string,
  rows: AsyncGenerator<FileRow, void>,
): Promise<void> {
  let chunk: FileRow[] = []
  let number = 0
  let applying: Promise<unknown> = Promise.resolve()
  const apply = async () => {
    await applying
    applying = applyChunk(ctx, id, number++, chunk)
    // Heard when the next one is due; until then it is nobody's unhandled rejection.
    applying.catch(() => {})
    chunk = []
  }
  try {
    for await (const row of rows) {
      chunk.push(row)
      if (chunk.length === mostRows) await apply()
    }
    if (chunk.length > 0) await apply()
  } finally {
    await applying
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
    throw invalid(reasonsOf(error))
  }
}

async function opened(file: Blob, name: string): Promise<Workbook> {
  try {
    return await openWorkbook(file, { name, limits })
  } catch (error) {
    throw invalid(reasonsOf(error))
  }
}

/** @throws what is no fault of the file, as it came. */
function reasonsOf(error: unknown): Record<string, string[]> {
  if (error instanceof SheetError) return { file: [error.message] }
  throw error
}

async function readFile(body: ReadableStream<Uint8Array> | null): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  for await (const part of body ?? []) {
    size += part.byteLength
    if (size > largestFile)
      throw new ProblemError('too_large', {
        detail: `A file of at most ${largestFile / 1024 / 1024} MB is taken; send what is larger in chunks (PUT /imports/{id}/chunks/{number}).`,
      })
    parts.push(new Uint8Array(part))
  }
  return new Blob(parts)
}
