import type { Cell } from '@cardfile/openapi'
import type { Sheet, SheetRow } from '@cardfile/openapi/spreadsheet'
import type { SheetAnswer, SheetQuestion } from './sheet-messages.ts'

/** A sheet that is read while it is sent. */
export interface SheetSource {
  /** Share of the file that was read, 0 to 1. */
  readonly read: number
  /** @returns the next chunk of rows, or null at the end */
  next(): Promise<SheetRow[] | null>
}

/** A chosen file, opened in a worker. */
export interface OpenedFile extends SheetSource {
  readonly sheets: readonly Sheet[]
  readonly sheet: number
  readonly headings: Cell[]
  choose(sheet: number): Promise<void>
  close(): void
}

/** @throws Error with a message for people, where the file cannot be read */
export async function openFile(file: File): Promise<OpenedFile> {
  const worker = new Worker(new URL('./parse.worker.ts', import.meta.url), { type: 'module' })
  const ask = askedOf(worker)
  const opened: { -readonly [K in keyof OpenedFile]: OpenedFile[K] } = {
    sheets: [],
    sheet: 0,
    headings: [],
    read: 0,
    choose: async (sheet) => take(await ask({ ask: 'sheet', sheet })),
    next: async () => {
      const answer = await ask({ ask: 'rows' })
      if (answer.answer !== 'rows') throw new Error('the worker answered something else')
      opened.read = answer.read
      return answer.rows
    },
    close: () => worker.terminate(),
  }
  function take(answer: SheetAnswer) {
    if (answer.answer !== 'headings') throw new Error('the worker answered something else')
    opened.sheets = answer.sheets
    opened.sheet = answer.sheet
    opened.headings = answer.headings
  }
  try {
    take(await ask({ ask: 'open', file }))
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
  return (question: SheetQuestion): Promise<SheetAnswer> =>
    new Promise((resolve, reject) => {
      waiting.push({ resolve, reject })
      worker.postMessage(question, {})
    })
}
