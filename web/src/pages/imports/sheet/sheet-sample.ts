import { trimMarks } from '@cardfile/openapi'
import type { Cell } from '@cardfile/openapi'
import { cellText, type SheetRow } from '@cardfile/openapi/spreadsheet'

/** The beginning of a sheet as the import will see it. */
export interface SheetSample {
  /** The cells of the heading row; blank ones where there is none. */
  headings: Cell[]
  rows: SheetRow[]
}

/** @param headingRow number of the row with the headings, 0 for none */
export function sampleOf(first: readonly SheetRow[], headingRow: number): SheetSample {
  const heading = first.find(({ number }) => number === headingRow)
  const rows = first.filter(({ number }) => number > headingRow)
  const width = Math.max(heading?.cells.length ?? 0, ...rows.map(({ cells }) => cells.length))
  const headings = Array.from({ length: width }, (_, index) => heading?.cells[index] ?? null)
  return { headings, rows }
}

/** The cells of a column that hold something. */
export function cellsOf({ rows }: SheetSample, index: number): NonNullable<Cell>[] {
  return rows.flatMap(({ cells }) => {
    const cell = cells[index] ?? null
    return cell === null || trimMarks(cellText(cell) ?? '') === '' ? [] : [cell]
  })
}

/** Different values of a column as people see them, in their order. */
export function valuesOf(sample: SheetSample, index: number, most: number): string[] {
  const texts = new Set<string>()
  for (const cell of cellsOf(sample, index)) {
    if (texts.size >= most) break
    texts.add(trimMarks(cellText(cell) ?? ''))
  }
  return [...texts]
}
