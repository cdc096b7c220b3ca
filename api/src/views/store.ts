import { mostViews } from '@cardfile/openapi'
import { type SQL, sql } from 'drizzle-orm/sql'
import { actorName } from '../installation/actor.ts'
import { compile, param, prepare, type Statement } from '../db/statement.ts'
import { schemaIs } from '../installation/definition-rows.ts'
import type { StoredView } from './view.ts'

const view = sql`v.*, ${actorName(sql`v.owner`)} AS owner_name, (
  SELECT json_group_array(w.role_id) FROM role_views w JOIN roles r ON r.id = w.role_id
  WHERE w.view_id = v.id) AS roles`

/** Shared views and those of one owner, by name. */
export const selectListed = prepare<'owner'>(sql`
  SELECT ${view} FROM views v WHERE v.shared = 1 OR v.owner IS ${param('owner')} ORDER BY v.name_key, v.id`)

export const selectById = prepare<'id'>(
  sql`SELECT ${view} FROM views v WHERE v.id = ${param('id')}`,
)

export const selectVersion = prepare<'id'>(sql`SELECT version FROM views WHERE id = ${param('id')}`)

/** Which view the table of contacts begins with, by who looks and by their role. */
export const selectDefaults = prepare<'person' | 'role'>(sql`
  SELECT (SELECT value ->> 'defaultView' FROM preferences WHERE user_id = ${param('person')}) AS own,
    (SELECT view_id FROM role_views WHERE role_id = ${param('role')}) AS of_role`)

/** Every view that there is, as far as its fields go. */
export const selectUses = compile(sql`SELECT ${view} FROM views v ORDER BY v.name_key, v.id`)

/** Names and numbers of views are counted among shared ones, or among those that one owner keeps for themselves. */
function beside(shared: boolean, owner: string | null): SQL {
  return shared ? sql`v.shared = 1` : sql`v.shared = 0 AND v.owner IS ${owner}`
}

interface Place extends Pick<StoredView, 'id' | 'shared' | 'owner'> {
  nameKey: string
}

/** What stands in the way of a view in its place: others of its name, and how many there are. */
export function selectRoom({ id, shared, owner, nameKey }: Place): Statement {
  const others = sql`FROM views v WHERE ${beside(shared, owner)} AND v.id <> ${id}`
  return compile(sql`
    SELECT (SELECT count(*) ${others}) AS n, EXISTS (SELECT 1 ${others} AND v.name_key = ${nameKey}) AS taken`)
}

function hasRoom({ id, shared, owner, nameKey }: Place): SQL {
  const others = sql`FROM views v WHERE ${beside(shared, owner)} AND v.id <> ${id}`
  return sql`(SELECT count(*) ${others}) < ${shared ? mostViews.shared : mostViews.own}
    AND NOT EXISTS (SELECT 1 ${others} AND v.name_key = ${nameKey})`
}

/** What is written of a view. */
export interface ViewWrite
  extends
    Place,
    Pick<StoredView, 'name' | 'locked' | 'filter' | 'q' | 'sorters' | 'columns' | 'pageSize'> {
  /** Milliseconds since 1970. */
  at: number
}

const asJson = (value: unknown) => (value === null ? null : JSON.stringify(value))

/** Nothing where it has no room, or the definitions are no longer those that were looked at. */
export function insertView(
  write: ViewWrite,
  schemaVersion: number,
  idempotencyKey: string | null,
): Statement {
  const { id, name, nameKey, owner, shared, locked, filter, q, sorters, columns, pageSize, at } =
    write
  return compile(sql`
    INSERT INTO views (id, name, name_key, owner, shared, locked, filter, q, sorters, columns, page_size,
      created_at, updated_at)
    SELECT ${id}, ${name}, ${nameKey}, ${owner}, ${Number(shared)}, ${Number(locked)}, ${asJson(filter)},
      ${q}, ${asJson(sorters)}, ${asJson(columns)}, ${pageSize}, ${at}, ${at}
    WHERE ${schemaIs(schemaVersion)} AND ${hasRoom(write)}
      AND NOT EXISTS (SELECT 1 FROM idempotency WHERE key = ${idempotencyKey})`)
}

export const viewExists = (id: string): SQL => sql`EXISTS (SELECT 1 FROM views WHERE id = ${id})`

/** Whether the view is still at the version that was looked at, by the definitions that were. */
export function isStill(
  { id, version }: Pick<StoredView, 'id' | 'version'>,
  schemaVersion: number,
): SQL {
  return sql`(${schemaIs(schemaVersion)} AND EXISTS (
    SELECT 1 FROM views WHERE id = ${id} AND version = ${version}))`
}

export const mayTakePlace = (write: Place, still: SQL): SQL => sql`(${still} AND ${hasRoom(write)})`

export function updateView(write: ViewWrite, onlyIf: SQL): Statement {
  const { id, name, nameKey, shared, locked, filter, q, sorters, columns, pageSize, at } = write
  return compile(sql`
    UPDATE views SET name = ${name}, name_key = ${nameKey}, shared = ${Number(shared)},
      locked = ${Number(locked)}, filter = ${asJson(filter)}, q = ${q}, sorters = ${asJson(sorters)},
      columns = ${asJson(columns)}, page_size = ${pageSize}, version = version + 1, updated_at = ${at}
    WHERE id = ${id} AND ${onlyIf}`)
}

export const deleteView = (id: string, onlyIf: SQL): Statement =>
  compile(sql`DELETE FROM views WHERE id = ${id} AND ${onlyIf}`)

/** Has these roles begin with a view, and no others; of roles that are gone nothing is kept. */
export function setRoles(id: string, roles: readonly string[], onlyIf: SQL): Statement[] {
  const list = JSON.stringify(roles)
  return [
    compile(sql`DELETE FROM role_views WHERE view_id = ${id} AND ${onlyIf}`),
    compile(sql`
      INSERT OR REPLACE INTO role_views (role_id, view_id)
      SELECT r.id, ${id} FROM json_each(${list}) e JOIN roles r ON r.id = e.value WHERE ${onlyIf}`),
  ]
}

/** Of who is gone: what they shared stays, and what they kept for themselves goes with them. */
export const deleteViewsOf = (owner: string): Statement =>
  compile(sql`DELETE FROM views WHERE shared = 0 AND owner = ${owner}`)
