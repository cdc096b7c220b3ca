import type { Sheet, SheetFormat, SheetRow } from '@cardfile/openapi/spreadsheet'
import type { SheetAnswer, SheetQuestion, TextReading } from './sheet-messages.ts'

/** A sheet that is read while it is sent. */
export interface SheetSource {
  /** Share of the file that was read, 0 to 1. */
  readonly read: number
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
  /** The first rows of a sheet. */
  look(sheet: number, rows: number): Promise<SheetRow[]>
  /** `next` hands out the rows after this number, in the same chunks each time. */
  begin(sheet: number, after: number): Promise<void>
  close(): void
}

/** @throws Error with a message for people, where the file cannot be read */
export async function openFile(file: File, text: TextReading = {}): Promise<OpenedFile> {
  const worker = new Worker(new URL('./parse.worker.ts', import.meta.url), { type: 'module' })
  const ask = askedOf(worker)
  try {
    const { format, sheets, sheet, text: found } = await ask({ ask: 'open', file, text }, 'opened')
    const opened = {
      format,
      sheets,
      sheet,
      text: found,
      read: 0,
      look: async (sheet: number, rows: number) =>
        (await ask({ ask: 'look', sheet, rows }, 'looked')).rows,
      begin: async (sheet: number, after: number) => {
        await ask({ ask: 'begin', sheet, after }, 'begun')
        opened.read = 0
      },
      next: async () => {
        const { rows, read } = await ask({ ask: 'rows' }, 'rows')
        opened.read = read
        return rows
      },
      close: () => worker.terminate(),
    }
    return opened
  } catch (error) {
    worker.terminate()
    throw error
  }
}

interface Waiting {
  resolve(answer: SheetAnswer): void
  reject(error: Error): void
}

/** Questions are answered in their order, so the oldest one waiting is the one answered. */
function askedOf(worker: Worker) {
  const waiting: Waiting[] = []
  worker.addEventListener('message', ({ data }: MessageEvent<SheetAnswer>) => {
    const first = waiting.shift()
    if (data.answer === 'refused') first?.reject(new Error(data.message))
    else first?.resolve(data)
  })
  worker.addEventListener('error', (event) => {
    const error = new Error(event.message || 'the file could not be read')
    for (const { reject } of waiting.splice(0)) reject(error)
  })
  return async <A extends SheetAnswer['answer']>(
    question: SheetQuestion,
    expected: A,
  ): Promise<Extract<SheetAnswer, { answer: A }>> => {
    const answer = await new Promise<SheetAnswer>((resolve, reject) => {
      waiting.push({ resolve, reject })
      worker.postMessage(question, {})
    })
    if (!is(answer, expected)) throw new Error('the worker answered something else')
    return answer
  }
}

function is<A extends SheetAnswer['answer']>(
  answer: SheetAnswer,
  expected: A,
): answer is Extract<SheetAnswer, { answer: A }> {
  return answer.answer === expected
}
