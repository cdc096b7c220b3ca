import type { Section } from '@cardfile/openapi'
import type { Row } from '../db/result.ts'
import { sql } from 'drizzle-orm/sql'
import { compile, type Statement } from '../db/statement.ts'

export const selectSections: Statement = compile(
  sql`SELECT id, name, collapsed, columns, position, version FROM sections ORDER BY position, id`,
)

export function sectionFromRow(row: Row): Section {
  return {
    id: Number(row.id),
    name: String(row.name),
    collapsed: row.collapsed === 1,
    columns: Number(row.columns),
    position: Number(row.position),
    version: Number(row.version),
  }
}

type Draft = Pick<Section, 'name' | 'collapsed' | 'columns'>

const flag = (value: boolean) => (value ? 1 : 0)

/** The id of the section that was inserted last. */
export const newestSection = sql`(SELECT max(id) FROM sections)`

/** Inserts a section behind all others. */
export function insertSection({ name, collapsed, columns }: Draft): Statement {
  return compile(sql`
    INSERT INTO sections (name, collapsed, columns, position)
    SELECT ${name}, ${flag(collapsed)}, ${columns}, coalesce(max(position), 0) + 1 FROM sections`)
}

export function updateSectionRow({ id, name, collapsed, columns }: Section): Statement {
  return compile(sql`
    UPDATE sections SET name = ${name}, collapsed = ${flag(collapsed)}, columns = ${columns},
      version = version + 1
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
