import {
  openWorkbook,
  sheetWithRows,
  SheetError,
  type SheetRow,
  type Workbook,
} from '@cardfile/openapi/spreadsheet'
import { ChunkReader, rowsAfter } from './chunk-reader.ts'
import type { SheetAnswer, SheetQuestion } from './sheet-messages.ts'

// The page's thread stays free while a large file is read. Rows leave only when they are asked for,
// so the file is never in memory as a whole.

let workbook: Workbook | null = null
let reader: ChunkReader | null = null

async function answerTo(question: SheetQuestion): Promise<SheetAnswer> {
  if (question.ask === 'open') {
    workbook = await openWorkbook(question.file, { name: question.file.name, ...question.text })
    const { format, sheets, text = null } = workbook
    const sheet = await sheetWithRows(workbook)
    return { answer: 'opened', format, sheets, sheet, text }
  }
  if (!workbook) throw new Error('no file is open')
  if (question.ask === 'look')
    return { answer: 'looked', rows: await firstRows(workbook, question.sheet, question.rows) }
  if (question.ask === 'begin') {
    reader = new ChunkReader(rowsAfter(workbook.rows(question.sheet), question.after))
    return { answer: 'begun' }
  }
  if (!reader) throw new Error('no sheet is being read')
  const rows = await reader.next()
  const { read, total } = workbook.progress
  return { answer: 'rows', rows, read: rows === null || total === 0 ? 1 : read / total }
}

async function firstRows(workbook: Workbook, sheet: number, most: number): Promise<SheetRow[]> {
  const rows: SheetRow[] = []
  for await (const batch of workbook.rows(sheet)) {
    rows.push(...batch)
    if (rows.length >= most) break
  }
  return rows.slice(0, most)
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
