import { detail, type ContactQuery } from '@cardfile/openapi'
import type { Statement } from '../db/statement.ts'
import { ProblemError } from '../errors/problem-error.ts'
import type { Context } from '../installation/context.ts'
import {
  DefinitionsChanged,
  type Definitions,
  type FieldSnapshot,
} from '../installation/definitions.ts'
import type { Result } from '../db/result.ts'
import { readView } from './read-views.ts'
import * as store from './store.ts'
import { isListed, queryOfView, type StoredView } from './view.ts'
import { viewerOf } from './viewer.ts'

type Asked = Pick<ContactQuery, 'viewId' | 'filter' | 'sorters' | 'q' | 'pageSize'>

/** Views that were listed by lately, by the definitions of their database. As many as come to a few megabytes. */
const known = new WeakMap<Definitions, Map<string, StoredView>>()
const mostKnown = 200

/** A question in which what a view says stands where nothing was asked. */
export type WithView<Query extends Asked> = Query & {
  /** To be asked in the same batch as what is built on it; null where no view was named. */
  guard: Statement | null
  /** @throws DefinitionsChanged where the view has changed since it was read */
  assertStill: (guarded: Result | undefined) => void
}

/**
 * Puts what a view says where a question says nothing. A view that was listed by before costs no trip: its
 * version is asked for beside the list.
 *
 * @param fresh whether it is read in any case, where nothing could be taken back that was built on an old one
 * @throws ProblemError `not_found` for a view that is not listed to whoever asks; `wrong_state` for a broken one
 */
export async function withView<Query extends Asked>(
  ctx: Context,
  query: Query,
  snapshot: FieldSnapshot,
  { fresh = false } = {},
): Promise<WithView<Query>> {
  if (query.viewId === undefined) return { ...query, guard: null, assertStill: () => {} }
  const views = known.get(ctx.definitions.shared) ?? new Map<string, StoredView>()
  known.set(ctx.definitions.shared, views)
  const remembered = fresh ? undefined : views.get(query.viewId)
  // What would be refused by may have been mended since.
  const view =
    remembered && listedBy(ctx, remembered, snapshot)
      ? remembered
      : (await readView(ctx, snapshot, query.viewId)).view
  remember(views, view)
  const said = saidBy(view, snapshot)
  return {
    ...query,
    filter: query.filter ?? said.filter,
    sorters: query.sorters ?? said.sorters,
    q: query.q ?? view.q ?? undefined,
    pageSize: query.pageSize ?? view.pageSize ?? undefined,
    guard: store.selectVersion({ id: view.id }),
    assertStill: (guarded) => {
      const version = guarded?.rows[0]?.version
      if (Number(version ?? 0) === view.version) return
      views.delete(view.id)
      throw new DefinitionsChanged()
    },
  }
}

/** @throws ProblemError `wrong_state` for a broken view */
function saidBy(view: StoredView, { fields }: FieldSnapshot) {
  const said = queryOfView(view, fields)
  if (said.broken)
    throw new ProblemError('wrong_state', {
      detail: detail('view_broken', { name: view.name }),
      errors: said.broken,
    })
  return { filter: said.filter ?? undefined, sorters: said.sorters }
}

/**
 * A view and what it lists by, in one trip.
 *
 * @throws ProblemError `not_found` for one that is not listed to whoever asks; `wrong_state` for a broken one
 */
export async function workingView(ctx: Context, snapshot: FieldSnapshot, id: string) {
  const { view } = await readView(ctx, snapshot, id)
  return { view, ...saidBy(view, snapshot) }
}

/** Whether who asks is listed something by a view, as far as it is known. */
function listedBy(ctx: Context, view: StoredView, snapshot: FieldSnapshot): boolean {
  return (
    isListed(view, viewerOf(ctx, snapshot), snapshot) &&
    queryOfView(view, snapshot.fields).broken === null
  )
}

/** The one that was listed by longest ago makes room. */
function remember(views: Map<string, StoredView>, view: StoredView): void {
  views.delete(view.id)
  views.set(view.id, view)
  const [oldest] = views.keys()
  if (views.size > mostKnown && oldest !== undefined) views.delete(oldest)
}
