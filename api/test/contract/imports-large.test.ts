import { expect, test } from 'vitest'
import { freshEmail, startApi } from './support/api.ts'
import { allValues, beginImport, numbered, putChunk } from './support/imports.ts'

test('contacts too long for one reply of the database are met in several, and none is lost', async () => {
  const api = await startApi()
  const headings = ['name', 'email']
  for (const name of ['One', 'Two', 'Three', 'Four']) {
    await api.field({ name, type: 'textarea', length: 32_767 })
    headings.push(name)
  }
  const emails = Array.from({ length: 48 }, freshEmail)
  const long = (letter: string) => Array.from({ length: 4 }, () => letter.repeat(30_000))
  const rows = (letter: string) =>
    numbered(emails.map((email, i) => [`Person ${i}`, email, ...long(letter)]))
  const first = await beginImport(api, 'replace', headings)
  const created = await putChunk(api, first.id, 0, rows('a'))
  expect(created.body.chunk.counts).toMatchObject({ created: 48 })
  expect(created.trips).toBe(2)

  const second = await beginImport(api, 'replace', headings)
  const replaced = await putChunk(api, second.id, 0, rows('b'))
  expect(replaced.body.chunk.counts).toMatchObject({ replaced: 48 })
  // One that finds them too much, two pages, and the write.
  expect(replaced.trips).toBe(4)
  const values = await allValues(api)
  expect(values).toHaveLength(48)
  for (const { four } of values) expect(four).toBe('b'.repeat(30_000))

  // Who is left as they are need not be read.
  const third = await beginImport(api, 'skip', headings)
  const skipped = await putChunk(api, third.id, 0, rows('c'))
  expect(skipped.body.chunk.counts).toMatchObject({ skipped: 48 })
  expect(skipped.trips).toBe(2)
  await api.close()
})
