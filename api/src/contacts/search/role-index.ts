import { type Field, rulesOf, detail } from '@cardfile/openapi'
import { isMasked, maySee } from '../../installation/field-visibility.ts'
import type { Context } from '../../installation/context.ts'
import { firstRow } from '../../db/database.ts'
import type { Row } from '../../db/result.ts'
import type { Statement } from '../../db/statement.ts'
import { memberOf } from '../../installation/columns.ts'
import type { FieldSnapshot } from '../../installation/definitions.ts'
import { ProblemError } from '../../errors/problem-error.ts'
import { paced, paceOf } from '../../jobs/pace.ts'
import type { SearchIndex } from './query.ts'
import * as sql from './role-index-sql.ts'

/** Somebody else makes, fills or drops an index at the same moment only where rights have just changed. */
const mostAttempts = 12

/** What one request gives to an index that is not whole: milliseconds, and trips of the 50 that the edge allows. */
const [mostTime, mostTrips] = [1_500, 15]

/**
 * The index that a caller's searches look into: `search`, or, where some of what that holds is hidden
 * from them, one over what they see and nothing else. It is made when first needed, one for all who see
 * the same, in steps, and brought up to date with what was written since it was last used.
 *
 * @throws ProblemError `unavailable` where that takes longer; each request does a part of it
 */
export async function searchIndexOf(ctx: Context, snapshot: FieldSnapshot): Promise<SearchIndex> {
  if (seesAllTexts(snapshot)) return 'search'
  const searched = searchable(snapshot.fields)
  const wanted: Wanted = {
    fields: idsOf(searched),
    held: {
      searchable: JSON.stringify(searched.map(memberOf)),
      identityFields: idsOf(searched.filter(({ kind }) => kind === 'I')),
    },
  }
  const { id, share } = await worked(ctx, snapshot, wanted, { mostTime, mostTrips })
  if (id !== null) return sql.tableOf(id)
  // Whoever asks again finds more of it there.
  ctx.later(
    worked({ ...ctx, db: ctx.db.session() }, snapshot, wanted, {
      mostTime: Infinity,
      mostTrips: ctx.db.isNear ? Infinity : mostTrips,
    }),
  )
  throw new ProblemError('unavailable', {
    detail: detail('index_share', { percent: Math.floor(share * 100) }),
    retryAfter: 2,
  })
}

/** Whether nothing that `search` holds is hidden from who knows the definitions so. */
export function seesAllTexts({ everyField }: FieldSnapshot): boolean {
  return !everyField.some((field) => (field.unseen || field.unread) && rulesOf(field).searchable)
}

interface Wanted {
  /** Ids of the fields that are searched, as JSON. */
  fields: string
  held: sql.IndexedText
}

/** Works on an index until it is whole, or for as long as one may. @returns its number when it is whole, and how much of it is */
async function worked(
  ctx: Context,
  snapshot: FieldSnapshot,
  { fields, held }: Wanted,
  most: { mostTime: number; mostTrips: number },
): Promise<{ id: number | null; share: number }> {
  const [begun, { trips }] = [performance.now(), ctx.db.meter]
  const isOver = () =>
    performance.now() - begun > most.mostTime || ctx.db.meter.trips - trips >= most.mostTrips
  const atOnce = () => Math.ceil(sql.contactsAtOnce * paceOf(ctx.db).share)
  const select = () => sql.selectRoleIndex({ fields, most: atOnce() })
  let row = firstRow((await ctx.db.batch([select()], 'read'))[0])
  for (let failures = 0; failures < mostAttempts;) {
    if (row.id !== null && row.filled === null && row.stale === 0)
      return { id: Number(row.id), share: 1 }
    if (isOver()) break
    try {
      const statements = await nextStep(ctx, snapshot, row, { fields, held }, atOnce())
      const batch = [...statements, select()]
      row = firstRow((await paced(ctx.db, () => ctx.db.batch(batch, 'write'))).at(-1))
    } catch (error) {
      if (!isOvertaken(error)) throw error
      failures++
      row = firstRow((await ctx.db.batch([select()], 'read'))[0])
    }
  }
  const share = row.filled === null ? 0.99 : Number(row.filled) / Math.max(1, Number(row.last))
  return { id: null, share: row.id === null ? 0 : share }
}

async function nextStep(
  ctx: Context,
  snapshot: FieldSnapshot,
  row: Row,
  wanted: Wanted,
  atOnce: number,
) {
  const { fields, held } = wanted
  if (row.id === null) return makeRoleIndex(ctx, snapshot, Number(row.next), fields)
  const id = Number(row.id)
  if (row.filled === null) return sql.catchUp(id, held, atOnce)
  const from = Number(row.filled)
  const to = Number(row.to ?? from)
  return sql.fillRoleIndex(id, { from, to, isWhole: to >= Number(row.last ?? 0) }, held)
}

/** Makes an index, in place of those that nobody's rights call for any more. */
async function makeRoleIndex(
  ctx: Context,
  snapshot: FieldSnapshot,
  id: number,
  fields: string,
): Promise<Statement[]> {
  const [sights] = await ctx.db.batch([sql.selectRoleIndexes], 'read')
  const wanted = fieldsOfAll(snapshot)
  const outdated = (sights?.rows ?? []).filter((row) => !wanted.has(String(row.fields)))
  return [
    ...outdated.flatMap((row) => sql.dropRoleIndex(Number(row.id))),
    ...sql.makeRoleIndex(id, fields),
  ]
}

/** What those of each role search in, with and without sight of identities. */
function fieldsOfAll({ everyField, access }: FieldSnapshot): ReadonlySet<string> {
  const searched = searchable(everyField)
  return new Set(
    [...access.roles.keys()].flatMap((role) =>
      [true, false].map((identities) =>
        idsOf(
          searched.filter((field) => maySee(field, role, identities) && !isMasked(field, role)),
        ),
      ),
    ),
  )
}

function searchable(fields: readonly Field[]): Field[] {
  return fields.filter((field) => !field.masked && rulesOf(field).searchable)
}

function idsOf(fields: readonly Field[]): string {
  return JSON.stringify(fields.map(({ id }) => id).sort((a, b) => a - b))
}

function isOvertaken(error: unknown): boolean {
  return (
    error instanceof Error &&
    /values_changed|UNIQUE constraint failed: sights|(no such table|no such trigger|already exists)/.test(
      error.message,
    )
  )
}
