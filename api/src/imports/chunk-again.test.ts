import { afterAll, expect, test } from 'vitest'
import { freshDatabase, removeDatabases } from '../../test/targets/fresh-database.ts'
import { systemContext } from '../access/system-context.ts'
import { createContact } from '../contacts/service.ts'
import { createDatabase } from '../db/database.ts'
import { openEmbedded } from '../embedded.ts'
import type { FileRow } from './file-rows.ts'
import { applyChunk, createImport } from './service.ts'

afterAll(removeDatabases)

/** @param sent what the rows came in; told by default */
async function overtaken(sent: ((rows: FileRow[]) => Uint8Array<ArrayBuffer>) | null) {
  const client = await openEmbedded(`file:${await freshDatabase()}`)
  let reads = 0
  const db = createDatabase({
    batch: async (statements, mode) => {
      const results = await client.batch(statements, mode)
      // Behind the chunk's only read: what it saw is not so any more.
      if (mode === 'read' && ++reads === 1)
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
  const rows: FileRow[] = [
    { number: 2, cells: ['Bob', 'bob@example.com', null] },
    { number: 3, cells: ['Ann', 'ann@example.com', 'Rome'] },
    { number: 4, cells: ['Nobody', 'at home', null] },
  ]
  const answer = await applyChunk(ctx, id, 0, rows, sent ? { sent: sent(rows) } : {})
  const { rows: failed } = await client.execute('SELECT cells FROM import_rows')
  client.close()
  return { counts: answer.chunk.counts, reads, rows, failed }
}

const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))

test.each([
  ['the body of a request', (rows: FileRow[]) => bytes({ rows })],
  ['nothing but the rows', null],
])('a chunk that another writer overtook is judged anew, from %s', async (_, sent) => {
  const { counts, reads, rows, failed } = await overtaken(sent)
  expect(reads).toBe(2)
  expect(counts).toMatchObject({ created: 1, merged: 1, failed: 1 })
  expect(failed).toMatchObject([{ cells: '["Nobody","at home",null]' }])
  expect(rows).toEqual([])
})
