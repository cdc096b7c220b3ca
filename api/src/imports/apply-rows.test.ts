import { afterAll, expect, test } from 'vitest'
import { freshDatabase, removeDatabases } from '../../test/targets/fresh-database.ts'
import { createDatabase } from '../db/database.ts'
import { openEmbedded } from '../db/embedded.ts'
import { systemContext } from '../installation/system-context.ts'
import { applyRows } from './apply-rows.ts'
import { createImport } from './create-import.ts'
import type { FileRow } from './fold/row.ts'

afterAll(removeDatabases)

/** The last row of each chunk that rows came in. */
async function lastRows(isNear: boolean, rows: AsyncIterable<FileRow>): Promise<unknown[]> {
  const client = await openEmbedded(`file:${await freshDatabase()}`)
  const ctx = systemContext(createDatabase(client, { isNear }))
  const headings = ['name', 'email', 'description']
  const begun = await createImport(ctx, { fileName: 'a.csv', mode: 'merge', headings })
  await applyRows(ctx, begun, rows, [])
  const { rows: chunks } = await client.execute(
    'SELECT last_row FROM import_chunks ORDER BY number',
  )
  const { rows: counted } = await client.execute('SELECT created + failed AS rows FROM imports')
  client.close()
  return [...chunks.map((chunk) => chunk.last_row), counted[0]?.rows]
}

async function* rowsOf(count: number, description: string | null): AsyncIterable<FileRow> {
  for (let number = 1; number <= count; number++)
    yield { number, cells: [`N${number}`, `n${number}@example.com`, description] }
}

test.each([
  {
    what: 'short rows to a near database',
    isNear: true,
    count: 4_100,
    last: [2_000, 4_000, 4_100],
  },
  {
    what: 'short rows to a far database',
    isNear: false,
    count: 2_100,
    last: [1_000, 2_000, 2_100],
  },
])('$what come so many at once', async ({ isNear, count, last }) => {
  expect(await lastRows(isNear, rowsOf(count, null))).toEqual([...last, count])
})

test.each([true, false])(
  'a chunk of long cells ends with fewer rows (near: %s)',
  async (isNear) => {
    const [first, second, ...rest] = await lastRows(isNear, rowsOf(150, 'x'.repeat(32_000)))
    expect([first, second]).toEqual([63, 126])
    expect(rest).toEqual([150, 150])
  },
)
