import type { Row } from '../db/result.ts'
import { readRecorded } from '../audit/read-recorded.ts'
import type { Context } from '../installation/context.ts'
import { type ListRequest, pageStatement } from '../contacts/list-sql.ts'
import { AnswerTooLarge, firstRow } from '../db/database.ts'
import { unlessTooLarge } from '../db/in-parts.ts'
import type { Statement } from '../db/statement.ts'
import type { FieldSnapshot } from '../installation/definitions.ts'
import { selectSchemaVersion } from '../installation/definition-rows.ts'
import { PageSize } from './page-size.ts'
import { selectByIds, stretchStatement } from './page-sql.ts'
import { SeenNumbers } from './seen-numbers.ts'

/** A contact as it is stored: times in milliseconds, `data` by field id. */
export type StoredContact = readonly [
  seq: number,
  createdAt: number,
  updatedAt: number,
  data: Readonly<Record<string, unknown>>,
]

/** Contacts with the definitions they are to be read by. */
export interface ContactPage {
  snapshot: FieldSnapshot
  contacts: readonly StoredContact[]
}

interface RowPage {
  snapshot: FieldSnapshot
  rows: readonly Row[]
}

/** A page that fits a reply of the database, and how many contacts it was asked for. */
interface FittingPage extends RowPage {
  limit: number
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
  const size = new PageSize(ctx.db)
  const read = (after: number) =>
    readFitting(size, (limit) => {
      const stretch = { after, bound, limit }
      return readPage(
        ctx,
        stretchStatement(
          request,
          changedSince === undefined ? stretch : { ...stretch, changedSince },
        ),
      )
    })
  for (let upcoming: Promise<FittingPage> | null = read(0); upcoming !== null;) {
    const { snapshot, rows, limit }: FittingPage = await upcoming
    const count = rows.reduce((sum, { n }) => sum + Number(n), 0)
    size.learn(
      count,
      rows.reduce((sum, { contacts }) => sum + String(contacts).length, 0),
    )
    // Read while this one is written. Heard when it is due; until then it is nobody's rejection.
    upcoming = count === limit ? read(Number(rows.at(-1)?.last)) : null
    upcoming?.catch(() => {})
    for (const { contacts } of rows) yield { snapshot, contacts: inOrder(String(contacts)) }
  }
}

/** SQLite promises no order within a row's list, though it always keeps it: then this takes no time. */
function inOrder(contacts: string): StoredContact[] {
  const list: StoredContact[] = JSON.parse(contacts)
  return list.sort(([a], [b]) => a - b)
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
  const fresh = ({ snapshot, contacts }: ContactPage): ContactPage => ({
    snapshot,
    contacts: contacts.filter(([seq]) => seen.add(seq)),
  })
  const size = new PageSize(ctx.db)
  for (let last: Row | null = null; ;) {
    const start = last ? { after: positionOf(last) } : { offset: 0 }
    const page: FittingPage = await readFitting(size, (limit) =>
      readPage(ctx, pageStatement(request, { limit, ...start })),
    )
    learnFrom(page, size)
    yield fresh(contactsOf(page))
    last = page.rows.at(-1) ?? null
    if (page.rows.length < page.limit) break
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
  recorded: Statement,
): AsyncGenerator<ContactPage> {
  const size = new PageSize(ctx.db)
  for (let at = 0; at < ids.length;) {
    const begin = at
    const page = await readFitting(size, (limit) =>
      readPage(
        ctx,
        selectByIds({ ids: JSON.stringify(ids.slice(begin, begin + limit)) }),
        begin === 0 ? recorded : undefined,
      ),
    )
    at += page.limit
    learnFrom(page, size)
    yield contactsOf(page)
  }
}

function contactsOf({ snapshot, rows }: RowPage): ContactPage {
  return {
    snapshot,
    contacts: rows.map(({ seq, created_at, updated_at, data }) => [
      Number(seq),
      Number(created_at),
      Number(updated_at),
      JSON.parse(String(data)),
    ]),
  }
}

function learnFrom({ rows }: RowPage, size: PageSize): void {
  size.learn(
    rows.length,
    rows.reduce((sum, { data }) => sum + String(data).length, 0),
  )
}

/** A page as large as can be: the one before may have held shorter contacts. */
async function readFitting(
  size: PageSize,
  read: (limit: number) => Promise<RowPage>,
): Promise<FittingPage> {
  for (;;) {
    const limit = size.next
    const page = await unlessTooLarge(() => read(limit))
    if (page !== null) return { ...page, limit }
    if (!size.shrink()) throw new AnswerTooLarge()
  }
}

/**
 * One page in one trip. Its rows are read by the definitions they were stored under: where those have
 * changed since the export began, by the new ones.
 */
async function readPage(
  ctx: Context,
  statement: Statement,
  recorded?: Statement,
): Promise<RowPage> {
  let unrecorded = recorded
  for (let snapshot = await ctx.definitions.current(ctx.db); ;) {
    const reads = [selectSchemaVersion, statement]
    const [version, page] = await (unrecorded
      ? readRecorded(ctx, reads, unrecorded)
      : ctx.db.batch(reads, 'scan'))
    unrecorded = undefined
    if (Number(firstRow(version).version) === snapshot.version)
      return { snapshot, rows: page?.rows ?? [] }
    snapshot = await ctx.definitions.refresh(ctx.db)
  }
}
