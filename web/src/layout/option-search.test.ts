import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isFoundBy } from './option-search.ts'

describe('an option is found', () => {
  test.each([
    ['strasse', 'Große Straße', true],
    ['STRASSE', 'Große Straße', true],
    ['lodz', 'Łódź', true],
    ['cote', 'Côte d’Ivoire', true],
    ["d'iv", 'Côte d’Ivoire', true],
    ['ПЁТР', 'пётр', true],
    ['ＡＢＣ', 'abc', true],
    ['e\u0301mile', 'Émile', true],
    [' gold ', 'Gold plan', true],
    ['', 'Gold plan', true],
    ['sold', 'Gold plan', false],
    ['gold plan b', 'Gold plan', false],
  ])('by %j in %j: %s', (typed, label, found) => {
    expect(isFoundBy(typed, label)).toBe(found)
  })
})

test('no choice that is typed into has a matching of its own', () => {
  const folder = join(import.meta.dirname, '..')
  const own = globSync('**/*.tsx', { cwd: folder }).filter((file) =>
    /\bshowSearch\b|\boptionFilterProp\b|\bfilterOption\b/.test(
      readFileSync(join(folder, file), 'utf8'),
    ),
  )
  // A column's choice is found by the field's key too, and sorted: see field-search.ts.
  // Contacts to try conditions on are found by the server.
  expect(own.toSorted()).toEqual([
    'layout/search-select.tsx',
    'pages/fields/conditions-trial.tsx',
    'pages/imports/columns/column-row.tsx',
  ])
})
