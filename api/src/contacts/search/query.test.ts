import { expect, test } from 'vitest'
import { searchTrigrams } from './query.ts'

test.each([
  ['an', null],
  ['Ann', '"ann"'],
  ['Anna', '"anna"'],
  ['Annab', '("ann" AND "nab")'],
  ['Annabe', '("ann" AND "nab" AND "abe")'],
  ['ra Huc', '("ra " AND "a h" AND "huc")'],
  [' in de ', '(" in" AND "n d" AND "de ")'],
  ['Zoë Weiß', '("zoe" AND "e w" AND "wei" AND "iss")'],
  ['a "b" c', '("a """ AND """b""" AND """ c")'],
  ['Ännchen von Tharau', '("ann" AND "n v" AND "n t" AND "rau")'],
  ['👍🏽👍🏽👍🏽', '("👍🏽👍" AND "👍🏽👍" AND "🏽👍🏽")'],
])('%j is narrowed down by %j', (text, query) => {
  expect(searchTrigrams(text)).toBe(query)
})
