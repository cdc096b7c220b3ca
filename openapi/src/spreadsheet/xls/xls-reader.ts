import { reason } from '../../reasons/reason.ts'
import { CellTable } from '../workbook/cell-table.ts'
import type { Limits } from '../workbook/limits.ts'
import { SheetError } from '../workbook/sheet-error.ts'
import type { Progress, SheetRow, Workbook } from '../workbook/workbook.ts'
import { readCells } from './biff-cells.ts'
import { globalsOf } from './biff-globals.ts'
import type { BiffGlobals } from './biff-globals.ts'
import { CompoundFile } from './compound-file.ts'

/** The container of an old Office file ([MS-CFB]). Throws SheetError. */
export async function readContainer(file: Blob, limits: Limits): Promise<CompoundFile> {
  return new CompoundFile(await bytesOf(file, limits))
}

/** An old workbook in its container ([MS-XLS]); null where it holds something else. Throws SheetError. */
export function openXls(container: CompoundFile, limits: Limits): Workbook | null {
  if (container.names.some((name) => name.toLowerCase() === 'encryptedpackage')) {
    throw new SheetError('encrypted', reason('file_encrypted_whole'))
  }
  const stream = container.stream('Workbook') ?? container.stream('Book')
  return stream === null ? null : workbookOf(stream, limits)
}

/** An older one yet, without a container. Throws SheetError. */
export async function openBiff(file: Blob, limits: Limits): Promise<Workbook> {
  return workbookOf(await bytesOf(file, limits), limits)
}

async function bytesOf(file: Blob, { wholeBytes }: Limits): Promise<Uint8Array> {
  if (file.size <= wholeBytes) return new Uint8Array(await file.arrayBuffer())
  const most = Math.floor(wholeBytes / 1024 / 1024)
  throw new SheetError('too_large', reason('file_too_large_whole', { most }))
}

function workbookOf(stream: Uint8Array, limits: Limits): Workbook {
  const globals = globalsOf(stream)
  if (globals.sheets.length === 0) throw new SheetError('empty', reason('file_without_cells'))
  const progress: Progress = { read: stream.length, total: stream.length }
  return {
    format: 'xls',
    sheets: globals.sheets.map(({ name, hidden }) => ({ name, hidden })),
    progress,
    rows: (sheet = 0) => readRows(stream, sheet, globals, limits),
  }
}

async function* readRows(
  stream: Uint8Array,
  sheet: number,
  globals: BiffGlobals,
  limits: Limits,
): AsyncGenerator<SheetRow[]> {
  const found = globals.sheets[sheet]
  if (found === undefined)
    throw new SheetError('no_such_sheet', reason('sheet_missing', { sheet: sheet + 1 }))
  const table = new CellTable(limits)
  readCells(stream, found.offset, globals, table)
  yield* table.rows()
}
