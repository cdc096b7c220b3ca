import type { Row } from '@libsql/client/web'
import type { Context } from '../context.ts'
import { type ListRequest, pageStatement } from '../contacts/list-sql.ts'
import { firstRow } from '../db/database.ts'
import type { Statement } from '../db/statement.ts'
import type { FieldSnapshot } from '../fields/definitions.ts'
import { selectSchemaVersion } from '../fields/store.ts'
import { PageSize } from './page-size.ts'
import { selectByIds, stretchStatement } from './page-sql.ts'
import { SeenNumbers } from './seen-numbers.ts'

/** Rows of contacts with the definitions they are to be read by. */
export interface ContactPage {
  snapshot: FieldSnapshot
  rows: readonly Row[]
}

/** What is exported: those that exist when it begins, by their highest number and the time. */
export interface Beginning {
  bound: number
  at: number
}

/** Clocks of servers differ; what changed shortly before an export began is looked at again. */
const clockTolerance = 5 * 60_000

/** A list in the order of creation. */
export async function* pagesInOrder(
  ctx: Context,
  request: ListRequest,
  { bound }: Beginning,
  changedSince?: number,
): AsyncGenerator<ContactPage> {
  const size = new PageSize()
  for (let after = 0; ;) {
    const limit = size.next
    const stretch = { after, bound, limit, ...(changedSince === undefined ? {} : { changedSince }) }
    const page = await readPage(ctx, stretchStatement(request, stretch))
    yield page
    size.learn(page.rows)
    if (page.rows.length < limit) return
    after = Number(page.rows.at(-1)?.seq)
  }
}

/**
 * A list in the order that was asked for. A contact that is edited meanwhile may move behind what was
 * written or before it; so none is written twice, and at the end whoever was passed over is added.
 */
export async function* pagesSorted(
  ctx: Context,
  request: ListRequest,
  beginning: Beginning,
): AsyncGenerator<ContactPage> {
  const seen = new SeenNumbers(beginning.bound)
  const fresh = ({ snapshot, rows }: ContactPage): ContactPage => ({
    snapshot,
    rows: rows.filter((row) => seen.add(Number(row.seq))),
  })
  const size = new PageSize()
  for (let last: Row | null = null; ;) {
    const limit = size.next
    const start = last ? { after: positionOf(last) } : { offset: 0 }
    const page: ContactPage = await readPage(ctx, pageStatement(request, { limit, ...start }))
    yield fresh(page)
    size.learn(page.rows)
    last = page.rows.at(-1) ?? null
    if (page.rows.length < limit) break
  }
  const since = beginning.at - clockTolerance
  for await (const page of pagesInOrder(ctx, request, beginning, since)) yield fresh(page)
}

/** The sort terms of a row stand in its columns s0, s1…; the last of them is the sequence number. */
function positionOf(row: Row) {
  const values: (string | number | null)[] = []
  for (let index = 0; row[`s${index}`] !== undefined; index++)
    values.push(row[`s${index}`] as string | number | null)
  values.pop()
  return { values, seq: Number(row.seq) }
}

/** Contacts somebody selected, in the order of the selection. */
export async function* pagesOfIds(
  ctx: Context,
  ids: readonly string[],
): AsyncGenerator<ContactPage> {
  const size = new PageSize()
  for (let at = 0; at < ids.length;) {
    const some = ids.slice(at, at + size.next)
    at += some.length
    const page = await readPage(ctx, selectByIds({ ids: JSON.stringify(some) }))
    yield page
    size.learn(page.rows)
  }
}

/**
 * One page in one trip. Its rows are read by the definitions they were stored under: where those have
 * changed since the export began, by the new ones.
 */
async function readPage(ctx: Context, statement: Statement): Promise<ContactPage> {
  for (let snapshot = await ctx.definitions.current(ctx.db); ;) {
    const [version, page] = await ctx.db.batch([selectSchemaVersion, statement], 'read')
    if (Number(firstRow(version).version) === snapshot.version)
      return { snapshot, rows: page?.rows ?? [] }
    snapshot = await ctx.definitions.refresh(ctx.db)
  }
}
