import { SheetError } from './sheet-error.ts'
import type { SheetRow, Workbook } from './workbook.ts'

/**
 * The workbook with its hidden rows counted, and passed over unless somebody asked for them: a person who
 * filtered their list before they saved it means what they see.
 */
export function withHiddenRows(workbook: Workbook, areWanted: boolean): Workbook {
  const hiddenRows = { count: 0 }
  return {
    ...workbook,
    hiddenRows,
    async *rows(sheet?: number): AsyncGenerator<SheetRow[]> {
      hiddenRows.count = 0
      for await (const batch of workbook.rows(sheet)) {
        const hidden = batch.filter((row) => row.hidden === true).length
        hiddenRows.count += hidden
        if (hidden === 0 || areWanted) yield batch
        else if (hidden < batch.length) yield batch.filter((row) => row.hidden !== true)
      }
    },
  }
}

/**
 * Which sheet a file is about unless somebody says another: the first that people see and that has rows.
 * One that cannot be read does not lock out the next. Throws the SheetError of the first such sheet where
 * no other has rows.
 *
 * @returns an index into the workbook's sheets
 */
export async function sheetWithRows(workbook: Workbook): Promise<number> {
  const { sheets } = workbook
  // A text has one alone, and may be readable only once.
  if (sheets.length === 1) return 0
  let failure: SheetError | null = null
  for (const [index, { hidden }] of sheets.entries()) {
    if (hidden) continue
    try {
      for await (const batch of workbook.rows(index)) if (batch.length > 0) return index
    } catch (error) {
      if (!(error instanceof SheetError)) throw error
      failure ??= error
    }
  }
  if (failure !== null) throw failure
  return Math.max(
    sheets.findIndex(({ hidden }) => !hidden),
    0,
  )
}

/** Rows at the top among which the headings are looked for. */
const TITLE_ROWS = 10

/**
 * The number of the row that has the headings: the first, but for lines of one cell, such as a title,
 * above rows of several. Zero for no rows.
 */
export function headingRowOf(rows: readonly SheetRow[]): number {
  const filled = ({ cells }: SheetRow): number => cells.filter((cell) => cell !== null).length
  const top = rows.slice(0, TITLE_ROWS)
  const heading = top.find((row) => filled(row) > 1) ?? top[0]
  return heading?.number ?? 0
}
