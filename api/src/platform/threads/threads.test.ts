import type { DatabaseClient } from '../../db/client.ts'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { freshDatabase, removeDatabases } from '../../../test/targets/fresh-database.ts'
import { systemContext } from '../../installation/system-context.ts'
import { createDatabase } from '../../db/database.ts'
import { openEmbedded } from '../../db/embedded.ts'
import { createImport } from '../../imports/create-import.ts'
import { startThreads, type Threads } from './threads.ts'

let client: DatabaseClient
let threads: Threads

beforeEach(async () => {
  const url = `file:${await freshDatabase()}`
  client = await openEmbedded(url)
  threads = startThreads(client, url)
})

afterEach(async () => {
  const { writer, imports, scanner } = threads
  await Promise.all([imports.close(), scanner.close()])
  await writer.close()
  client.close()
})
afterAll(removeDatabases)

test('lets a thread that is done go when another comes', async () => {
  const { writer, imports, scanner } = threads
  const ctx = systemContext(createDatabase(writer, { isNear: true, scanner }))
  const about = { fileName: 'a.csv', mode: 'merge', headings: ['name', 'email'] } as const
  const { id } = await createImport(ctx, about)
  const row = (number: number) => ({ number, cells: [`Ann ${number}`, `a${number}@example.com`] })
  const apply = (chunk: number) => {
    const rows = { rows: [row(chunk + 2)] }
    return imports.applyChunk(ctx, id, chunk, new TextEncoder().encode(JSON.stringify(rows)))
  }
  const count = () =>
    ctx.db.batch([{ sql: 'SELECT count(*) AS n FROM contacts', args: [] }], 'scan')

  await apply(0)
  expect([imports.isRunning, scanner.isRunning]).toEqual([true, false])
  const [first] = await count()
  expect(first?.rows).toMatchObject([{ n: 1 }])
  expect([imports.isRunning, scanner.isRunning]).toEqual([false, true])
  await apply(1)
  expect([imports.isRunning, scanner.isRunning]).toEqual([true, false])

  // With work to do it stays.
  const [, counted] = await Promise.all([apply(2), count()])
  expect([imports.isRunning, scanner.isRunning]).toEqual([true, true])
  expect(counted[0]?.rows).toHaveLength(1)
})
