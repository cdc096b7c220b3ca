import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createDatabase } from '../db/database.ts'
import { openEmbedded } from '../db/embedded.ts'
import { someRows } from '../fields/some-rows.ts'
import { Pace, paced, paceOf } from './pace.ts'

test.each<[what: string, steps: (number | 'fails')[], share: number]>([
  ['begins with all it may do', [], 1],
  ['stays where steps are quick', [20, 100], 1],
  ['stays where they take as long as they may', [400, 250], 1],
  ['does half where they take twice as long', [800], 0.5],
  ['does ever less where that is not enough', [800, 1_600], 0.125],
  ['does more again where they have become quick', [1_600, 100], 0.5],
  ['and no more than it may', [1_600, 10, 10, 10, 10], 1],
  ['keeps what fits', [1_600, 300, 300], 0.25],
  ['does a quarter where one was not written', ['fails'], 0.25],
  ['and goes on, however little it does', Array(20).fill('fails'), 1 / 64],
])('long work %s', (_, steps, share) => {
  const pace = new Pace()
  for (const step of steps)
    if (step === 'fails') pace.failed()
    else pace.took(step)
  expect(pace.share).toBe(share)
})

test('a step that failed is followed by a smaller one, in any session; one that somebody overtook is not', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cardfile-pace-'))
  const client = await openEmbedded(`file:${join(folder, 'a.db')}`)
  onTestFinished(() => {
    client.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const db = createDatabase(client)
  await db.batch(
    [
      { sql: 'CREATE TABLE numbers (n INTEGER, CONSTRAINT values_changed CHECK (n < 1000))' },
      {
        sql: `INSERT INTO numbers WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 900)
          SELECT n FROM c`,
      },
    ].map((statement) => ({ ...statement, args: [] })),
    'write',
  )
  const write = (sql: string) => paced(db, () => db.batch([{ sql, args: [] }], 'write'))
  const step = async () =>
    (
      await someRows(db.session(), (limit) => ({
        sql: 'SELECT n FROM numbers LIMIT ?',
        args: [limit],
      }))
    ).rows.length
  expect(await step()).toBe(500)
  await expect(write('INSERT INTO numbers VALUES (1000)')).rejects.toThrow('values_changed')
  expect(await step()).toBe(500)
  await expect(write('INSERT INTO elsewhere VALUES (1)')).rejects.toThrow('no such table')
  expect(await step()).toBe(125)
  expect(paceOf(createDatabase(client)).share).toBe(1)
})
