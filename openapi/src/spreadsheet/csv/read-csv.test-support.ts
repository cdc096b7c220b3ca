import type { Cell } from '../../field-types/cell.ts'
import { openWorkbook, type SheetRow, type Workbook } from '../index.ts'
import { allRows } from '../test-files.test-support.ts'

type Content = string | Uint8Array<ArrayBuffer>

export const open = (content: Content): Promise<Workbook> => openWorkbook(new Blob([content]))

export async function read(content: Content): Promise<SheetRow[]> {
  return allRows(await open(content))
}

export async function cells(content: Content): Promise<Cell[][]> {
  return (await read(content)).map((row) => row.cells)
}
