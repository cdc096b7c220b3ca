import { reason } from '../../reasons/reason.ts'
import type { Limits } from '../workbook/limits.ts'
import { findParts } from './package-parts.ts'
import type { WorkbookParts } from './package-parts.ts'
import { SharedStrings, readSharedStrings } from './shared-strings.ts'
import { SheetError, damaged } from '../workbook/sheet-error.ts'
import { SheetRows } from './sheet-rows.ts'
import type { SheetContext } from './sheet-rows.ts'
import { readStyles } from './styles-part.ts'
import { BATCH_LENGTH, BATCH_ROWS, inBatches } from '../workbook/workbook.ts'
import type { Progress, SheetRow, Workbook } from '../workbook/workbook.ts'
import { xmlText } from '../xml/xml-part.ts'
import type { ZipEntry } from '../zip/zip-directory.ts'
import type { Zip } from '../zip/zip-reader.ts'

/** Cells handed over at once at most, so that very wide rows come in smaller batches. */
const BATCH_CELLS = 50_000

/** Opens an .xlsx or .xlsm; null where the container holds something else. Throws SheetError. */
export async function openXlsx(zip: Zip, limits: Limits): Promise<Workbook | null> {
  const parts = await findParts(zip, limits)
  if (parts === null) return null
  if (parts.sheets.length === 0) throw new SheetError('empty', reason('file_without_cells'))
  const progress: Progress = { read: 0, total: 0 }
  let context: Promise<SheetContext> | undefined
  return {
    format: 'xlsx',
    sheets: parts.sheets.map(({ name, hidden }) => ({ name, hidden })),
    progress,
    rows(sheet = 0) {
      const part = parts.sheets[sheet]
      if (part === undefined)
        throw new SheetError('no_such_sheet', reason('sheet_missing', { sheet: sheet + 1 }))
      const { entry } = part
      return (async function* () {
        if (entry === undefined) throw damaged()
        const stringBytes = context === undefined ? (parts.sharedStrings?.compressedSize ?? 0) : 0
        progress.read = 0
        progress.total = stringBytes + entry.compressedSize
        const onRead = (base: number) => (bytes: number) => {
          progress.read = base + bytes
        }
        context ??= readContext(zip, parts, limits, onRead(0))
        yield* readRows(zip, entry, await context, limits, onRead(stringBytes))
      })()
    },
  }
}

async function readContext(
  zip: Zip,
  parts: WorkbookParts,
  limits: Limits,
  onRead: (bytes: number) => void,
): Promise<SheetContext> {
  const { sharedStrings, styles, dateSystem } = parts
  return {
    styles:
      styles === undefined ? [] : await readStyles(xmlText(zip.read(styles, limits.partBytes))),
    strings:
      sharedStrings === undefined
        ? new SharedStrings()
        : await readSharedStrings(
            xmlText(zip.read(sharedStrings, limits.sharedStringBytes, onRead)),
            limits,
          ),
    dateSystem,
    limits,
  }
}

async function* readRows(
  zip: Zip,
  entry: ZipEntry,
  context: SheetContext,
  limits: Limits,
  onRead: (bytes: number) => void,
): AsyncGenerator<SheetRow[]> {
  const sheet = new SheetRows(context)
  let last = 0
  const take = (): SheetRow[] => {
    const rows = inOrder(sheet.take(), last)
    last = rows.at(-1)?.number ?? last
    return rows
  }
  for await (const text of xmlText(zip.read(entry, limits.inflatedBytes, onRead))) {
    sheet.push(text)
    const isFull =
      sheet.waiting >= BATCH_ROWS ||
      sheet.waitingCells >= BATCH_CELLS ||
      sheet.waitingLength >= BATCH_LENGTH
    if (isFull) yield* inBatches(take())
  }
  sheet.end()
  yield* inBatches(take())
}

/**
 * Rows belong in rising order, and every program writes them so. Some disorder is put right within a
 * batch; more would need the whole sheet in memory.
 */
function inOrder(rows: SheetRow[], last: number): SheetRow[] {
  let previous = last
  const sorted = rows.every((row) => row.number > previous && ((previous = row.number), true))
  if (sorted) return rows
  rows.sort((a, b) => a.number - b.number)
  previous = last
  for (const row of rows) {
    if (row.number <= previous) {
      throw new SheetError('damaged', reason('row_out_of_place', { row: row.number }), {
        row: row.number,
      })
    }
    previous = row.number
  }
  return rows
}
