import {
  type Field,
  type StoredConditions,
  storedConditions,
  storedSettings,
  withStoredConditions,
} from '@cardfile/openapi'
import type { Row } from '../db/result.ts'
import { sql } from 'drizzle-orm/sql'
import { compile, param, prepare, type Statement } from '../db/statement.ts'

export const selectSchemaVersion: Statement = compile(
  sql`SELECT version FROM schema_state WHERE id = 1`,
)

/** True inside a batch as long as the definitions are those the batch was built on. */
export const schemaIsCurrent = sql`(SELECT version FROM schema_state WHERE id = 1) = ${param('schemaVersion')}`

/** The same for a statement that is compiled once. */
export const schemaIs = (version: number) =>
  sql`(SELECT version FROM schema_state WHERE id = 1) = ${version}`

const columns = sql.raw(
  'id, key, name, kind, type, settings, help_text, default_value, visible, required, read_only, indexed, position, version, deleted_at, view_roles, mask_roles, edit_roles, member, section, conditions',
)

export const selectLiveFields: Statement = compile(
  sql`SELECT ${columns} FROM fields WHERE deleted_at IS NULL
    ORDER BY coalesce((SELECT s.position FROM sections s WHERE s.id = fields.section), 0), position, id`,
)

export const selectDeletedFields = prepare<'since'>(
  sql`SELECT ${columns} FROM fields WHERE deleted_at >= ${param('since')} ORDER BY deleted_at DESC, id`,
)

export type DeletedField = Field & { deletedAt: string }

/** @param live fields that their conditions may name: without one of them a condition is left out */
export function deletedFieldsFromRows(
  rows: readonly Row[],
  live: readonly Field[],
): DeletedField[] {
  return rows.flatMap((row) =>
    fieldsFromRows([row], live).map((field) => ({
      ...field,
      deletedAt: new Date(Number(row.deleted_at)).toISOString(),
    })),
  )
}

/**
 * Every key ever given, where the values of deleted fields are that can be restored, the fields whose values
 * are being converted, and the number the next field gets. Keys of deleted fields stay taken.
 */
export const selectMinted: Statement = compile(sql`
  SELECT (SELECT json_group_array(key) FROM fields) AS keys,
    (SELECT json_group_array(coalesce(member, id)) FROM fields f
     WHERE deleted_at IS NOT NULL AND name <> ''
       AND NOT EXISTS (SELECT 1 FROM purge_state WHERE name = 'field:' || f.id)) AS restorable,
    (SELECT json_group_array(field_id) FROM jobs
     WHERE state = 'running' AND field_id IS NOT NULL) AS converting,
    (SELECT seq + 1 FROM sqlite_sequence WHERE name = 'fields') AS next_id`)

/** Definitions, each with its conditions, that name others of them or of `known`. */
export function fieldsFromRows(rows: readonly Row[], known: readonly Field[] = []): Field[] {
  const fields = rows.map(fieldFromRow)
  const byId = new Map([...known, ...fields].map((field) => [field.id, field]))
  return fields.map((field, index) => {
    const stored = conditionsFromRow(rows[index])
    return stored ? withStoredConditions(field, stored, byId) : field
  })
}

/** A definition's conditions as they are stored; null for none. */
export function conditionsFromRow(row: Row | undefined): StoredConditions | null {
  return row?.conditions == null ? null : JSON.parse(String(row.conditions))
}

/** A definition without its conditions. */
export function fieldFromRow(row: Row): Field {
  return {
    id: Number(row.id),
    key: String(row.key),
    name: String(row.name),
    kind: row.kind as Field['kind'],
    type: String(row.type),
    ...JSON.parse(String(row.settings)),
    helpText: row.help_text === null ? null : String(row.help_text),
    defaultValue: row.default_value === null ? null : JSON.parse(String(row.default_value)),
    visible: row.visible === 1,
    required: row.required === 1,
    readOnly: row.read_only === 1,
    visibleWhen: null,
    requiredWhen: null,
    readOnlyWhen: null,
    indexed: row.indexed === 1,
    position: Number(row.position),
    section: row.section === null ? null : Number(row.section),
    version: Number(row.version),
    viewRoles: rolesFrom(row.view_roles),
    maskRoles: rolesFrom(row.mask_roles),
    editRoles: rolesFrom(row.edit_roles),
    editable: true,
    ...(row.member === null ? {} : { member: Number(row.member) }),
  }
}

function rolesFrom(json: unknown): string[] | null {
  return json === null ? null : JSON.parse(String(json))
}

function rolesJson(roles: readonly string[] | null | undefined): string | null {
  return roles == null ? null : JSON.stringify(roles)
}

function conditionsJson(field: Field, others: readonly Field[]): string | null {
  const stored = storedConditions(field, [...others.filter(({ id }) => id !== field.id), field])
  return stored && JSON.stringify(stored)
}

function defaultJson({ defaultValue }: Field): string | null {
  return defaultValue === null || defaultValue === undefined ? null : JSON.stringify(defaultValue)
}

const flag = (value: boolean) => (value ? 1 : 0)

/**
 * Inserts a definition under an id that was minted for it.
 *
 * @param others the live definitions, which its conditions may name
 */
export function insertFieldStatement(field: Field, others: readonly Field[]): Statement {
  return compile(sql`
    INSERT INTO fields (id, key, name, kind, type, settings, help_text, default_value, visible,
      required, read_only, indexed, position, version, view_roles, mask_roles, edit_roles, section,
      conditions)
    VALUES (${field.id}, ${field.key}, ${field.name}, ${field.kind}, ${field.type},
      ${JSON.stringify(storedSettings(field))}, ${field.helpText}, ${defaultJson(field)}, ${flag(field.visible)},
      ${flag(field.required)}, ${flag(field.readOnly)}, ${flag(field.indexed)}, ${field.position}, 1,
      ${rolesJson(field.viewRoles)}, ${rolesJson(field.maskRoles)}, ${rolesJson(field.editRoles)},
      ${field.section ?? null},
      ${conditionsJson(field, others)})`)
}

/** Fails the whole batch unless the definitions are those it was built on. */
export function guardDefinitions(version: number): Statement {
  return compile(sql`
    INSERT INTO guard (definitions_changed)
    SELECT 1 WHERE (SELECT version FROM schema_state WHERE id = 1) <> ${version}`)
}

export const bumpDefinitions: Statement = compile(
  sql`UPDATE schema_state SET version = version + 1 WHERE id = 1`,
)

/** Takes the number that `nextId` of the definitions is, which no field gets from then on. */
export const mintNumber: Statement = compile(
  sql`UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = 'fields'`,
)

/** @param others the live definitions, which its conditions may name */
export function updateFieldStatement(field: Field, others: readonly Field[]): Statement {
  return compile(sql`
    UPDATE fields SET name = ${field.name}, type = ${field.type}, settings = ${JSON.stringify(storedSettings(field))},
      help_text = ${field.helpText}, default_value = ${defaultJson(field)},
      visible = ${flag(field.visible)}, required = ${flag(field.required)},
      read_only = ${flag(field.readOnly)}, indexed = ${flag(field.indexed)}, version = version + 1,
      view_roles = ${rolesJson(field.viewRoles)}, mask_roles = ${rolesJson(field.maskRoles)},
      edit_roles = ${rolesJson(field.editRoles)},
      member = ${field.member ?? null}, section = ${field.section ?? null},
      conditions = ${conditionsJson(field, others)}
    WHERE id = ${field.id}`)
}

export function deleteFieldStatement({ id }: Field, at: number): Statement {
  return compile(sql`
    UPDATE fields SET deleted_at = ${at}, indexed = 0, settings = json_remove(settings, '$.unique'),
      version = version + 1
    WHERE id = ${id}`)
}

export function restoreFieldStatement({ id }: Field, position: number): Statement {
  return compile(sql`
    UPDATE fields SET deleted_at = NULL, position = ${position}, version = version + 1
    WHERE id = ${id}`)
}

/** Where a field stands: all of them in their order, each with the id of its section. */
export type FieldPlace = Pick<Field, 'id' | 'section'>

export function reorderStatement(places: readonly FieldPlace[]): Statement {
  const order = JSON.stringify(places.map(({ id, section = null }) => ({ id, section })))
  return compile(sql`
    UPDATE fields SET position = place.position, section = place.section
    FROM (SELECT key + 1 AS position, value ->> 'id' AS id, value ->> 'section' AS section
      FROM json_each(${order})) place
    WHERE fields.id = place.id AND deleted_at IS NULL`)
}
