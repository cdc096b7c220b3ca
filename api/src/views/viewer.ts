import type { View } from '@cardfile/openapi'
import type { Context } from '../installation/context.ts'
import type { FieldSnapshot } from '../installation/definitions.ts'
import { shownView, type StoredView, type Viewer } from './view.ts'

export function viewerOf(ctx: Context, snapshot: FieldSnapshot): Viewer {
  const { permissions } = ctx.definitions.authorization(snapshot)
  return { actor: ctx.actor, manages: permissions.has('manage_views') }
}

/** Which view the table begins with, by the ids of a row of `selectDefaults`: their own choice before the role's. */
export function defaultAmong(
  listed: ReadonlySet<string>,
  { own, of_role: ofRole }: Readonly<Record<string, unknown>>,
): string | null {
  const first = [own, ofRole].find((id) => typeof id === 'string' && listed.has(id))
  return first === undefined ? null : String(first)
}

/** What `selectDefaults` asks by. */
export function beginnerOf(ctx: Context, snapshot: FieldSnapshot) {
  const { caller } = ctx
  const { role } = ctx.definitions.authorization(snapshot)
  return { person: caller.kind === 'person' ? caller.id : null, role: role?.id ?? null }
}

export function viewFor(
  ctx: Context,
  snapshot: FieldSnapshot,
  view: StoredView,
  defaultId: string | null,
): View {
  return {
    ...shownView(view, viewerOf(ctx, snapshot), snapshot),
    isDefault: view.id === defaultId,
  }
}
