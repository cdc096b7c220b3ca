import { describe, expect, test } from 'vitest'
import { type Field, plainDefinition, type Section } from '@cardfile/openapi'
import { orderOf, rowsOf, withMove, type Layout } from './section-moves.ts'

const section = (id: number, name: string): Section => ({
  id,
  name,
  collapsed: false,
  columns: 2,
  position: id,
  version: 1,
})

const field = (id: number, name: string, of: number | null): Field => ({
  ...plainDefinition,
  id,
  key: name,
  name,
  kind: 'C',
  type: 'text',
  position: id,
  version: 1,
  section: of,
})

const layout: Layout = {
  sections: [section(1, 'A'), section(2, 'B'), section(3, 'C')],
  fields: [field(1, 'x', null), field(2, 'a', 1), field(3, 'b', 2), field(4, 'bb', 2)],
}

/** Sections in capitals, each before its fields. */
const drawn = (one: Layout) =>
  rowsOf(one)
    .map((row) => ('section' in row ? row.section.name : row.field.name))
    .join(' ')

describe('a row that is moved', () => {
  const cases: [what: string, from: number, to: number, after: string][] = [
    ['a field into the section below', 0, 1, 'A x a B b bb C'],
    ['a field behind another', 0, 4, 'A a B b x bb C'],
    ['a field into an empty section', 0, 6, 'A a B b bb C x'],
    ['a field out of the first section', 2, 1, 'x a A B b bb C'],
    ['a field to the top', 5, 0, 'bb x A a B b C'],
    ['a section down, with its fields', 1, 6, 'x B b bb C A a'],
    ['a section up, with its fields', 3, 1, 'x B b bb A a C'],
  ]
  test.each(cases)('%s', (_, from, to, after) => {
    expect(drawn(layout)).toBe('x A a B b bb C')
    expect(drawn(withMove(layout, from, to))).toBe(after)
  })
})

test('the order that is sent names each field in its section', () => {
  expect(orderOf(withMove(layout, 0, 6))).toEqual({
    ids: [],
    sections: [
      { id: 1, ids: [2] },
      { id: 2, ids: [3, 4] },
      { id: 3, ids: [1] },
    ],
  })
})
