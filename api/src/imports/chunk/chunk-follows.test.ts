import { afterAll, expect, test } from 'vitest'
import { freshDatabase, removeDatabases } from '../../../test/targets/fresh-database.ts'
import { createContact } from '../../contacts/create-contact.ts'
import type { BatchClient } from '../../db/client.ts'
import { createDatabase } from '../../db/database.ts'
import { openEmbedded } from '../../db/embedded.ts'
import { systemContext } from '../../installation/system-context.ts'
import { createImport } from '../create-import.ts'
import { applyChunk } from './apply-chunk.ts'

afterAll(removeDatabases)

const isChunkWrite = (statements: Parameters<BatchClient['batch']>[0]) =>
  statements.some(
    (one) => typeof one === 'object' && 'sql' in one && one.sql.includes('INTO import_chunks'),
  )

const chunks = [
  [['Ann', 'ann@example.com', 'Rome']],
  [
    ['Bob', 'bob@example.com', null],
    ['Eve', 'eve@example.com', null],
  ],
]

/**
 * Two chunks at once, over a database that takes one batch after another as a thread does.
 *
 * @param meanwhile done before the write of each number, from 1 on, once the write behind it is there too
 */
async function imported(
  meanwhile: Record<number, (client: BatchClient, importId: string) => Promise<unknown>>,
) {
  const client = await openEmbedded(`file:${await freshDatabase()}`)
  const bothAreThere = Promise.withResolvers<void>()
  let id = ''
  let asked = 0
  let order: Promise<unknown> = Promise.resolve()
  const db = createDatabase(
    {
      batch(statements, mode) {
        if (!isChunkWrite(statements)) return client.batch(statements, mode)
        const number = ++asked
        if (number === chunks.length) bothAreThere.resolve()
        const written = order.then(async () => {
          await bothAreThere.promise
          await meanwhile[number]?.(client, id)
          return client.batch(statements, mode)
        })
        order = written
        return written
      },
    },
    { isNear: true },
  )
  const ctx = systemContext(db)
  ;({ id } = await createImport(ctx, { fileName: 'a.csv', mode: 'merge', headings }))
  const answers = await Promise.all(
    chunks.map((_, number) => applyChunk(ctx, id, ...rowsOf(number))),
  )
  const { rows } = await client.execute('SELECT created, merged FROM imports')
  client.close()
  return { writes: asked, counts: answers.map((answer) => answer.import.counts), rows }
}

const headings = ['name', 'email', 'city']
const rowsOf = (number: number) =>
  [
    number,
    (chunks[number] ?? []).map((cells, at) => ({ number: number * 10 + at + 2, cells })),
  ] as const

/** Has the first chunk meet a contact that it did not see. */
const addAnn = (client: BatchClient) =>
  createContact(systemContext(createDatabase(client)), { name: 'Ann', email: ['ann@example.com'] })

test('a chunk is handed over while the one before it is being written', async () => {
  const { writes, counts } = await imported({})
  expect(writes).toBe(2)
  expect(counts).toMatchObject([{ created: 1 }, { created: 3 }])
})

test('where the one before it is not written, neither is it, and both are judged anew', async () => {
  const { writes, counts, rows } = await imported({ 1: addAnn })
  expect(writes).toBe(4)
  expect(counts).toMatchObject([
    { created: 0, merged: 1 },
    { created: 2, merged: 1 },
  ])
  expect(rows).toEqual([{ created: 2, merged: 1 }])
})

test('it is not written behind another attempt than it was built on', async () => {
  const elsewhere = (client: BatchClient, id: string) =>
    applyChunk(systemContext(createDatabase(client)), id, ...rowsOf(0))
  const { counts, rows } = await imported({ 1: addAnn, 2: elsewhere })
  expect(counts).toMatchObject([
    { created: 0, merged: 1 },
    { created: 2, merged: 1 },
  ])
  expect(rows).toEqual([{ created: 2, merged: 1 }])
})
