import { createClient } from '@libsql/client/sqlite3'
import { sql } from 'drizzle-orm/sql'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { JsonBytes } from '@cardfile/openapi'
import { addPlace, bytesAt, eachPlace, packedText, PackedTexts } from './packed-texts.ts'
import { prepare } from './statement.ts'

const select = prepare<'all' | 'places'>(
  sql`SELECT w.key, ${packedText('all')} AS text FROM ${eachPlace('places')}`,
)
// The database reads text up to a NUL, which nothing of ours may hold.
const texts = fc.array(fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', '')))

function packed(all: readonly string[]) {
  const made = new PackedTexts()
  const places = all.map((text) => {
    made.begin().add(text)
    return made.end()
  })
  return { bytes: made.take(), places }
}

test('the database reads each text as it was, in its order or by its number', async () => {
  const client = createClient({ url: ':memory:' })
  const read = async (all: Uint8Array, places: JsonBytes) => {
    const { rows } = await client.execute(select({ all, places: places.take() }))
    return rows.map(({ key, text }) => [Number(key), text])
  }
  await fc.assert(
    fc.asyncProperty(texts, async (all) => {
      const { bytes, places } = packed(all)
      const [list, object] = [new JsonBytes('list'), new JsonBytes('object')]
      for (const [index, place] of places.entries()) {
        addPlace(list, place)
        addPlace(object, place, 1_000 + index)
      }
      expect(await read(bytes, list)).toEqual(all.map((text, index) => [index, text]))
      expect(await read(bytes, object)).toEqual(all.map((text, index) => [1_000 + index, text]))
    }),
    { examples: [[[]], [['']], [['', 'a', '']]] },
  )
  client.close()
})

test('each is told from the others by its place', () => {
  fc.assert(
    fc.property(texts, (all) => {
      const { bytes, places } = packed(all)
      const decoder = new TextDecoder()
      expect(places.map((place) => decoder.decode(bytesAt(bytes, place)))).toEqual(all)
    }),
  )
})
