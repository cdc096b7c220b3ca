import { comparableText, type Condition, type Field } from '@cardfile/openapi'
import { type SQL, sql } from 'drizzle-orm/sql'
import { compile, type Statement } from '../db/statement.ts'
import { valueExpression } from '../installation/columns.ts'
import type { Position } from './cursor.ts'
import { conditionSql } from './filter-sql.ts'
import { type AccessPath, accessPath } from './access-path.ts'
import { countOf, mostFew, nameOf, scannedPage, searchPage } from './counted-page.ts'
import { comparableName, contactColumns } from './sql.ts'
import type { SearchIndex } from './search/query.ts'

interface Order {
  field: Field
  descending: boolean
}

/** What a list asks for, checked: conditions know their fields, orders theirs. */
export interface ListRequest {
  condition: Condition | null
  q: string
  /** `q` as the index is asked for it; null where it is too short for that. */
  match: string | null
  /** What `q` and `contains` are found by. */
  index: SearchIndex
  /** As of `Substrings`. */
  narrowsTexts: boolean
  /** Only contacts that this import created or changed. */
  importId?: string | undefined
  order: readonly Order[]
  trashed: boolean
}

/** A page of rows in order: by number, or following a position. Positions keep their speed at any depth. */
export type Page = { limit: number; offset: number } | { limit: number; after: Position }

/**
 * `contactColumns`, and `s0`, `s1`… with what the rows were sorted by; `total` where `isCountedWith` says so.
 *
 * @param most as of `countStatement`; left out, nobody asks for the total
 */
export function pageStatement(request: ListRequest, page: Page, most?: number | null): Statement {
  const searched = searchAlone(request)
  if (searched !== null && 'offset' in page)
    return compile(
      searchPage(sql.raw(request.index), searched, page, most === undefined ? mostFew : most),
    )
  const { from, where, found } = source(request, accessPath(request))
  const order = orderTerms(request, found)
  if (most !== undefined && most !== null && 'offset' in page && isCountedWith(request, page, most))
    return compile(
      scannedPage(
        {
          from,
          where,
          values: order.map(({ value }) => value),
          byValues: orderBy(order),
          byNames: orderBy(order.map((term, index) => ({ ...term, value: nameOf(index) }))),
          isSorted: isSorted(request),
        },
        page,
        most,
      ),
    )
  const columns = sql.join(
    [contactColumns, ...order.map(({ value }, index) => sql`${value} AS ${nameOf(index)}`)],
    sql`, `,
  )
  const offset = 'after' in page ? sql`` : sql`OFFSET ${page.offset}`
  const ordered = (what: SQL, more: SQL) =>
    sql`SELECT ${what} FROM ${from} WHERE ${where} AND ${more} ORDER BY ${orderBy(order)} LIMIT ${page.limit} ${offset}`
  // What has to be sorted is sorted by what it is ordered by alone: the contacts of the page are
  // read when it is known which they are.
  const select = (more: SQL) =>
    isSorted(request)
      ? sql`SELECT ${columns} FROM (${ordered(sql`c.seq`, more)}) p CROSS JOIN contacts c ON c.seq = p.seq ORDER BY ${orderBy(order)}`
      : ordered(columns, more)
  if (!('after' in page)) return compile(select(sql`1`))
  const { after } = page
  const [leading] = order
  const value = after.values[0]
  if (order.length === 1 || value === null || !leading)
    return compile(select(following(order, after)))
  // Two scans of the leading index instead of one condition with OR, which no index could serve:
  // the rows from here on, then, if they do not fill the page, those without a value.
  const onwards = leading.descending
    ? sql`${leading.value} <= ${value}`
    : sql`${leading.value} >= ${value}`
  return compile(sql`
    SELECT * FROM (${select(sql`${onwards} AND ${following(order, after)}`)})
    UNION ALL
    SELECT * FROM (${select(sql`${leading.value} IS NULL`)})
    LIMIT ${page.limit}`)
}

/**
 * Whether a page says with each of its rows how many the list has, and by having none that it has none:
 * what is read for the page has counted them by then, of a search's index few, of all contacts as many as
 * are counted at all. Where it counts and is empty it may have a row without a contact.
 *
 * @param most as of `countStatement`
 */
export function isCountedWith(request: ListRequest, page: Page, most: number | null): boolean {
  if (!('offset' in page)) return false
  if (searchAlone(request) !== null) return page.offset === 0
  if (most === null || request.condition === null || accessPath(request) !== 'all') return false
  // In no order but that of the walk, the page is among those that it counts.
  return isSorted(request) || page.offset + page.limit <= most
}

/** The full-text query of a list that nothing else narrows or orders; null for any other list. */
function searchAlone({ condition, importId, trashed, match, order }: ListRequest): string | null {
  const isAlone = condition === null && importId === undefined && !trashed
  return isAlone && order.length === 0 ? match : null
}

/** How many values a position in the order of a list has. */
export function valuesOfOrder(request: ListRequest): number {
  return orderTerms(request, request.match !== null).length - 1
}

/** Where one row stands, as `pageStatement` tells it. */
export function positionStatement(request: ListRequest, seq: number): Statement {
  const terms = orderTerms(request, false)
  const columns = terms.map(({ value }, index) => sql`${value} AS ${nameOf(index)}`)
  return compile(
    sql`SELECT c.seq, ${sql.join(columns, sql`, `)} FROM contacts c WHERE c.seq = ${seq}`,
  )
}

/** The definitions' version and how many contacts are live. */
export const selectVersionAndSize: Statement = compile(sql`
  SELECT version, (SELECT n FROM counters WHERE name = 'live') AS contacts
  FROM schema_state WHERE id = 1`)

/** Whether it leaves out any contact, of those live or in the trash. */
export function isNarrowed({
  condition,
  q,
  importId,
}: Pick<ListRequest, 'condition' | 'q' | 'importId'>): boolean {
  return condition !== null || q !== '' || importId !== undefined
}

/** Rows the list has in all, counting no further than `limit` + 1 unless it is null. */
export function countStatement(request: ListRequest, limit: number | null): Statement {
  if (!isNarrowed(request))
    return compile(sql`SELECT n FROM counters WHERE name = ${request.trashed ? 'trashed' : 'live'}`)
  const { from, where } = counted(request)
  return compile(countOf(sql`${from} WHERE ${where}`, limit))
}

/** Whether rows come in another order than the one they are found in. */
function isSorted(request: ListRequest): boolean {
  return request.order.length > 0 && accessPath(request) !== 'ordered'
}

/** A search alone is counted in its own index, which holds live contacts only. */
function counted(request: ListRequest) {
  const query = searchAlone({ ...request, order: [] })
  const table = sql.raw(request.index)
  return query === null
    ? source(request, countingPath(request))
    : { from: table, where: sql`${table} MATCH ${query}` }
}

/** The sequence numbers a list stands for, for statements that act on all of them. */
export function seqsOf(request: ListRequest): SQL {
  const { from, where } = source(request, countingPath(request))
  return sql`SELECT c.seq FROM ${from} WHERE ${where}`
}

/** Who counts needs no order. */
function countingPath(request: ListRequest): AccessPath {
  return accessPath(request) === 'narrowed' ? 'narrowed' : 'all'
}

function source(
  { condition, q, match: query, index, narrowsTexts, importId, trashed }: ListRequest,
  path: AccessPath,
) {
  const table = sql.raw(index)
  const conditions: SQL[] = [
    trashed ? sql`c.deleted_at IS NOT NULL AND c.merged_into IS NULL` : sql`c.deleted_at IS NULL`,
  ]
  if (condition)
    conditions.push(conditionSql(condition, { index: trashed ? null : index, narrowsTexts }))
  if (importId !== undefined)
    conditions.push(sql`c.seq IN (SELECT contact_seq FROM changes WHERE import_id = ${importId})`)
  if (q !== '' && query === null) conditions.push(nameBegins(q))
  if (query !== null) conditions.push(sql`${table} MATCH ${query}`)
  return {
    // CROSS JOIN fixes the order: from the matches to their contacts, newest first without sorting.
    // Left to itself, SQLite walks any index on live contacts, whatever of, and reads them in its order.
    from:
      query === null
        ? path === 'all'
          ? sql`contacts c NOT INDEXED`
          : sql`contacts c`
        : sql`${table} s CROSS JOIN contacts c ON c.seq = s.rowid`,
    where: sql.join(conditions, sql` AND `),
    found: query !== null,
  }
}

/** Names that begin with a text too short for the index of substrings; marks alone begin none. */
export function nameBegins(q: string): SQL {
  const text = comparableText(q)
  if (text === '') return sql`0`
  return sql`${comparableName} >= ${text} AND ${comparableName} < ${`${text}\u{10ffff}`}`
}

interface Term {
  value: SQL
  descending: boolean
  nullable: boolean
}

/** The order asked for, ended by the sequence number, so that no two rows are equal in it. */
function orderTerms({ order, q, trashed }: ListRequest, found: boolean): Term[] {
  const terms: Term[] = order.map(({ field, descending }) => ({
    value: valueExpression(field),
    descending,
    nullable: true,
  }))
  if (terms.length === 0 && trashed)
    terms.push({ value: sql`c.deleted_at`, descending: true, nullable: true })
  // Names that begin with two letters are read off the index of names, in its order.
  if (terms.length === 0 && q !== '' && !found)
    terms.push({ value: comparableName, descending: false, nullable: true })
  const descending = terms[0]?.descending ?? true
  return [
    ...terms,
    { value: found && terms.length === 0 ? sql`s.rowid` : sql`c.seq`, descending, nullable: false },
  ]
}

/** Empty values come last in both directions: nobody sorts to read blanks. */
function orderBy(terms: readonly Term[]): SQL {
  return sql.join(
    terms.map(({ value, descending, nullable }) =>
      descending ? sql`${value} DESC` : nullable ? sql`${value} ASC NULLS LAST` : sql`${value} ASC`,
    ),
    sql`, `,
  )
}

/** True for rows behind a position: equal in the first terms, behind in the next. */
function following(terms: readonly Term[], { values, seq }: Position): SQL {
  const bounds = [...values, seq]
  const cases = terms.map((term, index) => {
    const equal = terms
      .slice(0, index)
      .map(({ value }, before) => sql`${value} IS ${bounds[before]}`)
    return sql`(${sql.join([...equal, behind(term, bounds[index] ?? null)], sql` AND `)})`
  })
  return sql`(${sql.join(cases, sql` OR `)})`
}

function behind({ value, descending, nullable }: Term, bound: string | number | null): SQL {
  if (bound === null) return sql`0`
  const test = descending ? sql`${value} < ${bound}` : sql`${value} > ${bound}`
  return nullable ? sql`(${test} OR ${value} IS NULL)` : test
}
