import {
  type Cell,
  type Field,
  fieldsByKey,
  isEmptyValue,
  type Reason,
  reason,
} from '@cardfile/openapi'
import { cellText, type Column } from '@cardfile/openapi/spreadsheet'
import type { Constant } from './row.ts'
import { type RowReason, shown, told } from './row-reason.ts'

/** What an import has for fields that are gone since it began: no row's cells get there any more. */
export class GoneFields {
  readonly #columns: readonly (Pick<RowReason, 'column' | 'field'> & {
    index: number
    why: Reason
  })[]
  readonly #ofConstants: readonly RowReason[]

  /** @param known the fields that whoever sends the rows sees now, and all that there are */
  constructor(
    { columns, constants }: { columns: readonly Column[]; constants: readonly Constant[] },
    known: { fields: readonly Field[]; everyField: readonly Field[] },
  ) {
    const seen = fieldsByKey(known.fields)
    const there = fieldsByKey(known.everyField)
    const why = (key: string) => reason(there.has(key) ? 'field_hidden' : 'field_deleted')
    this.#columns = columns.flatMap(({ field, heading, index }) =>
      field === null || seen.has(field) ? [] : [{ column: heading, field, index, why: why(field) }],
    )
    this.#ofConstants = constants
      .filter(({ field }) => !seen.has(field))
      .map(({ field, value }) => ({
        column: null,
        index: null,
        field,
        value: shown(value),
        ...told(why(field)),
      }))
  }

  /** What is to be said of a row for them, behind what is said of it already. */
  addTo(notes: readonly RowReason[], cells: readonly Cell[]): readonly RowReason[] {
    if (this.#columns.length === 0 && this.#ofConstants.length === 0) return notes
    const ofColumns = this.#columns.flatMap(({ why, ...column }): RowReason[] => {
      const cell = cells[column.index] ?? null
      return isEmptyValue(cellText(cell)) ? [] : [{ ...column, value: shown(cell), ...told(why) }]
    })
    return [...notes, ...ofColumns, ...this.#ofConstants]
  }
}
