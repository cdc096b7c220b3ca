import {
  type Cell,
  type Field,
  fieldsByKey,
  isComputed,
  nameKey,
  trimMarks,
  isCell,
} from '@cardfile/openapi'
import { cellText, headingMarks, headingsKey } from '@cardfile/openapi/spreadsheet'
import { dateReading } from './date-orders.ts'
import type { AppliedMapping, ColumnOptions, ColumnPlan, DateOrder, Draft } from '../draft/draft.ts'
import type { MappingBody, SavedMapping } from '../mappings/mapping-api.ts'
import { optionsOf, planFor } from './propose-plans.ts'

/** What a saved mapping makes of a draft: everything that it decides. */
export type Mapped = Pick<Draft, 'plans' | 'constants' | 'mode'> & { mapping: AppliedMapping }

interface MappedFile {
  headings: readonly Cell[]
  /** Of each column, those cells that were looked at. */
  columns: readonly { cells: readonly NonNullable<Cell>[] }[]
  fields: readonly Field[]
}

/** A file's columns as a mapping has them; what cannot go where it says is left out and counted. */
export function mappedBy(saved: SavedMapping, { headings, columns, fields }: MappedFile): Mapped {
  const byKey = fieldsByKey(fields.filter(isOpen))
  const savedMarks = headingMarks(saved.columns.map(({ heading }) => heading))
  const byMark = new Map(saved.columns.map((column, index) => [savedMarks[index], column]))
  const lost: number[] = []
  const plans = headingMarks(headings).map((mark, index): ColumnPlan => {
    const column = byMark.get(mark)
    const field = byKey.get(column?.field ?? '')
    const cells = columns[index]?.cells ?? []
    if (field) return withOptions(planFor(field, cells, 'mapping'), field, cells, column?.options)
    if (column?.lost || column?.field) lost.push(index)
    return { field: null, by: null, options: {} }
  })
  const constants = saved.constants.filter(({ field }) => byKey.get(field)?.kind !== 'I')
  const usable = constants.filter(({ field }) => byKey.has(field))
  const lostConstants = saved.lostConstants + saved.constants.length - usable.length
  return {
    plans,
    constants: usable.map(({ field, value }) => ({
      field,
      value: (isCell(value) ? cellText(value) : null) ?? '',
    })),
    mode: saved.mode,
    mapping: { id: saved.id, name: saved.name, lost, lostConstants },
  }
}

/** What is decided of a file as it is saved; null where no heading could tell such files. */
export function mappingOf(
  { constants, mode, headingRow }: Pick<Draft, 'constants' | 'mode' | 'headingRow'>,
  plans: readonly ColumnPlan[],
  headings: readonly Cell[],
): Omit<MappingBody, 'name'> | null {
  if (headingRow === 0 || headingsKey(headings) === null) return null
  const named = plans.map(({ field, options }, index) => ({
    heading: trimMarks(cellText(headings[index] ?? null) ?? ''),
    field,
    ...(field !== null && Object.keys(options).length > 0 ? { options } : {}),
  }))
  // A stray cell far to the right makes columns that tell nothing.
  const last = named.findLastIndex(({ heading, field }) => heading !== '' || field !== null)
  return {
    mode,
    columns: named.slice(0, last + 1),
    constants: constants.filter(({ value }) => trimMarks(value) !== ''),
  }
}

function isOpen(field: Field): boolean {
  return !isComputed(field) && field.editable !== false
}

/** With the options that were saved, as far as this file's cells can be read by them. */
function withOptions(
  plan: ColumnPlan,
  field: Field,
  cells: readonly Cell[],
  saved: ColumnOptions = {},
): ColumnPlan {
  const asked = optionsOf(field)
  const fits = dateReading(cells)?.fits
  const kept = Object.entries(saved).filter(
    ([name, value]) =>
      // Options are added on the preview, by who may, once they are seen.
      ((name === 'badCells' && value !== 'add') ||
        (name === 'namePart' ? field.key === nameKey : asked.has(name as keyof ColumnOptions))) &&
      !(name === 'dateOrder' && fits && fits[value as DateOrder] === 0),
  )
  return { ...plan, options: { ...plan.options, ...Object.fromEntries(kept) } }
}
