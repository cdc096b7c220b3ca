import { reason } from '../../reasons/reason.ts'
import type { Limits } from '../workbook/limits.ts'
import { damaged, SheetError } from '../workbook/sheet-error.ts'
import { inBatches } from '../workbook/workbook.ts'
import type { Progress, SheetRow, Workbook } from '../workbook/workbook.ts'
import { SharedStrings } from '../xlsx/shared-strings.ts'
import type { SheetContext } from '../xlsx/sheet-rows.ts'
import type { ZipEntry } from '../zip/zip-directory.ts'
import type { Zip } from '../zip/zip-reader.ts'
import { findBinaryParts, readBinaryStrings, readBinaryStyles } from './binary-parts.ts'
import type { BinaryParts } from './binary-parts.ts'
import { binaryRecords } from './binary-records.ts'
import { BinaryRows } from './binary-rows.ts'

/** Opens an .xlsb ([MS-XLSB]); null where the container holds something else. Throws SheetError. */
export async function openXlsb(zip: Zip, limits: Limits): Promise<Workbook | null> {
  const parts = await asDamage(() => findBinaryParts(zip, limits))
  if (parts === null) return null
  const { sheets } = parts
  if (sheets.length === 0) throw new SheetError('empty', reason('file_without_cells'))
  const progress: Progress = { read: 0, total: 0 }
  let context: Promise<SheetContext> | undefined
  return {
    format: 'xlsb',
    sheets: sheets.map(({ name, hidden }) => ({ name, hidden })),
    progress,
    rows(sheet = 0) {
      const found = sheets[sheet]
      if (found === undefined)
        throw new SheetError('no_such_sheet', reason('sheet_missing', { sheet: sheet + 1 }))
      const { entry } = found
      return (async function* () {
        if (entry === undefined) throw damaged()
        context ??= asDamage(() => readContext(zip, parts, limits))
        yield* readRows(zip, entry, await context, progress)
      })()
    },
  }
}

async function readContext(zip: Zip, parts: BinaryParts, limits: Limits): Promise<SheetContext> {
  const { sharedStrings, styles, dateSystem } = parts
  return {
    styles: styles === undefined ? [] : await readBinaryStyles(zip, styles, limits),
    strings:
      sharedStrings === undefined
        ? new SharedStrings()
        : await readBinaryStrings(zip, sharedStrings, limits),
    dateSystem,
    limits,
  }
}

async function* readRows(
  zip: Zip,
  entry: ZipEntry,
  context: SheetContext,
  progress: Progress,
): AsyncGenerator<SheetRow[]> {
  const rows = new BinaryRows(context)
  progress.read = 0
  progress.total = entry.compressedSize
  const bytes = zip.read(entry, context.limits.inflatedBytes, (read) => (progress.read = read))
  for await (const records of binaryRecords(bytes)) {
    await asDamage(async () => records.forEach((record) => rows.push(record)))
    yield* inBatches(rows.take())
  }
  rows.end()
}

/** A record that is shorter than what has to stand in it is no record of an honest file. */
async function asDamage<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof RangeError) throw damaged()
    throw error
  }
}
