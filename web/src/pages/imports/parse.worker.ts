import {
  openWorkbook,
  SheetError,
  type SheetRow,
  type Workbook,
} from '@cardfile/openapi/spreadsheet'
import { ChunkReader } from './chunk-reader.ts'
import type { SheetAnswer, SheetQuestion } from './sheet-messages.ts'

// The page's thread stays free while a large file is read. Rows leave only when they are asked for,
// so the file is never in memory as a whole.

let workbook: Workbook | null = null
let reader: ChunkReader | null = null

async function answerTo(question: SheetQuestion): Promise<SheetAnswer> {
  if (question.ask === 'open') {
    workbook = await openWorkbook(question.file, { name: question.file.name })
    const shown = workbook.sheets.findIndex(({ hidden }) => !hidden)
    return headingsOf(workbook, Math.max(0, shown))
  }
  if (!workbook || !reader) throw new Error('no file is open')
  if (question.ask === 'sheet') return headingsOf(workbook, question.sheet)
  const rows = await reader.next()
  const { read, total } = workbook.progress
  return { answer: 'rows', rows, read: rows === null || total === 0 ? 1 : read / total }
}

async function headingsOf(workbook: Workbook, sheet: number): Promise<SheetAnswer> {
  reader = new ChunkReader(workbook.rows(sheet))
  const first: SheetRow | null = await reader.row()
  return { answer: 'headings', sheets: workbook.sheets, sheet, headings: first?.cells ?? [] }
}

let last: Promise<void> = Promise.resolve()

self.addEventListener('message', ({ data }: MessageEvent<SheetQuestion>) => {
  last = last.then(async () => {
    let answer: SheetAnswer
    try {
      answer = await answerTo(data)
    } catch (error) {
      answer = {
        answer: 'refused',
        message: error instanceof Error ? error.message : String(error),
        row: error instanceof SheetError ? error.row : undefined,
      }
    }
    self.postMessage(answer, {})
  })
})
