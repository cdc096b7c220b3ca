import {
  detail,
  mostViews,
  reason,
  type View,
  type ViewCreate,
  type ViewPatch,
} from '@cardfile/openapi'
import { auditStatement } from '../audit/record.ts'
import { uuidv7 } from '../crypto/uuid.ts'
import { firstRow } from '../db/database.ts'
import type { Row } from '../db/result.ts'
import { invalid, ProblemError } from '../errors/problem-error.ts'
import {
  answeredBefore,
  type Idempotency,
  insertIdempotent,
  selectIdempotent,
} from '../idempotency/idempotency.ts'
import { requirePermission } from '../installation/authorization.ts'
import type { Context } from '../installation/context.ts'
import {
  assertCurrent,
  DefinitionsChanged,
  type FieldSnapshot,
} from '../installation/definitions.ts'
import { isoTime } from '../db/iso-time.ts'
import { judgedLook, nameKeyOf, type StoredLook } from './judge.ts'
import { getView, readView } from './read-views.ts'
import * as store from './store.ts'
import { mayChange, mayManage, type StoredView, viewFromRow } from './view.ts'
import { viewerOf, viewFor } from './viewer.ts'

/** @throws ProblemError `invalid`, `already_exists`, `wrong_state` where there are as many as there may be */
export function createView(
  ctx: Context,
  input: ViewCreate,
  idempotency: Idempotency | null,
): Promise<View> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const at = ctx.now()
    const view: StoredView = {
      id: uuidv7(at),
      name: input.name,
      owner: ctx.actor,
      ownerName: null,
      shared: input.shared ?? false,
      locked: input.locked ?? false,
      filter: null,
      q: input.q || null,
      sorters: [],
      columns: null,
      pageSize: input.pageSize ?? null,
      roles: [],
      version: 1,
      createdAt: isoTime(at),
      updatedAt: isoTime(at),
      ...judgedLook(input, snapshot.fields),
    }
    const write = written(view, at)
    const [known, room, , found] = await ctx.db.batch(
      [
        selectIdempotent({ idempotencyKey: idempotency?.key ?? null }),
        store.selectRoom(write),
        store.insertView(write, snapshot.version, idempotency?.key ?? null),
        store.selectById({ id: view.id }),
        ...(idempotency
          ? [insertIdempotent(idempotency, { id: view.id }, at, store.viewExists(view.id))]
          : []),
        auditStatement({
          ctx,
          action: 'view.created',
          target: { kind: 'view', id: view.id, name: view.name },
          onlyIf: store.viewExists(view.id),
        }),
      ],
      'write',
    )
    const before = firstRow(known)
    const answered = answeredBefore<{ id: string }>(before, idempotency)
    if (answered) return getView(ctx, answered.id)
    const [created] = found?.rows ?? []
    if (created) return viewFor(ctx, snapshot, viewFromRow(created), null)
    assertCurrent(snapshot, before.schema_version)
    throw withoutRoom(view, firstRow(room))
  })
}

/**
 * Renames a view, saves another look in its place, shares it, locks it, or has roles begin with it. Where
 * nothing would differ nothing is written.
 *
 * @param expected the version it builds on, or null for any
 * @throws ProblemError `not_found`, `stale`, `invalid`, `already_exists`, `forbidden` for one of somebody else
 */
export function updateView(
  ctx: Context,
  id: string,
  expected: number | null,
  patch: ViewPatch,
): Promise<View> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const { view: before, begin } = await readView(ctx, snapshot, id)
    refuseStale(ctx, snapshot, before, expected)
    const { name, shared, locked, q, pageSize, roles } = patch
    refuseOthers(ctx, snapshot, before, patch)
    const after: StoredView = {
      ...before,
      ...keptColumns(before, judgedLook(patch, snapshot.fields), snapshot),
      ...(name !== undefined && { name }),
      ...(shared !== undefined && { shared }),
      ...(locked !== undefined && { locked }),
      ...(q !== undefined && { q: q || null }),
      ...(pageSize !== undefined && { pageSize }),
      ...(roles && { roles }),
    }
    if (roles) refuseRoles(snapshot, after)
    // One that is kept by one person is no beginning for others.
    if (!after.shared) after.roles = []
    if (JSON.stringify(after) === JSON.stringify(before))
      return viewFor(ctx, snapshot, before, begin)
    const at = ctx.now()
    const write = written(after, at)
    const onlyIf = store.mayTakePlace(write, store.isStill(before, snapshot.version))
    const [room, , , , changed] = await ctx.db.batch(
      [
        store.selectRoom(write),
        auditStatement({
          ctx,
          action: 'view.changed',
          target: { kind: 'view', id, name: after.name },
          onlyIf,
        }),
        ...store.setRoles(id, after.roles, onlyIf),
        store.updateView(write, onlyIf),
      ],
      'write',
    )
    if (changed?.rowsAffected === 1)
      return viewFor(
        ctx,
        snapshot,
        { ...after, version: before.version + 1, updatedAt: isoTime(at) },
        begin,
      )
    const { n, taken } = firstRow(room)
    if (taken === 1 || Number(n) >= mostOf(after)) throw withoutRoom(after, firstRow(room))
    // Somebody else was first, with this view or with the definitions: judged again by what there is now.
    throw new DefinitionsChanged()
  })
}

/** @throws ProblemError `not_found`, `stale`, `forbidden` for one of somebody else */
export function deleteView(ctx: Context, id: string, expected: number | null): Promise<void> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const { view } = await readView(ctx, snapshot, id)
    refuseStale(ctx, snapshot, view, expected)
    if (!mayManage(view, viewerOf(ctx, snapshot))) throw ofOther()
    const onlyIf = store.isStill(view, snapshot.version)
    const results = await ctx.db.batch(
      [
        auditStatement({
          ctx,
          action: 'view.deleted',
          target: { kind: 'view', id, name: view.name },
          onlyIf,
        }),
        ...store.setRoles(id, [], onlyIf),
        store.deleteView(id, onlyIf),
      ],
      'write',
    )
    if (results.at(-1)?.rowsAffected !== 1) throw new DefinitionsChanged()
  })
}

function written(view: StoredView, at: number): store.ViewWrite {
  return { ...view, nameKey: nameKeyOf(view.name), at }
}

/** Nobody takes away columns that they do not see: those stay, behind the ones that are sent. */
function keptColumns(
  before: StoredView,
  look: StoredLook,
  { everyField }: FieldSnapshot,
): StoredLook {
  if (!look.columns || !before.columns) return look
  const unseen = new Set(everyField.flatMap((field) => (field.unseen ? [field.id] : [])))
  const kept = before.columns.filter(({ field }) => unseen.has(field))
  return { ...look, columns: [...look.columns, ...kept] }
}

function refuseOthers(
  ctx: Context,
  snapshot: FieldSnapshot,
  view: StoredView,
  { shared, locked, roles, ...look }: ViewPatch,
): void {
  const viewer = viewerOf(ctx, snapshot)
  const manages = shared !== undefined || locked !== undefined
  if (roles) requirePermission(ctx.definitions.authorization(snapshot), 'manage_views')
  const changes = Object.values(look).some((part) => part !== undefined)
  if ((manages && !mayManage(view, viewer)) || (changes && !mayChange(view, viewer)))
    throw ofOther()
}

function refuseRoles({ access }: FieldSnapshot, { roles, shared }: StoredView): void {
  const strange = roles.find((id) => !access.roles.has(id))
  if (strange !== undefined)
    throw invalid({ roles: [reason('no_such_role_named', { id: strange })] })
  if (roles.length > 0 && !shared) throw invalid({ roles: [reason('only_of_shared_view')] })
}

function refuseStale(
  ctx: Context,
  snapshot: FieldSnapshot,
  view: StoredView,
  expected: number | null,
): void {
  if (expected === null || expected === view.version) return
  throw new ProblemError('stale', {
    detail: detail('view_stale', { version: view.version }),
    current: viewFor(ctx, snapshot, view, null),
  })
}

const mostOf = ({ shared }: StoredView): number => (shared ? mostViews.shared : mostViews.own)

function withoutRoom(view: StoredView, { taken }: Row): ProblemError {
  return taken === 1
    ? new ProblemError('already_exists', {
        detail: detail('view_name_taken', { name: view.name }),
        errors: { name: [reason('name_of_other_view')] },
      })
    : new ProblemError('wrong_state', { detail: detail('too_many_views', { most: mostOf(view) }) })
}

function ofOther(): ProblemError {
  return new ProblemError('forbidden', { detail: detail('view_of_other') })
}
