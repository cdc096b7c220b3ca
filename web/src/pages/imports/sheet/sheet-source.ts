import type { Sheet, SheetFormat, SheetRow } from '@cardfile/openapi/spreadsheet'
import { askedOf } from './ask-worker.ts'
import type { FileReading, HiddenRows } from './sheet-messages.ts'

/** A sheet that is read while it is sent. */
export interface SheetSource {
  /** Share of the file that was read, 0 to 1. */
  readonly read: number
  /** Hidden rows among those. */
  readonly hiddenRows: number
  /** @returns the next chunk of rows, or null at the end */
  next(): Promise<SheetRow[] | null>
}

/** A chosen file, opened in a worker. */
export interface OpenedFile extends SheetSource {
  readonly format: SheetFormat
  readonly sheets: readonly Sheet[]
  /** The one that the file is about, unless a person says another. */
  readonly sheet: number
  /** How a text file is read; null for the others. */
  readonly text: { encoding: string; delimiter: string } | null
  /** Whether it answers no more, since it was closed or took too long. */
  readonly closed: boolean
  /** The first rows of a sheet, a thousand at most. */
  look(sheet: number): Promise<{ rows: SheetRow[]; hidden: HiddenRows }>
  /** `next` hands out the rows after this number, in the same chunks each time. */
  begin(sheet: number, after: number, chunkRows: number): Promise<void>
  close(): void
}

/** Seconds that any file has to answer a question, and bytes for which it has one more. */
const leastSeconds = 20
const bytesPerSecond = 5 * 1024 * 1024

/** @throws UnreadableFile where the file cannot be read, or is not read in time */
export async function openFile(file: File, reading: FileReading = {}): Promise<OpenedFile> {
  const worker = new Worker(new URL('./parse.worker.ts', import.meta.url), { type: 'module' })
  const seconds = leastSeconds + Math.floor(file.size / bytesPerSecond)
  const asked = askedOf(worker, { seconds })
  const { ask } = asked
  try {
    const opening = await ask({ ask: 'open', file, reading }, 'opened')
    const opened = {
      format: opening.format,
      sheets: opening.sheets,
      sheet: opening.sheet,
      text: opening.text,
      read: 0,
      hiddenRows: 0,
      get closed() {
        return asked.closed
      },
      look: (sheet: number) => ask({ ask: 'look', sheet }, 'looked'),
      begin: async (sheet: number, after: number, chunkRows: number) => {
        await ask({ ask: 'begin', sheet, after, chunkRows }, 'begun')
        opened.read = 0
        opened.hiddenRows = 0
      },
      next: async () => {
        const { rows, read, hiddenRows } = await ask({ ask: 'rows' }, 'rows')
        opened.read = read
        opened.hiddenRows = hiddenRows
        return rows
      },
      close: asked.close,
    }
    return opened
  } catch (error) {
    asked.close()
    throw error
  }
}
