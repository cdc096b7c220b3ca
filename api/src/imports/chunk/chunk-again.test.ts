import { afterAll, expect, test } from 'vitest'
import { freshDatabase, removeDatabases } from '../../../test/targets/fresh-database.ts'
import { systemContext } from '../../installation/system-context.ts'
import { createContact } from '../../contacts/create-contact.ts'
import type { BatchClient } from '../../db/client.ts'
import { createDatabase, type Database } from '../../db/database.ts'
import { openEmbedded } from '../../db/embedded.ts'
import { createField } from '../../fields/create-field.ts'
import { deleteField } from '../../fields/delete-field.ts'
import { deletedFields } from '../../purge/deleted-fields.ts'
import { purge } from '../../purge/purge.ts'
import type { FileRow } from '../fold/row.ts'
import { createImport } from '../create-import.ts'
import { applyChunk } from './apply-chunk.ts'
import { type ChunkRows, chunkRows } from './chunk-rows.ts'
import { sentRows } from './sent-rows.ts'

afterAll(removeDatabases)

const isChunkRead = (statements: Parameters<BatchClient['batch']>[0]) =>
  statements.some(
    (one) => typeof one === 'object' && 'sql' in one && one.sql.includes('group_concat'),
  )

/** @param kept how the chunk has its rows */
async function overtaken(kept: (rows: readonly FileRow[]) => ChunkRows) {
  const client = await openEmbedded(`file:${await freshDatabase()}`)
  let reads = 0
  const db = createDatabase({
    batch: async (statements, mode) => {
      const results = await client.batch(statements, mode)
      // Behind the chunk's only read: what it saw is not so any more.
      if (isChunkRead(statements) && ++reads === 1)
        await createContact(systemContext(createDatabase(client)), {
          name: 'Ann',
          email: ['ann@example.com'],
        })
      return results
    },
  })
  const ctx = systemContext(db)
  const headings = ['name', 'email', 'city']
  const { id } = await createImport(ctx, { fileName: 'a.csv', mode: 'merge', headings })
  const rows = kept([
    { number: 2, cells: ['Bob', 'bob@example.com', null] },
    { number: 3, cells: ['Ann', 'ann@example.com', 'Rome'] },
    { number: 4, cells: ['Nobody', 'at home', null] },
  ])
  const answer = await applyChunk(ctx, id, 0, rows)
  const { rows: failed } = await client.execute('SELECT cells FROM import_rows')
  client.close()
  return { counts: answer.chunk.counts, reads, failed }
}

const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))

test.each([
  ['the body of a request', (rows: readonly FileRow[]) => sentRows(bytes({ rows }))],
  ['nothing but the rows', chunkRows],
])('a chunk that another writer overtook is judged anew, from %s', async (_, kept) => {
  const { counts, reads, failed } = await overtaken(kept)
  expect(reads).toBe(2)
  expect(counts).toMatchObject({ created: 1, merged: 1, failed: 1 })
  expect(failed).toMatchObject([{ cells: '["Nobody","at home",null]' }])
})

test('a chunk finds the contact of the chunk ahead under the number it gets, whoever comes between', async () => {
  const client = await openEmbedded(`file:${await freshDatabase()}`)
  const outside = systemContext(createDatabase(client))
  const read = Promise.withResolvers<void>()
  let reads = 0
  let order = Promise.resolve()
  const db = createDatabase({
    batch: (statements, mode) => {
      const isChunk = reads > 0
      if (mode === 'write') {
        const done = order.then(async () => {
          // The chunk behind is judged by what this one is expected to leave.
          if (isChunk) await read.promise
          return client.batch(statements, mode)
        })
        order = done.then(() => {})
        return done
      }
      return client.batch(statements, mode).then(async (results) => {
        if (isChunkRead(statements) && ++reads === 2) {
          await createContact(outside, { name: 'Eve', email: ['eve@example.com'] })
          read.resolve()
        }
        return results
      })
    },
  })
  const ctx = systemContext(db)
  const headings = ['name', 'email', 'city']
  const { id } = await createImport(ctx, { fileName: 'a.csv', mode: 'merge', headings })
  const chunk = (number: number, cells: string[]) =>
    applyChunk(ctx, id, number, chunkRows([{ number: number + 2, cells }]))
  const [first, second] = await Promise.all([
    chunk(0, ['Bob', 'bob@example.com']),
    chunk(1, ['Bob', 'bob@example.com', 'Rome']),
  ])
  expect(first.chunk.counts).toMatchObject({ created: 1 })
  expect(second.chunk.counts).toMatchObject({ merged: 1 })
  expect(second.import.counts).toMatchObject({ created: 1, merged: 1 })
  const { rows } = await client.execute(
    "SELECT seq, data->>'$.f1' AS name, version FROM contacts ORDER BY seq",
  )
  client.close()
  expect(rows).toMatchObject([
    { seq: 1, name: 'Eve', version: 1 },
    { seq: 2, name: 'Bob', version: 2 },
  ])
})

const announce = (db: Database) => deletedFields.run(db, Date.now())
const sweep = (db: Database) => purge(db, Date.now())

test.each<[string, ((db: Database) => Promise<unknown>)[]]>([
  ['before a purge', [sweep]],
  ['between a purge’s first step and its second', [announce, sweep]],
])(
  'a chunk that read a contact %s does not write back the value that is gone',
  async (_, behindReads) => {
    const client = await openEmbedded(`file:${await freshDatabase()}`)
    const plain = createDatabase(client)
    const outside = systemContext(plain)
    const ann = { name: 'Ann', email: ['ann@example.com'] }
    const shoe = await createField(outside, { name: 'Shoe', type: 'text' })
    const kept = await createField(outside, { name: 'Kept', type: 'text' })
    await createContact(outside, { ...ann, shoe: 'Zweiundvierzig', kept: 'stays' })
    for (const { id, version } of [shoe, kept]) await deleteField(outside, id, version)
    const longAgo = Date.now() - 91 * 86_400_000
    await client.execute(`UPDATE fields SET deleted_at = ${longAgo} WHERE id = ${shoe.id}`)
    const db = createDatabase({
      batch: async (statements, mode) => {
        const results = await client.batch(statements, mode)
        if (isChunkRead(statements)) await behindReads.shift()?.(plain)
        return results
      },
    })
    const ctx = systemContext(db)
    const { id } = await createImport(ctx, {
      fileName: 'a.csv',
      mode: 'merge',
      headings: ['email', 'city'],
    })
    const rows = chunkRows([{ number: 2, cells: ['ann@example.com', 'Rome'] }])
    const answer = await applyChunk(ctx, id, 0, rows)
    expect(answer.chunk.counts).toMatchObject({ merged: 1 })
    const { rows: stored } = await client.execute(
      `SELECT data->>'$.f${shoe.id}' AS gone, data->>'$.f${kept.id}' AS kept, version FROM contacts`,
    )
    client.close()
    expect(stored).toMatchObject([{ gone: null, kept: 'stays', version: 2 }])
  },
)
