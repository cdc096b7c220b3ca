import { type SQL, sql } from 'drizzle-orm/sql'
import { actorName } from '../../installation/actor.ts'
import { compile, param, prepare, type Statement } from '../../db/statement.ts'
import { schemaIs } from '../../installation/definition-rows.ts'
import { mostFound, mostMappings } from './limits.ts'
import type { Mapping } from './mapping.ts'

const mapping = sql`m.*, ${actorName(sql`m.actor`)} AS actor_name`

export const selectMappingById = prepare<'id'>(
  sql`SELECT ${mapping} FROM import_mappings m WHERE id = ${param('id')}`,
)

/** By name; without what makes them long. */
export const selectSummaries = compile(sql`
  SELECT m.id, m.name, m.mode, m.version, m.updated_at, m.actor,
    ${actorName(sql`m.actor`)} AS actor_name, (
      SELECT json_group_array(value ->> 'field') FROM json_each(m.columns)
      WHERE value ->> 'field' IS NOT NULL) AS fields
  FROM import_mappings m ORDER BY name_key`)

/** Whoever saved last meant it last. */
export const selectFound = prepare<'headingsKey'>(sql`
  SELECT ${mapping} FROM import_mappings m WHERE headings_key = ${param('headingsKey')}
  ORDER BY updated_at DESC, id DESC LIMIT ${sql.raw(String(mostFound))}`)

/** What stands in the way of another mapping, or of another name for the one with this id. */
export const selectRoom = prepare<'id' | 'nameKey'>(sql`
  SELECT (SELECT count(*) FROM import_mappings) AS n, EXISTS (
    SELECT 1 FROM import_mappings WHERE name_key = ${param('nameKey')} AND id <> ${param('id')}) AS taken`)

/** What is written of a mapping, beside what the database knows. */
interface MappingWrite extends Pick<Mapping, 'id' | 'name' | 'mode'> {
  nameKey: string
  headingsKey: string
  /** JSON. */
  columns: string
  constants: string
  at: number
  actor: string | null
}

/** Nothing where it has no room, or the definitions are no longer those that were looked at. */
export function insertMapping(
  { id, name, nameKey, headingsKey, mode, columns, constants, at, actor }: MappingWrite,
  schemaVersion: number,
  idempotencyKey: string | null,
): Statement {
  return compile(sql`
    INSERT INTO import_mappings (id, name, name_key, headings_key, mode, columns, constants,
      created_at, updated_at, actor)
    SELECT ${id}, ${name}, ${nameKey}, ${headingsKey}, ${mode}, ${columns}, ${constants}, ${at}, ${at}, ${actor}
    WHERE ${schemaIs(schemaVersion)}
      AND (SELECT count(*) FROM import_mappings) < ${mostMappings}
      AND NOT EXISTS (SELECT 1 FROM import_mappings WHERE name_key = ${nameKey})
      AND NOT EXISTS (SELECT 1 FROM idempotency WHERE key = ${idempotencyKey})`)
}

export const mappingExists = (id: string): SQL =>
  sql`EXISTS (SELECT 1 FROM import_mappings WHERE id = ${id})`

/** What a change asks of the mapping it is meant for. */
export interface Condition {
  id: string
  /** Null for any. */
  version: number | null
  schemaVersion: number
  /** Keys of fields the mapping must not fill: those that whoever asks does not see. */
  unseen: readonly string[]
  /** The name it gets, which no other one may have. */
  nameKey?: string | undefined
  /** What it is to become, where it is not that already. */
  change?: MappingChange
}

/** Whether the mapping is there to be changed so. */
export function mayChange(condition: Condition): SQL {
  const { id, version, schemaVersion, unseen, nameKey, change } = condition
  const named =
    nameKey === undefined
      ? sql`1`
      : sql`NOT EXISTS (SELECT 1 FROM import_mappings WHERE name_key = ${nameKey} AND id <> ${id})`
  return sql`(${schemaIs(schemaVersion)} AND ${named} AND EXISTS (
    SELECT 1 FROM import_mappings m WHERE m.id = ${id}
      AND (${version} IS NULL OR m.version = ${version}) AND NOT ${fills(unseen)}
      ${change ? sql`AND ${differs(change)}` : sql``}))`
}

/** Whether a row of `import_mappings m` fills one of these fields. */
export function fills(keys: readonly string[]): SQL {
  const list = JSON.stringify(keys)
  const among = (json: SQL) =>
    sql`EXISTS (SELECT 1 FROM json_each(${json}) f JOIN json_each(${list}) u ON f.value ->> 'field' = u.value)`
  return sql`(${among(sql`m.columns`)} OR ${among(sql`m.constants`)})`
}

export const selectFills = (id: string, keys: readonly string[]): Statement =>
  compile(
    sql`SELECT ${mapping}, ${fills(keys)} AS fills_unseen FROM import_mappings m WHERE id = ${id}`,
  )

/** Columns of `import_mappings` that a change sets; `headingsKey` goes with `columns`. */
type MappingChange = Partial<Omit<MappingWrite, 'id' | 'at' | 'actor'>>

const columnsOf = [
  ['name', 'name'],
  ['nameKey', 'name_key'],
  ['headingsKey', 'headings_key'],
  ['mode', 'mode'],
  ['columns', 'columns'],
  ['constants', 'constants'],
] as const satisfies readonly (readonly [keyof MappingChange, string])[]

const given = (change: MappingChange): [column: SQL, value: string][] =>
  columnsOf.flatMap(([part, column]) => {
    const value = change[part]
    return value === undefined ? [] : [[sql.raw(column), value]]
  })

/** Whether a row of `import_mappings m` would be another one afterwards. */
function differs(change: MappingChange): SQL {
  const parts = given(change).map(([column, value]) => sql`m.${column} IS NOT ${value}`)
  return sql`(${sql.join([sql`0`, ...parts], sql` OR `)})`
}

export function updateMapping(
  id: string,
  change: MappingChange,
  { at, actor }: Pick<MappingWrite, 'at' | 'actor'>,
  onlyIf: SQL,
): Statement {
  const set = given(change).map(([column, value]) => sql`${column} = ${value}`)
  return compile(sql`
    UPDATE import_mappings SET
      ${sql.join([...set, sql`version = version + 1`], sql`, `)}, updated_at = ${at}, actor = ${actor}
    WHERE id = ${id} AND ${onlyIf}`)
}

export const deleteMapping = (id: string, onlyIf: SQL): Statement =>
  compile(sql`DELETE FROM import_mappings WHERE id = ${id} AND ${onlyIf}`)

export const nameOf = (id: string): SQL => sql`(SELECT name FROM import_mappings WHERE id = ${id})`
