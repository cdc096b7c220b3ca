import {
  type Cell,
  type CellLocale,
  type Field,
  type FieldRules,
  fieldsByKey,
  identitiesPath,
  isComputed,
  isEmptyValue,
  judgeContact,
  noValues,
  plainLocale,
  type CodedReasons,
  type Reason,
  type ReasonParams,
  reason,
  rulesOf,
  type Values,
} from '@cardfile/openapi'
import { cellText, columnLetters, type Column } from '@cardfile/openapi/spreadsheet'
import { identitiesOf, type Identity } from '../../contacts/identity-keys.ts'
import type { ImportMode } from './fold.ts'

/** A row as the file has it. */
export interface FileRow {
  /** As a person sees it beside the sheet: the heading row is usually 1. */
  number: number
  cells: Cell[]
  /** What happens where this row meets a contact, if it is not what the import says. */
  mode?: ImportMode | undefined
}

/** A value for rows that have none of their own for the field. */
export interface Constant {
  field: string
  value: Cell
}

/** Why a row was refused. Column, field and value are null where it is no single cell's fault. */
export interface RowReason {
  /** The column's heading. */
  column: string | null
  /** The column's place, counted from 0. */
  index: number | null
  field: string | null
  /** What the cell shows, shortened. */
  value: string | null
  /** In words; with its code and what it is made from where the import is not older than those. */
  reason: string
  code?: string
  params?: ReasonParams
  /** The contact that has the value already. */
  contact?: { id: string; name: string }
}

/** A row whose cells have been given their fields' meaning, each judged for itself. */
export interface ReadRow extends FileRow {
  values: Values
  identities: Identity[]
  /** Any at all: the row fails, whatever would have become of it. */
  reasons: readonly RowReason[]
}

const longestShown = 200

/** The reasons of all rows that have none. */
const fine: readonly RowReason[] = []

/** Where a column goes; null where it goes nowhere. */
type Target = {
  key: string
  rules: FieldRules
  locale: CellLocale
  /** Whether rows may have values for it at all. */
  settable: boolean
} | null

/** Reads a file's rows by the definitions of one moment. Pure, and knows nothing of other contacts. */
export class RowReader {
  /** Keys of the fields that the file names, whether or not a row has a value for them. */
  readonly named: ReadonlySet<string>
  readonly #fields: readonly Field[]
  readonly #columns: readonly Column[]
  readonly #targets: readonly Target[]
  readonly #constants: readonly (readonly [key: string, value: unknown])[]
  /** The same as they are stored; null where that takes a judgement. */
  readonly #fastConstants: readonly (readonly [key: string, value: unknown])[] | null
  readonly #columnOf: ReadonlyMap<string, Column>

  constructor(
    fields: readonly Field[],
    columns: readonly Column[],
    constants: readonly Constant[] = [],
  ) {
    this.#fields = fields
    this.#columns = columns
    const byKey = fieldsByKey(fields)
    // A field deleted since the import began leaves its column without one.
    this.#targets = columns.map(({ field: key, options }) => {
      const field = key === null ? undefined : byKey.get(key)
      return field
        ? {
            key: field.key,
            rules: rulesOf(field),
            locale: { ...plainLocale, ...options },
            settable: !isComputed(field) && !field.unseen,
          }
        : null
    })
    this.#constants = constants.flatMap(({ field: key, value }) => {
      const field = byKey.get(key)
      return field ? [[key, rulesOf(field).parseCell(value)] as const] : []
    })
    const fast = this.#constants.map(
      ([key, value]) => [key, tryFast(byKey.get(key), value)] as const,
    )
    this.#fastConstants = fast.some(([, value]) => value === undefined) ? null : fast
    this.#columnOf = new Map(
      columns.flatMap((column) => (column.field === null ? [] : [[column.field, column]])),
    )
    this.named = new Set([...this.#columnOf.keys(), ...constants.map(({ field }) => field)])
  }

  read(row: FileRow): ReadRow {
    const values = this.#sureValues(row.cells)
    if (!values) return this.#readDoubtful(row)
    const { number, cells, mode } = row
    const identities = identitiesOf(values, this.#fields)
    return { number, cells, mode, values, identities, reasons: fine }
  }

  /** The values of nearly every row: without a fault, which is told at once. Null where it is not. */
  #sureValues(cells: readonly Cell[]): Values | null {
    if (cells.length > this.#columns.length || !this.#fastConstants) return null
    const values = noValues()
    for (let index = 0; index < cells.length; index++) {
      const cell = cells[index] ?? null
      const target = this.#targets[index]
      if (cell === null || !target) continue
      const { key, rules, locale, settable } = target
      if (!settable || isErrorCell(cell)) return null
      const value = rules.parseCell(cell, locale)
      if (isEmptyValue(value)) continue
      const fast = rules.tryFast(value)
      if (fast === undefined) return null
      values[key] = fast
    }
    for (const [key, value] of this.#fastConstants)
      if (values[key] === undefined) values[key] = value
    return values
  }

  #readDoubtful(row: FileRow): ReadRow {
    const parsed = noValues()
    const reasons: RowReason[] = []
    const { cells } = row
    for (let index = 0; index < cells.length; index++) {
      const cell = cells[index] ?? null
      if (cell === null) continue
      const target = this.#targets[index]
      if (index >= this.#columns.length) {
        if (!isEmptyValue(cellText(cell))) reasons.push(beyondHeadings(index, cell))
      } else if (target) {
        const fault = parse(target, cell, parsed)
        if (fault !== null) reasons.push(this.reason(target.key, cells, fault))
      }
    }
    for (const [key, value] of this.#constants) parsed[key] ??= value
    const verdict = judgeContact(this.#fields, 'row', parsed)
    if (verdict.reasons) reasons.push(...this.reasons(verdict.reasons, cells))
    const values = verdict.values ?? noValues()
    const identities = reasons.length === 0 ? identitiesOf(values, this.#fields) : []
    const { number, mode } = row
    return { number, cells, mode, values, identities, reasons }
  }

  /** A verdict's reasons, each with the column and the cell it is about. */
  reasons(told: CodedReasons, cells: readonly Cell[]): RowReason[] {
    return Object.entries(told).flatMap(([key, reasons]) =>
      reasons.map((reason) => this.reason(key, cells, reason)),
    )
  }

  /** @param key a field's key, or the path of what is no field's fault */
  reason(key: string, cells: readonly Cell[], why: Reason): RowReason {
    const column = this.#columnOf.get(key)
    return {
      column: column?.heading ?? null,
      index: column?.index ?? null,
      field: key === identitiesPath ? null : key,
      value: column ? shown(cells[column.index] ?? null) : null,
      ...told(why),
    }
  }
}

function tryFast(field: Field | undefined, value: unknown): unknown {
  return field && !isComputed(field) && !field.unseen ? rulesOf(field).tryFast(value) : undefined
}

function isErrorCell(cell: NonNullable<Cell>): boolean {
  return typeof cell === 'object' && 'error' in cell
}

/** @returns what is wrong with the cell itself, before its field judges the value. */
function parse(
  { key, rules, locale }: NonNullable<Target>,
  cell: NonNullable<Cell>,
  parsed: Values,
): Reason | null {
  if (isErrorCell(cell)) return reason('formula_without_result')
  const value = rules.parseCell(cell, locale)
  // A blank cell is an absent value: at creation the default fills it.
  if (!isEmptyValue(value)) parsed[key] = value
  return null
}

function beyondHeadings(index: number, cell: Cell): RowReason {
  return {
    column: null,
    index,
    field: null,
    value: shown(cell),
    ...told(reason('beyond_headings', { column: columnLetters(index + 1) })),
  }
}

/** A reason as a row keeps it. */
export function told({
  code,
  params,
  text,
}: Reason): Pick<RowReason, 'reason' | 'code' | 'params'> {
  return { reason: text, code, params }
}

function shown(cell: Cell): string | null {
  const text = cellText(cell)
  return text === null || text.length <= longestShown ? text : `${text.slice(0, longestShown - 1)}…`
}
