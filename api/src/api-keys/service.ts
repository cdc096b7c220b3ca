import { type ApiKey, type Permission, type Role, reason } from '@cardfile/openapi'
import { sha256Hex } from '../crypto/sha256-hex.ts'
import { auditStatement } from '../audit/record.ts'
import { isoTime } from '../db/iso-time.ts'
import { actorOf, type Caller } from '../installation/caller.ts'
import type { Context } from '../installation/context.ts'
import type { Statement } from '../db/statement.ts'
import { firstRow } from '../db/database.ts'
import { assertCurrent } from '../installation/definitions.ts'
import { bumpDefinitions, selectSchemaVersion } from '../installation/definition-rows.ts'
import { invalid, notFound } from '../errors/problem-error.ts'
import { uuidv7 } from '../crypto/uuid.ts'
import { grantableRole, refuseWiderFieldRights, refuseMore } from '../roles/service.ts'
import { newSecret } from './secret.ts'
import { deleteViewsOf } from '../views/store.ts'
import * as store from './store.ts'

interface KeyInput {
  name: string
  roleId: string
  permissions?: Permission[] | null | undefined
  /** ISO 8601. */
  expiresAt?: string | null | undefined
}

/** The newest first. */
export async function listKeys(ctx: Context): Promise<ApiKey[]> {
  const [found] = await ctx.db.batch([store.selectKeys], 'read')
  return (found?.rows ?? []).map(store.keyFromRow)
}

/**
 * Makes a key, in one trip. Its secret is told this once and kept nowhere.
 *
 * @throws ProblemError `invalid`, `forbidden` for more than the caller may do themselves
 */
export function createKey(
  ctx: Context,
  { name, roleId, permissions = null, expiresAt = null }: KeyInput,
): Promise<{ key: ApiKey; secret: string }> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const role = grantableFor(ctx, snapshot, roleId, permissions)
    const at = ctx.now()
    const expires = expiresAt === null ? null : Date.parse(expiresAt)
    if (expires !== null && expires <= at) throw invalid({ expiresAt: [reason('not_in_future')] })
    refuseLonger(ctx.caller, expires)
    const { secret, prefix } = newSecret()
    const id = uuidv7(at)
    const [version, , , found] = await ctx.db.batch(
      [
        selectSchemaVersion,
        store.insertKey({
          id,
          hash: sha256Hex(secret),
          prefix,
          name,
          roleId: role.id,
          permissions: permissions && JSON.stringify(permissions),
          createdBy: ownerOf(ctx.caller),
          at,
          expiresAt: expires,
          schemaVersion: snapshot.version,
        }),
        auditStatement({
          ctx,
          action: 'key.created',
          target: { kind: 'key', id, name },
          details: { role: role.name, permissions, expiresAt },
          onlyIf: store.keyExists(id),
        }),
        store.selectKeyById({ id }),
        // Definitions read before know nothing of it.
        bumpDefinitions,
      ],
      'write',
    )
    ctx.definitions.shared.expire()
    assertCurrent(snapshot, firstRow(version).version)
    return { key: store.keyFromRow(firstRow(found)), secret }
  })
}

/** No key makes one that lasts longer than itself. @throws ProblemError `invalid` */
function refuseLonger(caller: Caller, expires: number | null): void {
  if (caller.kind !== 'key' || caller.expiresAt === null) return
  if (expires === null || expires > caller.expiresAt)
    throw invalid({
      expiresAt: [reason('beyond_own_expiry', { at: isoTime(caller.expiresAt) })],
    })
}

/** Whose a new key is: what somebody's key makes is theirs too, and rests with them. */
function ownerOf(caller: Caller): string | null {
  return caller.kind === 'key' ? (caller.madeBy ?? actorOf(caller)) : actorOf(caller)
}

function grantableFor(
  ctx: Context,
  snapshot: Parameters<typeof grantableRole>[1],
  roleId: string,
  permissions: readonly Permission[] | null,
): Role {
  // Narrowed to what the caller has, a key may go by a role that has more.
  if (permissions === null) return grantableRole(ctx, snapshot, roleId)
  const role = snapshot.access.roles.get(roleId)
  if (!role) throw invalid({ roleId: [reason('no_such_role')] })
  const beyond = permissions.filter((permission) => !role.permissions.includes(permission))
  if (beyond.length > 0)
    throw invalid({
      permissions: beyond.map((permission) =>
        reason('permission_beyond_role', { permission, role: role.name }),
      ),
    })
  const authorization = ctx.definitions.authorization(snapshot)
  refuseMore(authorization, permissions)
  refuseWiderFieldRights(authorization, snapshot, { ...role, permissions: [...permissions] })
  return role
}

/**
 * Revokes a key, in one trip. From then on it is unknown, elsewhere with the next batch that is built on the
 * definitions.
 *
 * @throws ProblemError `not_found`
 */
export async function revokeKey(ctx: Context, id: string): Promise<void> {
  const [found, , deleted] = await ctx.db.batch(
    [store.selectKeyById({ id }), ...revocation(ctx, id), bumpDefinitions],
    'write',
  )
  ctx.definitions.shared.expire()
  if (found?.rows.length !== 1 || deleted?.rowsAffected !== 1) throw notFound('API key')
}

/** What revokes all keys that somebody has made, for the batch in which they go. */
export async function revocationOfAll(ctx: Context, personId: string): Promise<Statement[]> {
  const actor = `person:${personId}`
  const [found] = await ctx.db.batch([store.selectKeysMadeBy({ actor })], 'read')
  return (found?.rows ?? []).flatMap(({ id }) => revocation(ctx, String(id)))
}

function revocation(ctx: Context, id: string): Statement[] {
  return [
    auditStatement({
      ctx,
      action: 'key.revoked',
      target: { kind: 'key', id, name: store.keyName(id) },
      onlyIf: store.keyExists(id),
    }),
    store.deleteKey({ id }),
    deleteViewsOf(`key:${id}`),
  ]
}
