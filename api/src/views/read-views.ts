import type { View } from '@cardfile/openapi'
import { firstRow } from '../db/database.ts'
import { notFound } from '../errors/problem-error.ts'
import type { Context } from '../installation/context.ts'
import { selectSchemaVersion } from '../installation/definition-rows.ts'
import { assertCurrent, type FieldSnapshot } from '../installation/definitions.ts'
import { dependingOn } from '../installation/depending-on.ts'
import * as store from './store.ts'
import { isListed, type StoredView, usedFields, viewFromRow } from './view.ts'
import { beginnerOf, defaultAmong, viewerOf, viewFor } from './viewer.ts'

/** The views of whoever asks and those that are shared with them, by name, in one trip. */
export function listViews(ctx: Context): Promise<View[]> {
  return ctx.definitions.use(ctx.db, (snapshot) => shownViews(ctx, snapshot))
}

/** The same by definitions at hand. @throws DefinitionsChanged where they are old */
export async function shownViews(ctx: Context, snapshot: FieldSnapshot): Promise<View[]> {
  const [version, found, defaults] = await ctx.db.batch(
    [
      selectSchemaVersion,
      store.selectListed({ owner: ctx.actor }),
      store.selectDefaults(beginnerOf(ctx, snapshot)),
    ],
    'read',
  )
  assertCurrent(snapshot, firstRow(version).version)
  const viewer = viewerOf(ctx, snapshot)
  const views = (found?.rows ?? [])
    .map(viewFromRow)
    .filter((view) => isListed(view, viewer, snapshot))
  const begin = defaultAmong(new Set(views.map(({ id }) => id)), firstRow(defaults))
  return views.map((view) => viewFor(ctx, snapshot, view, begin))
}

/** @throws ProblemError `not_found` for one that is not listed to whoever asks, too */
export function getView(ctx: Context, id: string): Promise<View> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const { view, begin } = await readView(ctx, snapshot, id)
    return viewFor(ctx, snapshot, view, begin)
  })
}

/**
 * A view as it is stored, in one trip, and the id of the one that the table begins with.
 *
 * @throws ProblemError `not_found` for one that is not listed to whoever asks, too
 */
export async function readView(
  ctx: Context,
  snapshot: FieldSnapshot,
  id: string,
): Promise<{ view: StoredView; begin: string | null }> {
  const [version, found, defaults] = await ctx.db.batch(
    [
      selectSchemaVersion,
      store.selectById({ id }),
      store.selectDefaults(beginnerOf(ctx, snapshot)),
    ],
    'read',
  )
  assertCurrent(snapshot, firstRow(version).version)
  const [row] = found?.rows ?? []
  const view = row && viewFromRow(row)
  if (!view || !isListed(view, viewerOf(ctx, snapshot), snapshot)) throw notFound('view')
  return { view, begin: defaultAmong(new Set([id]), firstRow(defaults)) }
}

/**
 * What would not work without a field: views that would list nothing, and fields and sections whose conditions
 * look at it. Those that whoever asks sees by name, and how many others.
 */
export interface FieldUses {
  views: { id: string; name: string }[]
  otherViews: number
  fields: { id: number; name: string }[]
  otherFields: number
  sections: { id: number; name: string }[]
  otherSections: number
}

/** @throws ProblemError `not_found` */
export function usesOfField(ctx: Context, id: number): Promise<FieldUses> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const [version, found] = await ctx.db.batch([selectSchemaVersion, store.selectUses], 'read')
    assertCurrent(snapshot, firstRow(version).version)
    const field = snapshot.fields.find((one) => one.id === id)
    if (!field) throw notFound('field')
    const viewer = viewerOf(ctx, snapshot)
    const using = (found?.rows ?? [])
      .map(viewFromRow)
      .filter((view) => usedFields(view).includes(id))
    const { fields, sections } = dependingOn(field, snapshot)
    const listed = using.filter((view) => isListed(view, viewer, snapshot))
    return {
      views: listed.map((view) => ({ id: view.id, name: view.name })),
      otherViews: using.length - listed.length,
      fields: namedAmong(fields),
      otherFields: fields.filter(({ unseen }) => unseen).length,
      sections: namedAmong(sections),
      otherSections: sections.filter(({ unseen }) => unseen).length,
    }
  })
}

function namedAmong(
  all: readonly { id: number; name: string; unseen?: boolean | undefined }[],
): { id: number; name: string }[] {
  return all.filter(({ unseen }) => !unseen).map(({ id, name }) => ({ id, name }))
}
