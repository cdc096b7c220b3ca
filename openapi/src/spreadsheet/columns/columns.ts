import { foldText } from '../../text/fold-text.ts'
import { trimMarks } from '../../text/trim-marks.ts'
import type { Cell } from '../../field-types/cell.ts'
import { derivedOnce } from '../../derived.ts'
import { cellText } from '../../field-types/text-cell.ts'
import type { CellLocale } from '../../field-types/type.ts'
import { fieldsByKey } from '../../fields-by-key.ts'
import { type Field, isComputed, nameKey } from '../../field.ts'
import { rulesOf } from '../../field-rules.ts'
import { aliasesOf, type HeadingAlias, type NamePart, takesEachAlias } from './heading-aliases.ts'

/**
 * What becomes of a file's column:
 * `matched` goes to its field · `alias` goes to the field that other programs call so · `unknown` no
 * field is called so · `computed` Cardfile keeps this value itself · `duplicate` another column has the
 * field · `label` says of what kind the value beside it is · `blank` has no heading · `report` was added
 * by Cardfile to a file of failed rows · `chosen` goes to the field that somebody chose · `ignored` was
 * chosen to be passed over. Only `matched`, `alias` and `chosen` columns are imported; the others are shown.
 */
export const columnStatuses = [
  'matched',
  'alias',
  'unknown',
  'computed',
  'duplicate',
  'label',
  'blank',
  'report',
  'chosen',
  'ignored',
] as const

type ColumnStatus = (typeof columnStatuses)[number]

/** One column of a file beside the field it goes to. */
export interface Column {
  /** Counted from 0, as cells are. */
  index: number
  /** The heading as the file has it, without blanks at its ends. */
  heading: string
  /** Key of the field, for `matched`, `alias` and `chosen` alone. */
  field: string | null
  status: ColumnStatus
  /** How its cells are read, where somebody said so. */
  options?: ColumnOptions | undefined
}

/** What a column's author left open, as somebody says it is meant. */
export interface ColumnOptions extends Partial<CellLocale> {
  /** For a column that goes to the name: which part of it. */
  namePart?: NamePart | undefined
  /**
   * What becomes of a cell that its field refuses: its row fails, unless it is left blank, or what it
   * has is added to the field's options.
   */
  badCells?: 'fail' | 'blank' | 'add' | undefined
}

/**
 * Where a file's names stand: whether in a column of its own, and by index the columns whose cells
 * make up a name in their order, where a row has none.
 */
export function nameColumns(columns: readonly Pick<Column, 'index' | 'field' | 'options'>[]): {
  whole: boolean
  parts: number[]
} {
  const whole = columns.some(({ field, options }) => field === nameKey && !options?.namePart)
  const part = (name: string) =>
    columns.filter(({ field, options }) =>
      field === nameKey ? options?.namePart === name : field === name,
    )
  const parts = ['prefix', 'first_name', 'middle', 'last_name', 'suffix'].flatMap(part)
  return { whole, parts: parts.map(({ index }) => index) }
}

/** Somebody's word on one column. */
export interface ColumnChoice {
  /** The column's place, from 0. */
  index: number
  /** Key of the field it goes to; null to pass it over. */
  field: string | null
  options?: ColumnOptions | undefined
}

/** What the headings of a file of failed rows are called, unless a field has that name. */
const reportNames = {
  row: ['Row', 'Row in the file'],
  reason: ['Reason', 'Reason of failure'],
} as const

/**
 * Finds the field each heading means: by key or label as they stand, else by their folded texts, without
 * blanks, `_` and `-`, else by what other programs call it. A heading that several labels come down to
 * means none of them. A field of one value has one column; lists, and fields that other programs have
 * several columns for, take all of theirs.
 *
 * @param headings the cells of the heading row, in order
 * @param fields all live definitions, hidden ones too: naming one is enough to import it
 * @param choices columns somebody decided on, without faults (see `choiceFaults`)
 */
export function matchColumns(
  headings: readonly Cell[],
  fields: readonly Field[],
  choices: readonly ColumnChoice[] = [],
): Column[] {
  const find = fieldFinder(fields)
  const texts = headings.map((cell) => trimMarks(cellText(cell) ?? ''))
  const chosen = new Map(choices.map((choice) => [choice.index, choice]))
  const taken = new Set(choices.map(({ field }) => field))
  const aliases = aliasesOf(texts)
  const columns = texts.map((heading, index): Column => {
    const column = (status: ColumnStatus, field: string | null = null): Column => ({
      index,
      heading,
      field,
      status,
    })
    const choice = chosen.get(index)
    if (choice) {
      const { field, options } = choice
      return {
        ...column(field === null ? 'ignored' : 'chosen', field),
        ...(options && { options }),
      }
    }
    if (heading === '') return column('blank')
    const field = aliases[index]?.overLabel ? null : find(heading)
    if (!field) return column(reportHeadings.has(simplified(heading)) ? 'report' : 'unknown')
    if (isComputed(field)) return column('computed')
    if (taken.has(field.key) && !rulesOf(field).many) return column('duplicate')
    taken.add(field.key)
    return column('matched', field.key)
  })
  return withAliases(columns, aliases, fields, taken)
}

/** Gives columns whose headings are nobody's labels to the fields that other programs call so. */
function withAliases(
  columns: readonly Column[],
  aliases: readonly (HeadingAlias | null)[],
  fields: readonly Field[],
  taken: Set<string | null>,
): Column[] {
  const byKey = fieldsByKey(fields)
  const best = new Map<string, number>()
  for (const [index, alias] of aliases.entries())
    if (columns[index]?.status === 'unknown' && alias?.field && !alias.namePart)
      best.set(alias.field, Math.min(alias.rank, best.get(alias.field) ?? alias.rank))
  return columns.map((column, index) => {
    const alias = column.status === 'unknown' ? aliases[index] : null
    if (!alias) return column
    if (alias.field === null) return { ...column, status: 'label' }
    const field = byKey.get(alias.field)
    if (!field) return column
    const aliased: Column = { ...column, field: field.key, status: 'alias' }
    if (alias.namePart) return { ...aliased, options: { namePart: alias.namePart } }
    if (rulesOf(field).many || takesEachAlias(field.key)) return aliased
    if (taken.has(field.key) || alias.rank !== best.get(field.key))
      return { ...column, status: 'duplicate' }
    taken.add(field.key)
    return aliased
  })
}

/**
 * The headings under which fields are written: labels or keys. A label that would be read back as
 * another field (its text is that field's key) gives way to the key.
 */
export function headingsOf(
  columns: readonly Field[],
  fields: readonly Field[],
  style: 'labels' | 'keys',
): string[] {
  const find = fieldFinder(fields)
  return columns.map(({ key, name }) =>
    style === 'labels' && find(name)?.key === key ? name : key,
  )
}

/** The two headings of a file of failed rows; none of them is a field's. */
export function reportHeadingsFor(fields: readonly Field[]): { row: string; reason: string } {
  const find = fieldFinder(fields)
  const free = ([usual, other]: readonly [string, string]) => (find(usual) ? other : usual)
  return { row: free(reportNames.row), reason: free(reportNames.reason) }
}

type FieldFinder = (heading: string) => Field | null

const fieldFinder = derivedOnce((fields): FieldFinder => {
  const ways: readonly [(heading: string) => string, ReadonlyMap<string, Field | null>][] = [
    [exactly, indexed(fields, ({ key }) => key)],
    [exactly, indexed(fields, ({ name }) => trimMarks(name))],
    [simplified, indexed(fields, ({ key }) => simplified(key))],
    [simplified, indexed(fields, ({ name }) => simplified(name))],
  ]
  return (heading) => {
    for (const [spelling, index] of ways) {
      const field = index.get(spelling(heading))
      if (field !== undefined) return field
    }
    return null
  }
})

/** Null marks a spelling that more than one field comes down to: nobody knows which is meant. */
function indexed(
  fields: readonly Field[],
  spelling: (field: Field) => string,
): Map<string, Field | null> {
  const index = new Map<string, Field | null>()
  for (const field of fields) {
    const spelled = spelling(field)
    index.set(spelled, index.has(spelled) ? null : field)
  }
  return index
}

const exactly = (heading: string) => heading

function simplified(heading: string): string {
  return foldText(heading).replace(/[\s_-]+/gu, '')
}

const reportHeadings: ReadonlySet<string> = new Set(
  [...reportNames.row, ...reportNames.reason].map(simplified),
)
