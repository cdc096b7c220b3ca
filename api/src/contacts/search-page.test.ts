import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client, createClient } from '@libsql/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '../platform/node/migrate.ts'
import { isCountedWith, type ListRequest, pageStatement } from './list-sql.ts'
import { searchQuery } from './search/query.ts'

let folder: string
let client: Client

/** How many contacts have each of the texts. */
const matching = { apples: 1, berries: 99, cherries: 100, dates: 101, elder: 1_001, figs: 1_500 }
const contacts = 1_600

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cardfile-search-'))
  client = createClient({ url: `file:${join(folder, 'a.db')}` })
  await migrate(client)
  const texts = Object.entries(matching).map(([text, many]) => `iif(i <= ${many}, '${text} ', '')`)
  const numbers = `WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${contacts})`
  await client.batch(
    [
      `${numbers} INSERT INTO contacts (seq, id, data, version, created_at, updated_at)
        SELECT i * 3, 'c' || i, jsonb_object('f1', 'x'), 1, i, i FROM n`,
      `${numbers} INSERT INTO search (rowid, text) SELECT i * 3, ${texts.join(' || ')} FROM n`,
    ],
    'write',
  )
})

afterAll(() => {
  client.close()
  rmSync(folder, { recursive: true, force: true })
})

const asked = (q: string): ListRequest => ({
  condition: null,
  q,
  match: searchQuery(q, []),
  index: 'search',
  narrowsTexts: false,
  order: [],
  trashed: false,
})

async function page(q: string, limit: number, offset: number, most?: number | null) {
  const { sql, args = [] } = pageStatement(asked(q), { limit, offset }, most)
  return (await client.execute({ sql, args })).rows
}

test.each([...Object.entries(matching), ['nobody', 0] as const])(
  'pages of what %s finds are the newest first, of %i in all',
  async (q, many) => {
    const newest = Array.from({ length: many }, (_, index) => (many - index) * 3)
    for (const [limit, offset] of [
      [21, 0],
      [21, 20],
      [201, 0],
      [51, 100],
    ] as const) {
      const seqs = (await page(q, limit, offset)).map(({ seq }) => Number(seq))
      expect(seqs, `${limit} from ${offset}`).toEqual(newest.slice(offset, offset + limit))
    }
    for (const [most, total] of [
      [null, many],
      [1_000, Math.min(many, 1_001)],
    ] as const) {
      const [first] = await page(q, 21, 0, most)
      expect(Number(first?.total ?? 0)).toBe(total)
    }
  },
)

test('a first page of a search counts what it finds, and no other page does', () => {
  const counts = (more: Partial<ListRequest>, offset = 0) =>
    isCountedWith({ ...asked('figs'), ...more }, { limit: 21, offset }, null)
  expect(counts({})).toBe(true)
  expect(counts({}, 20)).toBe(false)
  expect(counts({ match: null })).toBe(false)
  expect(counts({ importId: 'i' })).toBe(false)
  expect(counts({ condition: { operator: 'and', conditions: [] } })).toBe(false)
})
