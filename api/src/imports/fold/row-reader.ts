import { beyondHeadings, type RowReason, shown, told } from './row-reason.ts'
import {
  type Cell,
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
  rulesOf,
  type Values,
  trimMarks,
} from '@cardfile/openapi'
import { cellText, type Column, takesEachAlias } from '@cardfile/openapi/spreadsheet'
import { identitiesOf } from '../../contacts/identity-keys.ts'
import { DerivedValues, type NameParts } from './derived-values.ts'
import { isErrorCell, leftBlank, parse, refusalOf, type Target } from './cell-target.ts'
import { GoneFields } from './gone-fields.ts'
import { parseSeveral, together } from './several-columns.ts'
import type { Constant, FileRow, ReadRow } from './row.ts'

/** The reasons of all rows that have none. */
const fine: readonly RowReason[] = []

interface CellNote {
  key: string
  index: number
  why: Reason
}

/** Reads a file's rows by the definitions of one moment. Pure, and knows nothing of other contacts. */
export class RowReader {
  /** Keys of the fields that the file names, whether or not a row has a value for them. */
  readonly named: ReadonlySet<string>
  readonly #fields: readonly Field[]
  readonly #namedFields: readonly Field[]
  readonly #columns: readonly Column[]
  /** Null for a column that goes nowhere. */
  readonly #targets: readonly (Target | null)[]
  readonly #constants: readonly (readonly [key: string, value: unknown])[]
  /** The same as they are stored; null where that takes a judgement. */
  readonly #fastConstants: readonly (readonly [key: string, value: unknown])[] | null
  readonly #columnsOf: ReadonlyMap<string, readonly Column[]>
  readonly #derived: DerivedValues
  /** Rules of the fields that several columns go to. */
  readonly #shared: ReadonlyMap<string, FieldRules>

  /** Of the row that is being read. */
  #noted: CellNote[] = []
  /** Columns and constants whose field is gone since the import began, and why. */
  readonly #gone: GoneFields

  /** @param everyField those too that whoever sends the rows does not see */
  constructor(
    fields: readonly Field[],
    columns: readonly Column[],
    constants: readonly Constant[] = [],
    everyField: readonly Field[] = fields,
  ) {
    this.#fields = fields
    this.#columns = columns
    const byKey = fieldsByKey(fields)
    this.#columnsOf = Map.groupBy(
      columns.filter(({ field }) => field !== null),
      ({ field }) => field ?? '',
    )
    this.#derived = new DerivedValues(fields, columns)
    this.#gone = new GoneFields({ columns, constants }, { fields, everyField })
    this.#targets = columns.map(({ field: key, options }, index) => {
      const field = key === null ? undefined : byKey.get(key)
      if (!field) return null
      const { namePart, badCells, ...locale } = options ?? {}
      const rules = rulesOf(field)
      return {
        key: field.key,
        rules,
        locale: { ...plainLocale, ...locale },
        settable: !isComputed(field) && !field.unseen,
        shared: (this.#columnsOf.get(field.key)?.length ?? 0) > 1,
        several: rules.many || takesEachAlias(field.key),
        lenient: badCells === 'blank',
        namePart,
        tell: (why) => void this.#noted.push({ key: field.key, index, why }),
      }
    })
    this.#shared = new Map(
      this.#targets.flatMap((target) => (target?.shared ? [[target.key, target.rules]] : [])),
    )
    this.#constants = constants.flatMap(({ field: key, value }) => {
      const field = byKey.get(key)
      return field ? [[key, rulesOf(field).parseCell(value)] as const] : []
    })
    const fast = this.#constants.map(
      ([key, value]) => [key, tryFast(byKey.get(key), value)] as const,
    )
    this.#fastConstants = fast.some(([, value]) => value === undefined) ? null : fast
    this.named = new Set([...this.#columnsOf.keys(), ...constants.map(({ field }) => field)])
    this.#namedFields = fields.filter(({ key }) => this.named.has(key))
  }

  read(row: FileRow): ReadRow {
    const parts: NameParts = {}
    this.#forgetNotes()
    const values = row.refused ? null : this.#sureValues(row.cells, parts)
    if (!values) return this.#readDoubtful(row)
    const knownByPhone = this.#derived.addTo(values, parts)
    const { number, cells, mode } = row
    const identities = identitiesOf(values, knownByPhone ? this.#fields : this.#namedFields)
    const notes = this.#notes(cells)
    return { number, cells, mode, values, identities, reasons: fine, notes, knownByPhone }
  }

  /** The values of nearly every row: without a fault, which is told at once. Null where it is not. */
  #sureValues(cells: readonly Cell[], parts: NameParts): Values | null {
    if (cells.length > this.#columns.length || !this.#fastConstants) return null
    const values = noValues()
    for (let index = 0; index < cells.length; index++) {
      const cell = cells[index] ?? null
      const target = this.#targets[index]
      if (cell === null || !target) continue
      const { key, rules, locale, settable, shared, several, namePart, tell } = target
      if (!settable || isErrorCell(cell)) return null
      const value = several
        ? parseSeveral(rules, cell, locale)
        : rules.parseCell(cell, locale, tell)
      if (isEmptyValue(value)) continue
      if (namePart) parts[namePart] = trimMarks(String(value))
      else if (shared) values[key] = together(rules, values[key], value)
      else if ((values[key] = rules.tryFast(value)) === undefined) return null
    }
    if (this.#shared.size > 0 && !this.#joinShared(values)) return null
    for (const [key, value] of this.#fastConstants)
      if (values[key] === undefined) values[key] = value
    return values
  }

  /** Judges what several columns made together. @returns whether all of it is surely right */
  #joinShared(values: Values): boolean {
    for (const [key, rules] of this.#shared)
      if (values[key] !== undefined && (values[key] = rules.tryFast(values[key])) === undefined)
        return false
    return true
  }

  #readDoubtful(row: FileRow): ReadRow {
    this.#forgetNotes()
    const parsed = noValues()
    const parts: NameParts = {}
    const reasons: RowReason[] = []
    const { cells } = row
    for (let index = 0; index < cells.length; index++) {
      const cell = cells[index] ?? null
      if (cell === null) continue
      const target = this.#targets[index]
      if (index >= this.#columns.length) {
        if (!isEmptyValue(cellText(cell))) reasons.push(beyondHeadings(index, cell))
      } else if (target) {
        const why = refusalOf(cell, index, row)
        if (!why) parse(target, cell, parsed, parts)
        else if (target.lenient) target.tell(leftBlank(why))
        else reasons.push(this.reason(target.key, cells, why, index))
      }
    }
    for (const [key, value] of this.#constants) parsed[key] ??= value
    const verdict = judgeContact(this.#fields, 'row', parsed)
    if (verdict.reasons) reasons.push(...this.reasons(verdict.reasons, cells))
    const values = verdict.values ?? noValues()
    const knownByPhone = reasons.length === 0 && this.#derived.addTo(values, parts)
    const identities = reasons.length === 0 ? identitiesOf(values, this.#fields) : []
    const notes = this.#notes(cells)
    const { number, mode } = row
    return { number, cells, mode, values, identities, reasons, notes, knownByPhone }
  }

  #forgetNotes(): void {
    if (this.#noted.length > 0) this.#noted = []
  }

  #notes(cells: readonly Cell[]): readonly RowReason[] {
    const noted =
      this.#noted.length === 0
        ? fine
        : this.#noted.map(({ key, index, why }) => this.reason(key, cells, why, index))
    return this.#gone.addTo(noted, cells)
  }

  /** A verdict's reasons, each with the column and the cell it is about. */
  reasons(told: CodedReasons, cells: readonly Cell[]): RowReason[] {
    return Object.entries(told).flatMap(([key, reasons]) =>
      reasons.map((reason) => this.reason(key, cells, reason)),
    )
  }

  /**
   * @param key a field's key, or the path of what is no field's fault
   * @param index the column, where it is known which of a field's it is
   */
  reason(key: string, cells: readonly Cell[], why: Reason, index?: number): RowReason {
    const column =
      index === undefined ? this.#blamed(key, cells, why.params.value) : this.#columns[index]
    return {
      column: column?.heading ?? null,
      index: column?.index ?? null,
      field: key === identitiesPath ? null : key,
      value: column ? shown(cells[column.index] ?? null) : null,
      ...told(why),
    }
  }

  /** Of the columns that go to a field the one with the value that is refused, else the first in use. */
  #blamed(key: string, cells: readonly Cell[], value: unknown): Column | undefined {
    const columns = this.#columnsOf.get(key) ?? []
    if (columns.length < 2) return columns[0]
    const textOf = ({ index }: Column) => cellText(cells[index] ?? null) ?? ''
    return (
      columns.find((column) => typeof value === 'string' && textOf(column).includes(value)) ??
      columns.find((column) => textOf(column) !== '') ??
      columns[0]
    )
  }
}

function tryFast(field: Field | undefined, value: unknown): unknown {
  return field && !isComputed(field) && !field.unseen ? rulesOf(field).tryFast(value) : undefined
}
