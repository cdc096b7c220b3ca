import { describe, expect, it } from 'vitest'
import { toggled } from './toggled.ts'

const page = ['a', 'b', 'c', 'd', 'e']

describe('a click on the box of a row', () => {
  it.each<[string, string[], string, string | null, string[]]>([
    ['selects it', [], 'b', null, ['b']],
    ['selects it beside others', ['x', 'a'], 'b', null, ['x', 'a', 'b']],
    ['takes it away', ['x', 'a', 'b'], 'b', null, ['x', 'a']],
    ['selects all down to it', ['b'], 'd', 'b', ['b', 'c', 'd']],
    ['selects all up to it', ['d'], 'b', 'd', ['b', 'c', 'd']],
    ['selects what of a range is not yet', ['b', 'c'], 'e', 'b', ['b', 'c', 'd', 'e']],
    ['takes a range away', ['x', 'a', 'b', 'c', 'd'], 'd', 'b', ['x', 'a']],
    ['begins no range on another page', ['x'], 'b', 'x', ['x', 'b']],
    ['takes one that is not on this page', ['x', 'b'], 'x', null, ['b']],
  ])('%s', (_what, ids, id, anchor, right) => {
    expect(toggled(ids, { id, anchor, page })).toEqual(right)
  })
})
