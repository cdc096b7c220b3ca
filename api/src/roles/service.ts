import {
  foldText,
  ownerRoleId,
  type Permission,
  permissions,
  type Role,
  sameValue,
  detail,
  reason,
} from '@cardfile/openapi'
import { auditStatement } from '../audit/record.ts'
import type { Context } from '../installation/context.ts'
import type { FieldSnapshot } from '../installation/definitions.ts'
import { isMasked, mayEdit, maySee } from '../installation/field-visibility.ts'
import { invalid, notFound, ProblemError } from '../errors/problem-error.ts'
import { uuidv7 } from '../crypto/uuid.ts'
import type { Authorization } from '../installation/authorization.ts'
import * as store from './store.ts'

interface RoleInput {
  name: string
  permissions: Permission[]
}

/** Asked anew, as people expect to see what a colleague has just changed. */
export async function listRoles(ctx: Context): Promise<Role[]> {
  return [...(await ctx.definitions.refresh(ctx.db)).access.roles.values()]
}

/** @throws ProblemError `forbidden` for permissions the caller lacks; `already_exists` */
export function createRole(ctx: Context, input: RoleInput): Promise<Role> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    refuseMore(ctx.definitions.authorization(snapshot), input.permissions)
    refuseTakenName(snapshot, input.name)
    const role: Role = { ...input, id: uuidv7(ctx.now()), builtIn: false, version: 1 }
    const target = { kind: 'role', id: role.id, name: role.name } as const
    const written = await ctx.definitions.write(ctx.db, snapshot, [
      store.insertRole(role),
      auditStatement({
        ctx,
        action: 'role.created',
        target,
        details: { permissions: role.permissions },
      }),
    ])
    return roleOf(written, role.id)
  })
}

/**
 * @param expected the version it builds on, or null for any
 * @throws ProblemError `not_found`, `stale`, `wrong_state` for the owner's, `forbidden` where it has or
 *   would get permissions the caller lacks, or would get some over fields the caller has no right to
 */
export function updateRole(
  ctx: Context,
  id: string,
  expected: number | null,
  patch: { [K in keyof RoleInput]?: RoleInput[K] | undefined },
): Promise<Role> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const before = changeable(snapshot, id, expected)
    const after: Role = {
      ...before,
      name: patch.name ?? before.name,
      permissions: patch.permissions ?? before.permissions,
    }
    const isSame = after.name === before.name && sameValue(after.permissions, before.permissions)
    refuseChangingRole(ctx, snapshot, before, after)
    if (isSame) return before
    if (foldText(after.name) !== foldText(before.name)) refuseTakenName(snapshot, after.name)
    const written = await ctx.definitions.write(ctx.db, snapshot, [
      store.updateRoleRow(after),
      auditStatement({
        ctx,
        action: 'role.changed',
        target: { kind: 'role', id, name: after.name },
        details: { before: before.permissions, permissions: after.permissions },
      }),
    ])
    return roleOf(written, id)
  })
}

/** @throws ProblemError as `updateRole`, and `in_use` where somebody or a key has the role */
export function deleteRole(ctx: Context, id: string, expected: number | null): Promise<void> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const role = changeable(snapshot, id, expected)
    refuseDeletingRole(ctx, snapshot, role)
    try {
      await ctx.definitions.write(ctx.db, snapshot, [
        ...store.deleteRoleStatements(id),
        auditStatement({
          ctx,
          action: 'role.deleted',
          target: { kind: 'role', id, name: role.name },
        }),
      ])
    } catch (error) {
      // Somebody was given it in the very moment.
      if (!(error instanceof Error && error.message.includes('in_use'))) throw error
      throw inUse(role)
    }
  })
}

/**
 * @throws ProblemError `wrong_state` for the owner's; `forbidden` where the role has, or would get, permissions the
 *   caller lacks, or would get some over fields the caller has no right to
 */
export function refuseChangingRole(
  ctx: Context,
  snapshot: FieldSnapshot,
  before: Role,
  after: Role,
): void {
  refuseOwners(before)
  const authorization = ctx.definitions.authorization(snapshot)
  refuseMore(authorization, [...before.permissions, ...after.permissions])
  if (after.permissions.some((permission) => !before.permissions.includes(permission)))
    refuseWiderFieldRights(authorization, snapshot, after)
}

/**
 * @throws ProblemError `wrong_state` for one that every installation has; `forbidden` for one with permissions that
 *   the caller lacks; `in_use` where somebody or a key has it
 */
export function refuseDeletingRole(ctx: Context, snapshot: FieldSnapshot, role: Role): void {
  refuseOwners(role)
  if (role.builtIn)
    throw new ProblemError('wrong_state', {
      detail: detail('role_built_in', { role: role.name }),
    })
  refuseMore(ctx.definitions.authorization(snapshot), role.permissions)
  const { people, keys } = snapshot.access
  if ([...people.values(), ...keys.values()].some(({ roleId }) => roleId === role.id))
    throw inUse(role)
}

function inUse({ name }: Role): ProblemError {
  return new ProblemError('in_use', { detail: detail('role_in_use', { role: name }) })
}

/** @throws ProblemError `not_found` */
export function roleOf({ access }: FieldSnapshot, id: string): Role {
  const role = access.roles.get(id)
  if (!role) throw notFound('role')
  return role
}

/**
 * The role that somebody or something is to be given.
 *
 * @throws ProblemError `invalid` where there is none, `forbidden` where it is more than the caller has
 */
export function grantableRole(ctx: Context, snapshot: FieldSnapshot, id: string): Role {
  const role = snapshot.access.roles.get(id)
  if (!role) throw invalid({ roleId: [reason('no_such_role')] })
  const authorization = ctx.definitions.authorization(snapshot)
  refuseMore(authorization, role.permissions)
  refuseWiderFieldRights(authorization, snapshot, role)
  return role
}

/** Where changing the values of fields that one may edit begins. */
const editing: readonly Permission[] = ['edit_contacts', 'import_contacts']

/**
 * Nor by a role that sees fields they do not see, or changes fields they may not change.
 *
 * @throws ProblemError `forbidden`
 */
export function refuseWiderFieldRights(
  { isOwner }: Authorization,
  { everyField }: FieldSnapshot,
  { id, name, permissions }: Pick<Role, 'id' | 'name' | 'permissions'>,
): void {
  if (id === ownerRoleId && !isOwner)
    throw new ProblemError('forbidden', { detail: detail('only_owner_gives_owner') })
  const identities = permissions.includes('view_identities')
  const seen = everyField.filter((field) => maySee(field, id, identities))
  if (seen.some((field) => field.unseen || (field.unread && !isMasked(field, id))))
    throw new ProblemError('forbidden', { detail: detail('role_sees_more', { role: name }) })
  if (!editing.some((permission) => permissions.includes(permission))) return
  const locked = seen.find((field) => field.editable === false && mayEdit(field, id))
  if (locked)
    throw new ProblemError('forbidden', {
      detail: detail('role_changes_more', { role: name, field: locked.name }),
    })
}

/** Nobody gives what they do not have themselves. @throws ProblemError `forbidden`, naming the first */
export function refuseMore(authorization: Authorization, given: readonly Permission[]): void {
  const lacking = given.find((permission) => !authorization.permissions.has(permission))
  if (lacking)
    throw new ProblemError('forbidden', {
      detail: detail('permission_lacking', {
        permission: permissions[lacking].label,
        id: lacking,
      }),
      permission: lacking,
    })
}

function changeable(snapshot: FieldSnapshot, id: string, expected: number | null): Role {
  const role = roleOf(snapshot, id)
  refuseOwners(role)
  if (expected !== null && expected !== role.version)
    throw new ProblemError('stale', {
      detail: detail('role_stale', { version: role.version }),
      current: role,
    })
  return role
}

function refuseOwners({ id }: Role): void {
  if (id === ownerRoleId)
    throw new ProblemError('wrong_state', {
      detail: detail('owner_role_fixed'),
    })
}

function refuseTakenName({ access }: FieldSnapshot, name: string): void {
  for (const role of access.roles.values())
    if (foldText(role.name) === foldText(name))
      throw new ProblemError('already_exists', {
        detail: detail('role_name_taken', { name: role.name }),
        errors: { name: [reason('name_of_other_role')] },
      })
}
