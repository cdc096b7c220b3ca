import { createClient } from '@libsql/client/sqlite3'
import { sql } from 'drizzle-orm/sql'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesAt, eachPlace, PackedPlaces, packedText, PackedTexts } from './packed-texts.ts'
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
  return { packs: made.take(), places }
}

/** As the database reads them. */
async function read(all: readonly string[], number: (index: number) => number | undefined) {
  const { packs, places } = packed(all)
  const first = number(0) === undefined ? 'list' : 'object'
  const kept = new PackedPlaces(first)
  for (const [index, place] of places.entries()) kept.add(place, number(index))
  const client = createClient({ url: ':memory:' })
  const found: unknown[] = []
  for (const [index, those] of kept.take().entries()) {
    const { rows } = await client.execute(select({ all: packs[index] ?? null, places: those }))
    found.push(...rows.map(({ key, text }) => [Number(key), text]))
  }
  client.close()
  return found
}

test('the database reads each text as it was, in its order or by its number', async () => {
  await fc.assert(
    fc.asyncProperty(texts, async (all) => {
      expect(await read(all, () => undefined)).toEqual(all.map((text, index) => [index, text]))
      const byNumber = await read(all, (index) => 1_000 + index)
      expect(byNumber).toEqual(all.map((text, index) => [1_000 + index, text]))
    }),
    { examples: [[[]], [['']], [['', 'a', '']]] },
  )
})

test('each is told from the others by its place', () => {
  fc.assert(
    fc.property(texts, (all) => {
      const { packs, places } = packed(all)
      const decoder = new TextDecoder()
      expect(places.map((place) => decoder.decode(bytesAt(packs, place)))).toEqual(all)
    }),
  )
})

test('what is too much for one parameter is in several, none of them too long', async () => {
  const long = (letter: string) => letter.repeat(1_500_000)
  const all = ['a', 'é', 'c', 'd', 'e', 'f'].map(long)
  const { packs, places } = packed(all)
  expect(packs.map(({ length }) => length)).toEqual([1_500_000, 3_000_000, 3_000_000, 3_000_000])
  expect(places.map((place) => bytesAt(packs, place).length)).toEqual([
    1_500_000, 3_000_000, 1_500_000, 1_500_000, 1_500_000, 1_500_000,
  ])
  expect(await read(all, () => undefined)).toEqual(all.map((text, index) => [index, text]))
})

test('one that was put down later than those behind it keeps its number, in whichever pack it is', async () => {
  const texts = new PackedTexts()
  const put = (text: string) => {
    texts.begin().add(text)
    return texts.end()
  }
  const [first, second] = [put('a'), put('b')]
  const large = put('c'.repeat(4_000_000))
  const again = put('A')
  expect(new TextDecoder().decode(texts.at(first))).toBe('a')
  expect(new TextDecoder().decode(texts.at(again))).toBe('A')
  const packs = texts.take()
  const places = new PackedPlaces('list')
  for (const place of [again, second, large]) places.add(place)
  const client = createClient({ url: ':memory:' })
  const found: unknown[] = []
  for (const [index, those] of places.take().entries()) {
    const { rows } = await client.execute(select({ all: packs[index] ?? null, places: those }))
    found.push(...rows.map(({ key, text }) => [Number(key), String(text).slice(0, 1)]))
  }
  client.close()
  expect(found.toSorted()).toEqual([
    [0, 'A'],
    [1, 'b'],
    [2, 'c'],
  ])
})
