import { plainReason } from '@cardfile/openapi'
import {
  isText,
  openWorkbook,
  SheetError,
  sheetWithRows,
  type Workbook,
} from '@cardfile/openapi/spreadsheet'
import { ChunkReader, rowsAfter } from './chunk-reader.ts'
import type { SheetAnswer, SheetQuestion } from './sheet-messages.ts'

// The page's thread stays free while a large file is read. Rows leave only when they are asked for,
// so the file is never in memory as a whole.

/** The most that a person is shown before anything of the file is sent. */
const rowsLookedAt = 1_000

let file: File | null = null
let workbook: Workbook | null = null
let reader: ChunkReader | null = null

async function answerTo(question: SheetQuestion): Promise<SheetAnswer> {
  if (question.ask === 'open') {
    file = question.file
    workbook = await openWorkbook(file, { name: file.name, ...question.reading })
    const { format, sheets, text = null } = workbook
    const sheet = await sheetWithRows(workbook)
    return { answer: 'opened', format, sheets, sheet, text }
  }
  if (!workbook) throw new Error('no file is open')
  const hiddenRows = () => workbook?.hiddenRows?.count ?? 0
  if (question.ask === 'look') {
    // As a chunk, so that rows of any size fit into memory.
    const looking = new ChunkReader(workbook.rows(question.sheet), rowsLookedAt)
    const rows = (await looking.next()) ?? []
    await looking.close()
    return { answer: 'looked', rows, hidden: { count: hiddenRows(), whole: looking.ended } }
  }
  if (question.ask === 'begin') {
    const { sheet, after, chunkRows } = question
    reader = new ChunkReader(rowsAfter(workbook.rows(sheet), after), chunkRows)
    return { answer: 'begun' }
  }
  if (!reader) throw new Error('no sheet is being read')
  const rows = await reader.next()
  const { read, total } = workbook.progress
  const share = rows === null || total === 0 ? 1 : read / total
  return { answer: 'rows', rows, read: share, hiddenRows: hiddenRows() }
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
        told: error instanceof SheetError ? error.reason : plainReason(String(error)),
        isText: file !== null && (await isText(file)),
      }
    }
    self.postMessage(answer, {})
  })
})
