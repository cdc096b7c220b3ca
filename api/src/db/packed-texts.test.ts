import { createClient } from '@libsql/client/sqlite3'
import { sql } from 'drizzle-orm/sql'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { eachPacked, packedText, PackedTexts, packedValues } from './packed-texts.ts'
import { prepare } from './statement.ts'

const select = prepare<'all' | 'allPlaces'>(
  sql`SELECT w.key, ${packedText('all')} AS text FROM ${eachPacked('all')}`,
)
// The database reads text up to a NUL, which nothing of ours may hold.
const texts = fc.array(fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', '')))

test('the database reads each text as it was, in its order or by its number', async () => {
  const client = createClient({ url: ':memory:' })
  const read = async (packed: PackedTexts, kind: 'list' | 'object') => {
    const { rows } = await client.execute(select(packedValues('all', packed.take(kind))))
    return rows.map(({ key, text }) => [Number(key), text])
  }
  await fc.assert(
    fc.asyncProperty(texts, async (all) => {
      const [list, object] = [new PackedTexts(), new PackedTexts()]
      for (const [index, text] of all.entries()) {
        list.add(text)
        object.add(text, 1_000 + index)
      }
      expect(list.count).toBe(all.length)
      expect(await read(list, 'list')).toEqual(all.map((text, index) => [index, text]))
      expect(await read(object, 'object')).toEqual(all.map((text, index) => [1_000 + index, text]))
    }),
    { examples: [[[]], [['']], [['', 'a', '']]] },
  )
  client.close()
})
