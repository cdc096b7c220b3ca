import {
  effective,
  type Need,
  ownerRoleId,
  type Permission,
  permissionIds,
  permissions,
  type Role,
  detail,
  type Reason,
} from '@cardfile/openapi'
import { ProblemError } from '../errors/problem-error.ts'
import type { AccessSnapshot } from './access-snapshot.ts'
import type { Caller } from './caller.ts'

/** What a caller may do, by the roles of one moment. */
export interface Authorization {
  /** Null for nobody, and for the installation itself. */
  role: Role | null
  /** Sees and edits every field, and may make others owners. */
  isOwner: boolean
  permissions: ReadonlySet<Permission>
}

const outside: Authorization = { role: null, isOwner: false, permissions: new Set() }
const everything: Authorization = { role: null, isOwner: true, permissions: new Set(permissionIds) }

/** @throws ProblemError `unauthenticated` for a session or key that no longer stands for anybody */
export function authorizationOf({ roles, people }: AccessSnapshot, caller: Caller): Authorization {
  if (caller.kind === 'system') return everything
  if (caller.kind === 'nobody') return outside
  if (caller.kind === 'key') {
    if (isSuspended(people, caller.madeBy)) throw unauthenticated(detail('key_maker_suspended'))
    const role = roles.get(caller.roleId)
    if (!role) throw unauthenticated(detail('key_role_gone'))
    const allowed = caller.permissions
    return authorization(
      role,
      allowed ? role.permissions.filter((permission) => allowed.includes(permission)) : undefined,
    )
  }
  const rights = people.get(caller.id)
  const role = rights && roles.get(rights.roleId)
  if (!role || rights.state !== 'active' || caller.sessionSince < rights.sessionsFrom)
    throw unauthenticated(detail('session_over'))
  return authorization(role)
}

function isSuspended(people: AccessSnapshot['people'], actor: string | null): boolean {
  const [kind, id = ''] = actor?.split(':', 2) ?? []
  return kind === 'person' && people.get(id)?.state === 'suspended'
}

function authorization(
  role: Role,
  allowed: readonly Permission[] = role.permissions,
): Authorization {
  return { role, isOwner: role.id === ownerRoleId, permissions: new Set(effective(allowed)) }
}

/** @throws ProblemError `unauthenticated` or `forbidden`, naming the permission that is missing */
export function requireNeed(authorization: Authorization, need: Need, caller: Caller): void {
  if (need === 'public') return
  if (caller.kind === 'nobody') throw unauthenticated(detail('not_signed_in'))
  if (need !== 'signed_in') requirePermission(authorization, need)
}

/** @throws ProblemError `forbidden`, naming the permission that is missing */
export function requirePermission(authorization: Authorization, permission: Permission): void {
  if (!authorization.permissions.has(permission))
    throw new ProblemError('forbidden', {
      detail: detail('permission_needed', {
        permission: permissions[permission].label,
        id: permission,
      }),
      permission,
    })
}

export function unauthenticated(why: Reason): ProblemError {
  return new ProblemError('unauthenticated', { detail: why })
}
