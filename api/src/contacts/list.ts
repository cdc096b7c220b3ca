import {
  type ContactQuery,
  countLimit,
  defaultPageSize,
  readFilter,
  readSorters,
  searchCountLimit,
  trimMarks,
  phoneCountries,
  reason,
  TextBytes,
} from '@cardfile/openapi'
import { inParts } from '../db/in-parts.ts'
import type { Row } from '../db/result.ts'
import type { Context } from '../installation/context.ts'
import { firstRow } from '../db/database.ts'
import { assertCurrent, type FieldSnapshot } from '../installation/definitions.ts'
import { selectSchemaVersion } from '../installation/definition-rows.ts'
import { invalid } from '../errors/problem-error.ts'
import { mayScan, slowFields } from './access-path.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { isLedToBySubstrings, isNarrowedByIndex } from './filter-narrowing.ts'
import { withView } from '../views/view-query.ts'
import { addContacts } from './shown-json.ts'
import { trashSearch } from './trash-search.ts'
import { searchQuery } from './search/query.ts'
import { searchIndexOf, seesAllTexts } from './search/role-index.ts'
import {
  countStatement,
  isCountedWith,
  isNarrowed,
  type ListRequest,
  type Page,
  pageStatement,
  positionStatement,
  selectVersionAndSize,
  valuesOfOrder,
} from './list-sql.ts'

/** What is said of a list beside its contacts. */
interface AboutList {
  /** Null where no count was asked for. */
  total: number | null
  /** False where counting stopped at its limit and there are more. */
  totalIsExact: boolean
  nextCursor: string | null
  /** Keys of fields that it was filtered or sorted by and that are not fast, where there are many contacts. */
  slowFields?: string[]
}

/** Contacts up to this number are looked at in less time than anybody notices. */
const fewContacts = 50_000

/** What a list is asked by: the order is `sorters` in a body, `sort` in an address. */
export type ListQuery = ContactQuery & { sort?: ContactQuery['sorters'] }

/**
 * One page of contacts with its total, in one trip, or in as many as very long contacts take.
 *
 * @returns a `ContactList` in JSON
 * @throws ProblemError `invalid` for fields, operators, values and cursors that do not fit
 */
export function listContacts(
  ctx: Context,
  asked: ListQuery,
  { trashed = false } = {},
): Promise<Uint8Array<ArrayBuffer>> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const query = await withView(ctx, { ...asked, sorters: asked.sorters ?? asked.sort }, snapshot)
    const request: ListRequest = {
      ...(await readListRequest(ctx, query, snapshot, { trashed })),
      narrowsTexts: seesAllTexts(snapshot),
    }
    const { pageSize = defaultPageSize, count = 'bounded', guard } = query
    const order = orderSignature(request)
    // One row more than the page tells whether there is a next one.
    const page = await readPage(ctx, query, { request, limit: pageSize + 1, pageSize, order })
    const mostCounted = request.match === null ? countLimit : searchCountLimit
    const most = count === 'exact' ? null : count === 'none' ? undefined : mostCounted
    const isOfPage = most !== undefined && isCountedWith(request, page, most)
    const counting = most === undefined || isOfPage ? [] : [countStatement(request, most)]
    const slow = slowFields(request, (condition) => isLedToBySubstrings(condition, request))
    const selectVersion = slow.length > 0 ? selectVersionAndSize : selectSchemaVersion
    const counted: { total: number | null; contacts: number } = { total: null, contacts: 0 }
    const found = await inParts<Row>(page.limit, async (limit, last) => {
      const [version, rows, ...more] = await ctx.db.batch(
        [
          selectVersion,
          pageStatement(
            request,
            last ? { limit, after: positionOf(last) } : { ...page, limit },
            most,
          ),
          ...(counted.total === null ? counting : []),
          ...(guard ? [guard] : []),
        ],
        mayScan(request) ? 'scan' : 'read',
      )
      assertCurrent(snapshot, firstRow(version).version)
      query.assertStill(more.at(-1))
      counted.contacts = Number(firstRow(version).contacts ?? 0)
      if (isOfPage) counted.total ??= Number(rows?.rows[0]?.total ?? 0)
      else if (counting.length > 0) counted.total ??= Number(firstRow(more[0]).n)
      return (rows?.rows ?? []).filter(({ seq }) => seq !== null)
    })
    const shown = found.slice(0, pageSize)
    const last = shown.at(-1)
    const { total } = counted
    // The counters are exact at any size; only a counted filter stops at the limit.
    const stopped =
      count === 'bounded' && isNarrowed(request) && total !== null && total > mostCounted
    return asJson(shown, snapshot, {
      total: stopped ? mostCounted : total,
      totalIsExact: total !== null && !stopped,
      nextCursor: found.length > pageSize && last ? encodeCursor(order, positionOf(last)) : null,
      ...(counted.contacts > fewContacts && { slowFields: slow.map(({ key }) => key) }),
    })
  })
}

function asJson(rows: readonly Row[], { fields }: FieldSnapshot, about: AboutList) {
  const json = new TextBytes()
  json.add('{"data":[')
  addContacts(json, rows, fields)
  json.add(`],${JSON.stringify(about).slice(1)}`)
  return json.take()
}

/**
 * Checks what a list is asked by against the definitions as the caller may know them.
 *
 * @param now milliseconds since 1970: what "today" is; for long work the moment that it began
 */
export async function readListRequest(
  ctx: Context,
  { filter, sort, sorters = sort, q, importId }: ListQuery,
  snapshot: FieldSnapshot,
  { trashed = false, now = ctx.now() } = {},
): Promise<ListRequest> {
  const { fields } = snapshot
  const condition = readFilter(filter, fields, now)
  if ('errors' in condition) throw invalid(condition.errors)
  const order = readSorters(sorters, fields)
  if ('fault' in order) throw invalid({ [sort ? 'sort' : 'sorters']: [order.fault] })
  const text = trimMarks(q ?? '')
  if (trashed) {
    if (filter !== undefined || importId !== undefined || order.order.length > 0)
      throw invalid({ filter: [reason('trash_order')] })
    const searched = text === '' ? null : trashSearch(text, fields)
    const asked = { condition: searched, order: [], q: '', match: null, trashed }
    return { ...asked, index: 'search', narrowsTexts: false }
  }
  const match = text === '' ? null : searchQuery(text, phoneCountries(fields))
  const asked = { ...condition, ...order, q: text, match, importId, trashed }
  const index = looksIntoSubstrings(asked) ? await searchIndexOf(ctx, snapshot) : 'search'
  return { ...asked, index, narrowsTexts: false }
}

type Asked = Pick<ListRequest, 'condition' | 'match'>

function looksIntoSubstrings({ condition, match }: Asked): boolean {
  return match !== null || (condition !== null && isNarrowedByIndex(condition))
}

function orderSignature({ order, q, match, trashed }: ListRequest): string {
  const terms = order.map(({ field, descending }) => `${descending ? '-' : ''}${field.id}`)
  return [trashed ? 'trash' : '', q === '' ? '' : match === null ? 'prefix' : 'q', ...terms].join(
    ',',
  )
}

interface PageOptions {
  request: ListRequest
  limit: number
  pageSize: number
  order: string
}

async function readPage(
  ctx: Context,
  { cursor, page }: ContactQuery,
  { request, limit, pageSize, order }: PageOptions,
): Promise<Page> {
  if (cursor === undefined) return { limit, offset: ((page ?? 1) - 1) * pageSize }
  if (page !== undefined) throw invalid({ page: [reason('page_with_cursor')] })
  const after = decodeCursor(cursor, order, valuesOfOrder(request))
  if (!after) throw invalid({ cursor: [reason('not_cursor_of_order')] })
  if ('values' in after) return { limit, after }
  const [found] = await ctx.db.batch([positionStatement(request, after.seq)], 'read')
  const [row] = found?.rows ?? []
  if (!row) throw invalid({ cursor: [reason('cursor_of_gone_contact')] })
  return { limit, after: positionOf(row) }
}

/** The sort terms of a row stand in its columns s0, s1…; the last of them is the sequence number. */
function positionOf(row: Row) {
  const values: (string | number | null)[] = []
  for (let index = 0; row[`s${index}`] !== undefined; index++)
    values.push(row[`s${index}`] as string | number | null)
  values.pop()
  return { values, seq: Number(row.seq) }
}
