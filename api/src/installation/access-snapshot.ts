import { ownerRoleId, type Permission, permissionIds, type Role } from '@cardfile/openapi'
import type { Result, Row } from '../db/result.ts'
import { sql } from 'drizzle-orm/sql'
import { compile, type Statement } from '../db/statement.ts'
import type { KeyCaller } from './caller.ts'

type PersonState = 'active' | 'invited' | 'suspended' | 'removed'

/** What a person may do here, as far as it is asked for every request. */
export interface Rights {
  roleId: string
  state: PersonState
  /** Sessions that began before it are over. Milliseconds since 1970. */
  sessionsFrom: number
}

/**
 * Roles, people and API keys of one moment. They travel with the definitions and under the same version, which
 * every batch is guarded by: a suspension takes effect with the next batch, wherever it runs,
 * and so does the end of a key.
 */
export interface AccessSnapshot {
  roles: ReadonlyMap<string, Role>
  people: ReadonlyMap<string, Rights>
  /** Who each key stands for, by the digest of its secret. Expired ones are among them. */
  keys: ReadonlyMap<string, KeyCaller>
  /** When each key was last used, by its id; 0 for never. */
  keyUses: ReadonlyMap<string, number>
}

const selectRoles = compile(
  sql`SELECT id, name, built_in, permissions, version FROM roles ORDER BY position, id`,
)

const selectPeople = compile(
  sql`SELECT user_id, role_id, state, sessions_from FROM people WHERE state <> 'removed'`,
)

const selectKeys = compile(
  sql`SELECT hash, id, name, role_id, permissions, expires_at, last_used_at, created_by
    FROM api_keys`,
)

export const selectAccess: readonly Statement[] = [selectRoles, selectPeople, selectKeys]

export function accessFrom([roles, people, keys]: readonly Result[]): AccessSnapshot {
  const found = keys?.rows ?? []
  return {
    keys: new Map(found.map((row) => [String(row.hash), keyFromRow(row)])),
    keyUses: new Map(found.map((row) => [String(row.id), Number(row.last_used_at ?? 0)])),
    roles: new Map((roles?.rows ?? []).map((row) => [String(row.id), roleFromRow(row)])),
    people: new Map(
      (people?.rows ?? []).map((row) => [
        String(row.user_id),
        {
          roleId: String(row.role_id),
          state: row.state as PersonState,
          sessionsFrom: Number(row.sessions_from),
        },
      ]),
    ),
  }
}

function keyFromRow(row: Row): KeyCaller {
  return {
    kind: 'key',
    id: String(row.id),
    name: String(row.name),
    roleId: String(row.role_id),
    permissions:
      row.permissions === null ? null : (JSON.parse(String(row.permissions)) as Permission[]),
    expiresAt: row.expires_at === null ? null : Number(row.expires_at),
    madeBy: row.created_by === null ? null : String(row.created_by),
  }
}

function roleFromRow(row: Row): Role {
  const id = String(row.id)
  const stored: string[] = JSON.parse(String(row.permissions))
  return {
    id,
    name: String(row.name),
    builtIn: row.built_in === 1,
    // An owner has the permissions of later versions too, and nobody has those of former ones.
    permissions:
      id === ownerRoleId
        ? [...permissionIds]
        : permissionIds.filter((permission: Permission) => stored.includes(permission)),
    version: Number(row.version),
  }
}
