import {
  languageOf,
  type Me,
  type MePatch,
  ownerRoleId,
  type Person,
  type PersonInvite,
  type PersonPatch,
  detail,
  reason,
  usualPreferences,
} from '@cardfile/openapi'
import { revocationOfAll } from '../api-keys/service.ts'
import { requirePermission } from '../installation/authorization.ts'
import { grantableRole, refuseWiderFieldRights, refuseMore, roleOf } from '../roles/service.ts'
import { auditStatement } from '../audit/record.ts'
import type { Context } from '../installation/context.ts'
import type { Statement } from '../db/statement.ts'
import type { FieldSnapshot } from '../installation/definitions.ts'
import { notFound, ProblemError } from '../errors/problem-error.ts'
import { uuidv7 } from '../crypto/uuid.ts'
import { type Link, newLink } from './links.ts'
import { preferencesFrom, selectPreferences } from './preferences.ts'
import { deleteViewsOf } from '../views/store.ts'
import * as store from './store.ts'

/** Everybody who has not been removed, by name. */
export async function listPeople(ctx: Context): Promise<Person[]> {
  const [found] = await ctx.db.batch([store.selectPeople], 'read')
  return (found?.rows ?? []).map(store.personFromRow)
}

/** @throws ProblemError `not_found` */
export async function personById(ctx: Context, id: string): Promise<Person> {
  const [found] = await ctx.db.batch([store.selectPerson({ id })], 'read')
  const [row] = found?.rows ?? []
  if (!row) throw notFound('person')
  return store.personFromRow(row)
}

/**
 * Makes an account that nobody can sign in to until a password was set by the link.
 *
 * @param origin where browsers reach us
 * @throws ProblemError `already_exists` for an e-mail that somebody has; `forbidden` for a role with
 *   more than the caller may do; `invalid`
 */
export function invitePerson(
  ctx: Context,
  { name, email, roleId }: PersonInvite,
  origin: string,
): Promise<{ person: Person } & Link> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const role = grantableRole(ctx, snapshot, roleId)
    const [taken] = await ctx.db.batch([store.selectPersonByEmail({ email })], 'read')
    if (taken?.rows.length)
      throw new ProblemError('already_exists', {
        detail: detail('address_in_use'),
        errors: { email: [reason('address_taken')] },
      })
    const at = ctx.now()
    const id = uuidv7(at)
    const { link, statements } = await newLink(ctx, id, 'invite', origin)
    await ctx.definitions.write(ctx.db, snapshot, [
      store.insertUser({ id, name, email, at }),
      store.insertPerson({ id, roleId: role.id, state: 'invited', at }),
      ...statements,
      auditStatement({
        ctx,
        action: 'person.invited',
        target: { kind: 'person', id, name },
        details: { role: role.name },
      }),
    ])
    return { person: await personById(ctx, id), ...link }
  })
}

/**
 * Makes a link by which somebody sets a new password; their former link is worth nothing any more.
 *
 * @throws ProblemError `not_found`; `wrong_state` for somebody suspended; `forbidden` for somebody who
 *   may do more than the caller
 */
export function makeResetLink(ctx: Context, id: string, origin: string): Promise<Link> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const person = await reachable(ctx, snapshot, id)
    if (person.state === 'suspended')
      throw new ProblemError('wrong_state', {
        detail: detail('person_suspended', { name: person.name }),
      })
    const kind = person.state === 'invited' ? 'invite' : 'reset'
    const { link, statements } = await newLink(ctx, id, kind, origin)
    await ctx.definitions.write(ctx.db, snapshot, [
      ...statements,
      auditStatement({
        ctx,
        action: 'person.changed',
        target: { kind: 'person', id, name: person.name },
        details: { link: kind },
      }),
    ])
    return link
  })
}

/**
 * Changes name, role or whether somebody may sign in. A new role and a suspension end their sessions.
 *
 * @param expected the version it builds on, or null for any
 * @throws ProblemError `not_found`, `stale`, `forbidden`, `invalid`; `wrong_state` where nobody would be
 *   left who may do everything, or an invitation was not taken up yet
 */
export function changePerson(
  ctx: Context,
  id: string,
  expected: number | null,
  { name, roleId, suspended }: PersonPatch,
): Promise<Person> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const before = await reachable(ctx, snapshot, id)
    refuseStale(before, expected)
    const role = roleId === undefined ? before.role : grantableRole(ctx, snapshot, roleId)
    const state = stateAfter(before, suspended)
    const isNewRole = role.id !== before.role.id
    const isNewName = name !== undefined && name !== before.name
    if (!isNewRole && !isNewName && state === before.state) return before
    const ends = isNewRole || (state === 'suspended' && before.state !== 'suspended')
    const at = ctx.now()
    const target = { kind: 'person', id, name: name ?? before.name } as const
    const statements: Statement[] = [
      store.updatePerson({ id, roleId: role.id, state, sessionsFrom: ends ? at : 0 }),
    ]
    if (ends) statements.push(store.deleteSessionsOf({ id }))
    if (isNewName) statements.push(store.renameUser({ id, name, at }))
    if (isNewRole || isNewName)
      statements.push(
        auditStatement({
          ctx,
          action: 'person.changed',
          target,
          details: { ...(isNewRole && { roleBefore: before.role.name, role: role.name }) },
        }),
      )
    if (state !== before.state) {
      const action = state === 'suspended' ? 'person.suspended' : 'person.restored'
      statements.push(auditStatement({ ctx, action, target }))
    }
    await writeKeepingAnOwner(ctx, snapshot, statements)
    return personById(ctx, id)
  })
}

/**
 * Removes somebody with everything they could sign in by. Their name stays in the logs. API keys they made
 * are the installation's: programs go on with them, unless they are revoked as well.
 *
 * @throws ProblemError as `changePerson`, and `forbidden` for keys that are not the caller's to revoke
 */
export function removePerson(
  ctx: Context,
  id: string,
  expected: number | null,
  { revokeKeys = false } = {},
): Promise<void> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    if (revokeKeys) requirePermission(ctx.definitions.authorization(snapshot), 'manage_keys')
    const person = await reachable(ctx, snapshot, id)
    refuseStale(person, expected)
    const revoked = revokeKeys ? await revocationOfAll(ctx, id) : []
    const at = ctx.now()
    await writeKeepingAnOwner(ctx, snapshot, [
      store.updatePerson({ id, roleId: person.role.id, state: 'removed', sessionsFrom: at }),
      ...store.forgetCredentials(id, at),
      deleteViewsOf(`person:${id}`),
      auditStatement({
        ctx,
        action: 'person.removed',
        target: { kind: 'person', id, name: person.name },
      }),
      ...revoked,
    ])
  })
}

/** Ends all of somebody's sessions. @throws ProblemError `not_found`, `forbidden` */
export function endSessions(ctx: Context, id: string): Promise<void> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const person = await reachable(ctx, snapshot, id)
    const at = ctx.now()
    await ctx.definitions.write(ctx.db, snapshot, [
      store.endSessionsBefore({ id, at }),
      store.deleteSessionsOf({ id }),
      auditStatement({
        ctx,
        action: 'session.ended',
        target: { kind: 'person', id, name: person.name },
      }),
    ])
  })
}

const noPerson = { twoFactor: false, language: null, preferences: usualPreferences }

/** Who asks, and what they may do. */
export function readMe(ctx: Context): Promise<Me> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const { role, permissions, isOwner } = ctx.definitions.authorization(snapshot)
    const rights = {
      role: role && { id: role.id, name: role.name },
      permissions: [...permissions],
      isOwner,
    }
    const { caller } = ctx
    if (caller.kind === 'person') {
      const [found, kept] = await ctx.db.batch(
        [store.selectPerson({ id: caller.id }), selectPreferences({ id: caller.id })],
        'read',
      )
      const [row] = found?.rows ?? []
      if (!row) throw notFound('person')
      const { id, name, email, twoFactor } = store.personFromRow(row)
      const preferences = preferencesFrom(kept?.rows[0])
      const language = languageOf(row.language)
      const own = { twoFactor, language, preferences }
      return { caller: { kind: 'person', id, name, email }, ...own, ...rights }
    }
    if (caller.kind === 'key') {
      const { id, name } = caller
      return { caller: { kind: 'key', id, name }, ...noPerson, ...rights }
    }
    return { caller: { kind: 'system', id: null, name: 'System' }, ...noPerson, ...rights }
  })
}

/** Changes what is one's own. @throws ProblemError `forbidden` for keys, which are no people */
export function changeMe(ctx: Context, { name, language }: MePatch): Promise<Me> {
  return ctx.definitions.use(ctx.db, async () => {
    const { caller } = ctx
    if (caller.kind !== 'person')
      throw new ProblemError('forbidden', { detail: detail('no_name_of_ones_own') })
    const { id } = caller
    const statements: Statement[] = []
    if (name !== undefined) {
      const target = { kind: 'person', id, name } as const
      statements.push(
        store.renameUser({ id, name, at: ctx.now() }),
        auditStatement({ ctx, action: 'person.changed', target }),
      )
    }
    if (language !== undefined) statements.push(store.chooseLanguage({ id, language }))
    if (statements.length > 0) await ctx.db.batch(statements, 'write')
    return readMe(ctx)
  })
}

/** Somebody whom the caller may do something to: who may do no more than they. */
async function reachable(ctx: Context, snapshot: FieldSnapshot, id: string): Promise<Person> {
  const person = await personById(ctx, id)
  const authorization = ctx.definitions.authorization(snapshot)
  if (person.role.id === ownerRoleId && !authorization.isOwner)
    throw new ProblemError('forbidden', { detail: detail('only_owner_changes_owner') })
  const role = roleOf(snapshot, person.role.id)
  refuseMore(authorization, role.permissions)
  refuseWiderFieldRights(authorization, snapshot, role)
  return person
}

function refuseStale(person: Person, expected: number | null): void {
  if (expected !== null && expected !== person.version)
    throw new ProblemError('stale', {
      detail: detail('person_stale', { name: person.name }),
      current: person,
    })
}

function stateAfter({ state, name }: Person, suspended: boolean | undefined): Person['state'] {
  if (suspended === undefined || suspended === (state === 'suspended')) return state
  if (state === 'invited')
    throw new ProblemError('wrong_state', {
      detail: detail('invitation_open', { name }),
    })
  return suspended ? 'suspended' : 'active'
}

async function writeKeepingAnOwner(
  ctx: Context,
  snapshot: FieldSnapshot,
  statements: Statement[],
): Promise<void> {
  try {
    await ctx.definitions.write(ctx.db, snapshot, [...statements, store.guardLastOwner])
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('no_owner'))) throw error
    throw new ProblemError('wrong_state', {
      detail: detail('last_owner'),
    })
  }
}
