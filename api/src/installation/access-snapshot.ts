import { ownerRoleId, type Permission, permissionIds, type Role } from '@cardfile/openapi'
import type { Result, Row } from '../db/result.ts'
import { sql } from 'drizzle-orm/sql'
import { compile, type Statement } from '../db/statement.ts'

type PersonState = 'active' | 'invited' | 'suspended' | 'removed'

/** What a person may do here, as far as it is asked for every request. */
export interface Rights {
  roleId: string
  state: PersonState
  /** Sessions that began before it are over. Milliseconds since 1970. */
  sessionsFrom: number
}

/**
 * Roles and people of one moment. They travel with the definitions and under the same version, which
 * every batch is guarded by: a suspension takes effect with the next batch, wherever it runs.
 */
export interface AccessSnapshot {
  roles: ReadonlyMap<string, Role>
  people: ReadonlyMap<string, Rights>
}

const selectRoles = compile(
  sql`SELECT id, name, built_in, permissions, version FROM roles ORDER BY position, id`,
)

const selectPeople = compile(
  sql`SELECT user_id, role_id, state, sessions_from FROM people WHERE state <> 'removed'`,
)

export const selectAccess: readonly Statement[] = [selectRoles, selectPeople]

export function accessFrom([roles, people]: readonly Result[]): AccessSnapshot {
  return {
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
