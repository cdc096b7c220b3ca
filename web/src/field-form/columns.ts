import {
  type ColumnPreference,
  type Field,
  narrowestColumn,
  nameKey,
  displayOf,
  type Sorter,
  widestColumn,
} from '@cardfile/openapi'

/** A table's column for a field. */
export interface FieldColumn {
  field: Field
  /** Pixels. */
  width: number
  /** Numbers stand under each other by their last digit. */
  alignEnd: boolean
  order: Sorter['order'] | null
  /** True for the one column that says which contact a row is. */
  isName: boolean
  /** Pixels before it in the row, where it stays in sight while others are scrolled; null where it does not. */
  stuckAt: number | null
}

/** What most people look for, beside what they have defined for themselves. */
const usualKeys = ['email', 'phone', 'company', 'title', 'city']
const leastUsual = 6
const mostUsual = 8

/**
 * The fields a table opens with, six to eight of the visible ones: the name, what most look for, the first
 * custom fields, and others where those are few.
 */
export function usualFields(fields: readonly Field[]): Field[] {
  const visible = fields.filter((field) => field.visible)
  const known = [nameKey, ...usualKeys].flatMap(
    (key) => visible.find((one) => one.key === key) ?? [],
  )
  const custom = visible.filter(({ kind }) => kind === 'C')
  const chosen = [...known, ...custom].slice(0, mostUsual)
  const others = visible.filter((field) => !chosen.includes(field))
  return [...chosen, ...others.slice(0, Math.max(0, leastUsual - chosen.length))]
}

/**
 * Which fields a table of contacts shows, and in which order; the name first, hidden ones never.
 *
 * @param chosen keys in the order that a person chose; null for the usual ones
 */
export function columnFields(fields: readonly Field[], chosen: readonly string[] | null): Field[] {
  const shown = chosen
    ? chosen.flatMap((key) => fields.find((field) => field.key === key && field.visible) ?? [])
    : usualFields(fields)
  const name = fields.find(({ key, visible }) => key === nameKey && visible)
  return [...new Set([...(name ? [name] : []), ...shown])]
}

interface ColumnLook {
  sorters: readonly Sorter[]
  /** What the person has made of them. */
  preferred?: readonly ColumnPreference[] | null
  /** The texts that a column has on this page, for one that takes the width it needs. */
  textsOf?: (field: Field) => readonly string[]
  /** What stands over a column; the field's name where left out. */
  headingOf?: (field: Field) => string
}

/** Columns from definitions, the order that applies, and what is in them. */
export function contactColumns(
  fields: readonly Field[],
  { sorters, preferred, textsOf, headingOf = ({ name }) => name }: ColumnLook,
): FieldColumn[] {
  const preference = (field: Field) => preferred?.find((column) => column.field === field.key)
  const isPinned = (field: Field) => preference(field)?.pinned === true
  const isFirst = (field: Field) => field.key === nameKey || isPinned(field)
  let stuck = 0
  return [...fields.filter(isFirst), ...fields.filter((field) => !isFirst(field))].map((field) => {
    const width = preference(field)?.width ?? columnWidth(field, headingOf(field), textsOf?.(field))
    const stuckAt = isFirst(field) ? stuck : null
    if (stuckAt !== null) stuck += width
    return {
      field,
      width,
      stuckAt,
      alignEnd: displayOf(field).column.alignEnd ?? false,
      order: sorters.find((sorter) => sorter.field === field.key)?.order ?? null,
      isName: field.key === nameKey,
    }
  })
}

/** A width that a column may have. */
export function allowedWidth(width: number): number {
  return Math.round(Math.min(widestColumn, Math.max(narrowestColumn, width)))
}

/** The columns with one taken to another place; the name stays the first. */
export function movedColumn(keys: readonly string[], from: string, to: string): string[] {
  const at = keys.indexOf(to)
  const others = keys.filter((key) => key !== from)
  return from === nameKey || to === nameKey || at < 0 ? [...keys] : others.toSpliced(at, 0, from)
}

/** The order a click on a column's heading asks for: up, down, none. */
export function nextSorters({ field, order }: FieldColumn): Sorter[] {
  if (order === 'desc') return []
  return [{ field: field.key, order: order === 'asc' ? 'desc' : 'asc' }]
}

/** Pixels: of a letter on average, and of what is around a text. */
const letter = 8.1
const around = 26
/** Of scripts whose letters are squares, each taken for a letter and three quarters. */
const squares = /[\u2e80-\ud7af\uf900-\ufaff\uff01-\uff60]/g
/** Of Latin ones, each taken for about a letter and a half, and for a letter and an eighth. */
const wide = /[mwMW@%+]/g
const broad = /[0-9A-Z]/g
/** Pixels: wider texts are cut. */
const mostFitted = 360

function columnWidth(field: Field, said: string, texts?: readonly string[]): number {
  // A heading that is cut is worse than a wide column.
  const heading = lettersIn(said) * 8 + 58
  if (field.key === nameKey) return 200
  const usual = Math.max(displayOf(field).column.width, heading)
  if (!texts) return usual
  const longest = Math.max(0, ...texts.map(lettersIn))
  if (longest === 0) return heading
  return Math.round(Math.max(heading, Math.min(mostFitted, longest * letter + around)))
}

function lettersIn(text: string): number {
  const count = (letters: RegExp) => text.match(letters)?.length ?? 0
  return text.length + 0.75 * count(squares) + 0.45 * count(wide) + 0.125 * count(broad)
}
