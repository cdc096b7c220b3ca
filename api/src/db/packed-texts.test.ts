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
  const read = async (packed: PackedTexts) => {
    const { rows } = await client.execute(select(packedValues('all', packed.take())))
    return rows.map(({ key, text }) => [Number(key), text])
  }
  await fc.assert(
    fc.asyncProperty(texts, async (all) => {
      const [list, object] = [new PackedTexts('list'), new PackedTexts('object')]
      for (const [index, text] of all.entries()) {
        list.begin().add(text)
        list.end()
        object.begin().add(text)
        object.end(1_000 + index)
      }
      expect(list.count).toBe(all.length)
      expect(await read(list)).toEqual(all.map((text, index) => [index, text]))
      expect(await read(object)).toEqual(all.map((text, index) => [1_000 + index, text]))
    }),
    { examples: [[[]], [['']], [['', 'a', '']]] },
  )
  client.close()
})
