import type { Actor } from '@cardfile/openapi'
import { type ColumnOptions, headingMarks } from '@cardfile/openapi/spreadsheet'
import type { Row } from '../../db/result.ts'
import { actorFrom } from '../../installation/actor.ts'
import { isoTime } from '../../db/iso-time.ts'
import type { Constant } from '../fold/row.ts'
import type { ImportMode } from '../fold/import-mode.ts'
import type { Reader } from '../import/reader.ts'

/** A column of the files it is for, and where it goes; null to pass it over. */
export interface MappedColumn {
  heading: string
  field: string | null
  options?: ColumnOptions | undefined
}

/** A saved mapping as it is stored. Times are ISO 8601 in UTC. */
export interface Mapping {
  id: string
  name: string
  mode: ImportMode
  columns: MappedColumn[]
  constants: Constant[]
  createdAt: string
  updatedAt: string
  /** Who saved it last. */
  actor: Actor
  version: number
}

/** The same as its reader sees it. */
export interface ShownMapping extends Mapping {
  columns: (MappedColumn & { lost?: true })[]
  lostConstants: number
}

/** A row of `import_mappings`. */
export function mappingFromRow(row: Row): Mapping {
  return {
    id: String(row.id),
    name: String(row.name),
    mode: row.mode as ImportMode,
    columns: JSON.parse(String(row.columns)),
    constants: JSON.parse(String(row.constants)),
    createdAt: isoTime(row.created_at),
    updatedAt: isoTime(row.updated_at),
    actor: actorFrom(row.actor, row.actor_name),
    version: Number(row.version),
  }
}

/**
 * A mapping without what its reader does not see or what is gone, which is marked. As with an import,
 * a heading says what the column holds, so it goes too, unless the reader has just shown a file with it.
 *
 * @param present the headings that the reader has before them
 */
export function shownMapping(
  mapping: Mapping,
  { sees, fields, seesRest }: Reader,
  present: readonly string[] = [],
): ShownMapping {
  const known = new Set(headingMarks(present))
  const marks = headingMarks(mapping.columns.map(({ heading }) => heading))
  const live = new Set(fields.map(({ key }) => key))
  const rest = seesRest(mapping)
  const constants = mapping.constants.filter(({ field }) => live.has(field))
  return {
    ...mapping,
    columns: mapping.columns.map((column, index) => {
      const { heading, field } = column
      if (field !== null && live.has(field)) return column
      const shown = known.has(marks[index] ?? '') || (field === null ? rest : sees(field))
      const left = { heading: shown ? heading : '', field: null }
      return field === null ? left : { ...left, lost: true }
    }),
    constants,
    lostConstants: mapping.constants.length - constants.length,
  }
}
