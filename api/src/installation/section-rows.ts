import { type Field, filterOfStored, type Section, storedFilter } from '@cardfile/openapi'
import type { Row } from '../db/result.ts'
import { sql } from 'drizzle-orm/sql'
import { compile, type Statement } from '../db/statement.ts'

export const selectSections: Statement = compile(
  sql`SELECT id, name, collapsed, columns, visible_when, position, version FROM sections ORDER BY position, id`,
)

/** @param fields the live ones, which its condition names */
export function sectionFromRow(row: Row, fields: ReadonlyMap<number, Field>): Section {
  const stored = row.visible_when
  return {
    id: Number(row.id),
    name: String(row.name),
    collapsed: row.collapsed === 1,
    columns: Number(row.columns),
    visibleWhen: stored == null ? null : filterOfStored(JSON.parse(String(stored)), fields),
    position: Number(row.position),
    version: Number(row.version),
  }
}

type Draft = Pick<Section, 'name' | 'collapsed' | 'columns' | 'visibleWhen'>

function conditionJson({ visibleWhen }: Draft, fields: readonly Field[]): string | null {
  return visibleWhen ? JSON.stringify(storedFilter(visibleWhen, fields)) : null
}

const flag = (value: boolean) => (value ? 1 : 0)

/** The id of the section that was inserted last. */
export const newestSection = sql`(SELECT max(id) FROM sections)`

/** Inserts a section behind all others. @param fields the live ones, which its condition names */
export function insertSection(draft: Draft, fields: readonly Field[]): Statement {
  const { name, collapsed, columns } = draft
  return compile(sql`
    INSERT INTO sections (name, collapsed, columns, visible_when, position)
    SELECT ${name}, ${flag(collapsed)}, ${columns}, ${conditionJson(draft, fields)}, coalesce(max(position), 0) + 1 FROM sections`)
}

/** @param fields the live ones, which its condition names */
export function updateSectionRow(section: Section, fields: readonly Field[]): Statement {
  const { id, name, collapsed, columns } = section
  return compile(sql`
    UPDATE sections SET name = ${name}, collapsed = ${flag(collapsed)}, columns = ${columns},
      visible_when = ${conditionJson(section, fields)}, version = version + 1
    WHERE id = ${id}`)
}

/** Deletes a section. Its fields, deleted ones too, are in none from then on. */
export function deleteSectionStatements({ id }: Section): Statement[] {
  return [
    compile(sql`UPDATE fields SET section = NULL WHERE section = ${id}`),
    compile(sql`DELETE FROM sections WHERE id = ${id}`),
  ]
}

/** @param ids of all sections in their order */
export function reorderSections(ids: readonly number[]): Statement {
  return compile(sql`
    UPDATE sections SET position = place.key + 1
    FROM json_each(${JSON.stringify(ids)}) place WHERE sections.id = place.value`)
}
