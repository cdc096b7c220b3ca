import type { ApiKey, Permission } from '@cardfile/openapi'
import type { Row } from '../db/result.ts'
import { sql } from 'drizzle-orm/sql'
import { isoTime } from '../db/iso-time.ts'
import { compile, param, prepare } from '../db/statement.ts'
import { schemaIsCurrent } from '../installation/definition-rows.ts'

/** Who made a key is in the audit log, under the name they had. */
const keys = sql`
  SELECT k.id, k.name, k.prefix, k.role_id, r.name AS role_name, k.permissions, k.created_at,
    k.expires_at, k.last_used_at, a.actor_id, a.actor_name,
    EXISTS (SELECT 1 FROM people p
      WHERE p.user_id = a.actor_id AND p.state = 'removed') AS maker_removed
  FROM api_keys k JOIN roles r ON r.id = k.role_id
  LEFT JOIN audit a ON a.action = 'key.created' AND a.target_id = k.id`

export const selectKeys = compile(sql`${keys} ORDER BY k.created_at DESC, k.id DESC`)

export const selectKeyById = prepare<'id'>(sql`${keys} WHERE k.id = ${param('id')}`)

/** Nothing where the roles are no longer those that were looked at. */
export const insertKey = prepare<
  | 'id'
  | 'hash'
  | 'prefix'
  | 'name'
  | 'roleId'
  | 'permissions'
  | 'createdBy'
  | 'at'
  | 'expiresAt'
  | 'schemaVersion'
>(sql`
  INSERT INTO api_keys (id, hash, prefix, name, role_id, permissions, created_by, created_at, expires_at)
  SELECT ${param('id')}, ${param('hash')}, ${param('prefix')}, ${param('name')}, ${param('roleId')},
    ${param('permissions')}, ${param('createdBy')}, ${param('at')}, ${param('expiresAt')}
  WHERE ${schemaIsCurrent}`)

export const keyExists = (id: string) => sql`EXISTS (SELECT 1 FROM api_keys WHERE id = ${id})`

/** For what a batch writes before the key is gone. */
export const keyName = (id: string) => sql`(SELECT name FROM api_keys WHERE id = ${id})`

/** @param values `actor` as `actorOf` writes it */
export const selectKeysMadeBy = prepare<'actor'>(
  sql`SELECT id, name FROM api_keys WHERE created_by = ${param('actor')} ORDER BY id`,
)

export const deleteKey = prepare<'id'>(sql`DELETE FROM api_keys WHERE id = ${param('id')}`)

export function keyFromRow(row: Row): ApiKey {
  const timeOf = (at: unknown) => (at === null ? null : isoTime(at))
  return {
    id: String(row.id),
    name: String(row.name),
    prefix: String(row.prefix),
    role: { id: String(row.role_id), name: String(row.role_name) },
    permissions:
      row.permissions === null ? null : (JSON.parse(String(row.permissions)) as Permission[]),
    createdBy:
      row.actor_id === null
        ? null
        : {
            id: String(row.actor_id),
            name: String(row.actor_name),
            removed: row.maker_removed === 1,
          },
    createdAt: isoTime(row.created_at),
    expiresAt: timeOf(row.expires_at),
    lastUsedAt: timeOf(row.last_used_at),
  }
}
