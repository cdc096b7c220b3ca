import { headingRowOf, type SheetRow } from '@cardfile/openapi/spreadsheet'
import type { Schemas } from '../../../api/types.ts'
import type { FileReading } from '../sheet/sheet-messages.ts'

/** What is done with a row whose contact is there already. */
export const importModes = ['merge', 'update', 'skip', 'replace'] as const
export type ImportMode = Schemas['Import']['mode']

/** How cells of a column are to be read where they leave it open. */
export type ColumnOptions = Schemas['ImportColumnOptions']

export type DateOrder = NonNullable<ColumnOptions['dateOrder']>

/**
 * How the field of a column was found; `person`: somebody chose it. Without a field, `label`: it says of
 * what kind the value beside it is; `duplicate`: another column has the field that it means.
 */
export type MatchedBy =
  | 'heading'
  | 'alias'
  | 'content'
  | 'mapping'
  | 'person'
  | 'label'
  | 'duplicate'

/** The saved mapping that a file's columns were mapped by. */
export interface AppliedMapping {
  id: string
  name: string
  /** Places of columns that it has a field for, which is gone or not for this person. */
  lost: number[]
  /** How many values it has for such fields. */
  lostConstants: number
}

/** Where a column of the file goes. */
export interface ColumnPlan {
  /** Key of the field; null where the column is left out. */
  field: string | null
  by: MatchedBy | null
  options: ColumnOptions
}

/** A value for a field that the file lacks, as text of a cell. */
export interface Constant {
  field: string
  value: string
}

/** Everything a person has decided about an import so far. It outlives a reload beside its file. */
export interface Draft {
  fileName: string
  sheet: number
  /** Number of the row with the headings, as the sheet counts; 0 where there is none. */
  headingRow: number
  /** How the file is read, where a person said so. */
  reading: FileReading
  /** By column; null as long as nobody changed what is proposed. */
  plans: ColumnPlan[] | null
  constants: Constant[]
  /** Null where there is none or it was sent away; undefined as long as none was looked for. */
  mapping?: AppliedMapping | null | undefined
  mode: ImportMode
  /** By row number: what happens to this row alone. */
  rowModes: Record<string, ImportMode>
  /** By row number and column: the text that takes a cell's place. */
  mended: Record<string, Record<string, string>>
  /** The last dry run. */
  previewId: string | null
  /** The decisions that dry run was made with, as `choicesOf` writes them. */
  previewed: string | null
  /** The import, once it began. */
  importId: string | null
}

/** Decisions that hang on which rows and columns there are. */
export const undecided = {
  plans: null,
  constants: [],
  mapping: undefined,
  rowModes: {},
  mended: {},
  previewId: null,
  previewed: null,
} satisfies Partial<Draft>

export function draftOf(
  fileName: string,
  sheet: number,
  rows: readonly SheetRow[],
  reading: FileReading,
): Draft {
  return {
    fileName,
    sheet,
    headingRow: headingRowOf(rows),
    reading,
    mode: 'merge',
    importId: null,
    ...undecided,
  }
}

/** Everything that decides what becomes of the file, as text to compare. */
export function choicesOf(draft: Draft, plans: readonly ColumnPlan[]): string {
  const { sheet, headingRow, reading, constants, mode, rowModes, mended } = draft
  const columns = plans.map(({ field, options }) => [field, options])
  return JSON.stringify([sheet, headingRow, reading, columns, constants, mode, rowModes, mended])
}

/** The row as it is sent: with the cells that were mended and its own mode. */
export function preparedRow(
  row: SheetRow,
  { mended, rowModes }: Pick<Draft, 'mended' | 'rowModes'>,
): SheetRow & { mode?: ImportMode } {
  const cells = mended[row.number]
  const mode = rowModes[row.number]
  return {
    number: row.number,
    cells: cells ? withCells(row.cells, cells) : row.cells,
    ...(mode ? { mode } : {}),
  }
}

function withCells(cells: SheetRow['cells'], mended: Record<string, string>): SheetRow['cells'] {
  const next = [...cells]
  for (const [column, text] of Object.entries(mended)) {
    const index = Number(column)
    while (next.length < index) next.push(null)
    next[index] = text === '' ? null : text
  }
  return next
}
