import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prebuiltFields } from '@cardfile/openapi'
import { type Client, createClient } from '@libsql/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Statement } from '../db/statement.ts'
import { memberOf } from '../installation/columns.ts'
import { migrate } from '../platform/node/migrate.ts'
import { countStatement, isCountedWith, type ListRequest, pageStatement } from './list-sql.ts'

const field = (key: string) => {
  const found = prebuiltFields.find((one) => one.key === key)
  if (!found) throw new RangeError(key)
  return { ...found, indexed: false }
}
const [title, state] = [field('title'), field('state')]

let folder: string
let client: Client

/** How many contacts have each title; every third of all has no state. */
const titles = { Owner: 1, Clerk: 20, Guest: 21, Buyer: 60 }
const most = 50

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cardfile-counted-'))
  client = createClient({ url: `file:${join(folder, 'a.db')}` })
  await migrate(client)
  const rows = Object.entries(titles).flatMap(([text, many]) =>
    Array.from({ length: many }, (_, at) => ({
      [memberOf(title)]: text,
      ...(at % 3 > 0 && { [memberOf(state)]: ['ohio', 'Texas', 'UTAH', 'Idaho'][(at * 7) % 4] }),
    })),
  )
  await client.batch(
    rows.map((data, at) => ({
      sql: `INSERT INTO contacts (seq, id, data, version, created_at, updated_at, deleted_at)
        VALUES (?, ?, jsonb(?), 1, 0, 0, ?)`,
      args: [at * 3 + 1, `c${at}`, JSON.stringify(data), at % 19 === 0 ? 5 : null],
    })),
    'write',
  )
})

afterAll(() => {
  client.close()
  rmSync(folder, { recursive: true, force: true })
})

const asked = (value: string, order: ListRequest['order'] = []): ListRequest => ({
  condition: { field: title, operator: 'eq', operands: [value] },
  q: '',
  match: null,
  index: 'search',
  narrowsTexts: false,
  order,
  trashed: false,
})

async function rowsOf({ sql, args = [] }: Statement) {
  return (await client.execute({ sql, args })).rows
}

const orders: [string, ListRequest['order']][] = [
  ['the newest first', []],
  ['upwards', [{ field: state, descending: false }]],
  ['downwards', [{ field: state, descending: true }]],
]

test.each(
  [...Object.keys(titles), 'Nobody'].flatMap((value) =>
    orders.map(([label, order]) => [value, label, order] as const),
  ),
)('pages of all who are %s, %s, are those found without counting', async (value, _, order) => {
  const request = asked(value, order)
  const [counted] = await rowsOf(countStatement(request, most))
  for (const [limit, offset] of [
    [11, 0],
    [11, 10],
    [11, 40],
    [70, 0],
    [11, 90],
  ] as const) {
    const page = { limit, offset }
    const plain = (await rowsOf(pageStatement(request, page))).map(({ seq, s0 }) => [seq, s0])
    const rows = await rowsOf(pageStatement(request, page, most))
    const found = rows.filter(({ seq }) => seq !== null)
    expect(found.map(({ seq, s0 }) => [seq, s0])).toEqual(plain)
    if (isCountedWith(request, page, most))
      expect(rows.map(({ total }) => total)).toEqual(
        Array.from({ length: Math.max(1, plain.length) }, () => counted?.n),
      )
  }
})

test.each([
  ['any page that is sorted', orders[1]?.[1] ?? [], 500, most, true],
  ['a page among the newest that are counted', [], most - 20, most, true],
  ['a page behind those', [], most - 19, most, false],
  ['where all are counted', [], 0, null, false],
])('counts in the same walk: %s', (_, order, offset, limit, is) => {
  expect(isCountedWith(asked('Clerk', order), { limit: 20, offset }, limit)).toBe(is)
})
