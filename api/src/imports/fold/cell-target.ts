import {
  type Cell,
  type CellLocale,
  type FieldRules,
  isEmptyValue,
  type Reason,
  reason,
  reasonOfIssue,
  type TellNote,
  trimMarks,
  type Values,
} from '@cardfile/openapi'
import type { NamePart } from '@cardfile/openapi/spreadsheet'
import type { NameParts } from './derived-values.ts'
import type { FileRow } from './row.ts'
import { parseSeveral, together } from './several-columns.ts'

/** Where a column goes. */
export interface Target {
  key: string
  rules: FieldRules
  locale: CellLocale
  /** Whether rows may have values for it at all. */
  settable: boolean
  /** Whether other columns go there as well. */
  shared: boolean
  /** Whether a cell may hold several of its values. */
  several: boolean
  /** Whether a cell that the field refuses is taken as empty. */
  lenient: boolean
  /** The part of the name that it is, for a column that is no field's on its own. */
  namePart: NamePart | undefined
  /** Told what is to be said of the cell that is being read. */
  tell: TellNote
}

export function isErrorCell(cell: NonNullable<Cell>): boolean {
  return typeof cell === 'object' && 'error' in cell
}

/** Why a cell is no value at all, whatever its field. */
export function refusalOf(
  cell: NonNullable<Cell>,
  index: number,
  { refused }: Pick<FileRow, 'refused'>,
): Reason | null {
  if (isErrorCell(cell)) return reason('formula_without_result')
  return refused?.get(index) ?? null
}

/** Adds what a cell says to the values of its row, or to the parts of its name. */
export function parse(
  { key, rules, locale, shared, several, lenient, namePart, tell }: Target,
  cell: NonNullable<Cell>,
  parsed: Values,
  parts: NameParts,
): void {
  const read = several ? parseSeveral(rules, cell, locale) : rules.parseCell(cell, locale, tell)
  const value = lenient ? withoutBad(rules, read, tell) : read
  // A blank cell is an absent value: at creation the default fills it.
  if (isEmptyValue(value)) return
  if (namePart) parts[namePart] = trimMarks(String(value))
  else parsed[key] = shared ? together(rules, parsed[key], value) : value
}

/** What of a value its field takes: of a list the members that it does. */
function withoutBad({ many, value: rule }: FieldRules, value: unknown, tell: TellNote): unknown {
  const isFine = (one: unknown) => {
    const { error } = rule.safeParse(one)
    const [issue] = error?.issues ?? []
    if (issue) tell(leftBlank(reasonOfIssue(issue)))
    return issue === undefined
  }
  if (isEmptyValue(value)) return value
  if (!many || !Array.isArray(value)) return isFine(value) ? value : null
  return value.filter((one) => isFine([one]))
}

export const leftBlank = ({ code, params, text }: Reason): Reason =>
  reason('left_blank', { ...params, rule: code, why: text })
