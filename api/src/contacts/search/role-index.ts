import { type Field, rulesOf } from '@cardfile/openapi'
import { maySee } from '../../installation/field-visibility.ts'
import type { Context } from '../../installation/context.ts'
import { firstRow } from '../../db/database.ts'
import { memberOf } from '../../installation/columns.ts'
import type { FieldSnapshot } from '../../installation/definitions.ts'
import { ProblemError } from '../../errors/problem-error.ts'
import type { SearchIndex } from './query.ts'
import * as sql from './role-index-sql.ts'

/** Somebody else makes or drops an index at the same moment only where rights have just changed. */
const mostAttempts = 5

/**
 * The index that a caller's searches look into: `search`, or, where some of what that holds is hidden
 * from them, one over what they see and nothing else. It is made when first needed, one for all who see
 * the same, and brought up to date with what was written since it was last used.
 */
export async function searchIndexOf(ctx: Context, snapshot: FieldSnapshot): Promise<SearchIndex> {
  if (!snapshot.everyField.some((field) => field.unseen && rulesOf(field).searchable))
    return 'search'
  const searched = searchable(snapshot.fields)
  const fields = idsOf(searched)
  const held: sql.IndexedText = {
    searchable: JSON.stringify(searched.map(memberOf)),
    identityFields: idsOf(searched.filter(({ kind }) => kind === 'I')),
  }
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const [found] = await ctx.db.batch([sql.selectRoleIndex({ fields })], 'read')
    const { id, stale, next } = firstRow(found)
    if (id !== null && stale === 0) return sql.tableOf(Number(id))
    try {
      await (id === null
        ? makeRoleIndex(ctx, snapshot, Number(next), fields, held)
        : bringUpToDate(ctx, Number(id), fields, held))
    } catch (error) {
      if (!isOvertaken(error)) throw error
    }
  }
  throw new ProblemError('unavailable', {
    detail: 'The search index is being made; try again.',
  })
}

async function bringUpToDate(ctx: Context, id: number, fields: string, held: sql.IndexedText) {
  for (let stale: unknown = 1; stale === 1;) {
    const results = await ctx.db.batch(
      [...sql.catchUp(id, held), sql.selectRoleIndex({ fields })],
      'write',
    )
    stale = firstRow(results.at(-1)).stale
  }
}

/** Makes an index, in place of those that nobody's rights call for any more. */
async function makeRoleIndex(
  ctx: Context,
  snapshot: FieldSnapshot,
  id: number,
  fields: string,
  held: sql.IndexedText,
): Promise<void> {
  const [sights] = await ctx.db.batch([sql.selectRoleIndexes], 'read')
  const wanted = fieldsOfAll(snapshot)
  const outdated = (sights?.rows ?? []).filter((row) => !wanted.has(String(row.fields)))
  await ctx.db.batch(
    [
      ...outdated.flatMap((row) => sql.dropRoleIndex(Number(row.id))),
      ...sql.makeRoleIndex(id, fields, held),
    ],
    'write',
  )
}

/** What those of each role search in, with and without sight of identities. */
function fieldsOfAll({ everyField, access }: FieldSnapshot): ReadonlySet<string> {
  const searched = searchable(everyField)
  return new Set(
    [...access.roles.keys()].flatMap((role) =>
      [true, false].map((identities) =>
        idsOf(searched.filter((field) => maySee(field, role, identities))),
      ),
    ),
  )
}

function searchable(fields: readonly Field[]): Field[] {
  return fields.filter((field) => rulesOf(field).searchable)
}

function idsOf(fields: readonly Field[]): string {
  return JSON.stringify(fields.map(({ id }) => id).sort((a, b) => a - b))
}

function isOvertaken(error: unknown): boolean {
  return (
    error instanceof Error &&
    /UNIQUE constraint failed: sights|(no such table|no such trigger|already exists)/.test(
      error.message,
    )
  )
}
