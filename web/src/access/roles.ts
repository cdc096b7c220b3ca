import { ownerRoleId, type Permission, type Role } from '@cardfile/openapi'
import { useEvery } from '../providers/use-every.ts'
import type { Me } from './me.ts'

const none: readonly Role[] = []

/** Every role, in the server's order. */
export function useRoles() {
  const { data: roles = none, isLoading, error, dataUpdatedAt, refetch } = useEvery('roles')
  return { roles, isLoading, error, dataUpdatedAt, retry: refetch }
}

/**
 * What keeps somebody from giving a role away: nobody gives what they lack, and only an owner makes
 * an owner. The server judges by the same rule.
 *
 * @returns the permissions they lack; 'owner' where it takes one; null where they may
 */
export function notGivable(
  role: Pick<Role, 'id' | 'permissions'>,
  me: Pick<Me, 'isOwner' | 'permissions'>,
): readonly Permission[] | 'owner' | null {
  if (me.isOwner) return null
  if (role.id === ownerRoleId) return 'owner'
  const lacking = role.permissions.filter((permission) => !me.permissions.includes(permission))
  return lacking.length > 0 ? lacking : null
}
