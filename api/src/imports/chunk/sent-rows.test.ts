import { describe, expect, test } from 'vitest'
import type { ProblemError } from '../../errors/problem-error.ts'
import { sentRows } from './sent-rows.ts'

const read = (text: string) => sentRows(new TextEncoder().encode(text))
const long = '12345678901234567.89'

describe('a number that would lose digits', () => {
  test.each([
    [`["Ann",${long}]`, ['Ann', long], [1]],
    [`[{"number":${long},"shown":"#"},0.5]`, [long, 0.5], [0]],
    [`[${long},9007199254740993,"${long}"]`, [long, '9007199254740993', long], [0, 1]],
    [`[1.5,"${long}"]`, [1.5, long], []],
  ])('is of its cell alone, and there as it was written: %s', (cells, right, indexes) => {
    const [first, row, last] = read(
      `{"rows":[{"number":2,"cells":[1]},{"number":3,"cells":${cells}},{"number":4,"cells":[2]}]}`,
    )
    expect(row?.cells).toEqual(right)
    expect([...(row?.refused?.keys() ?? [])]).toEqual(indexes)
    for (const [index, why] of row?.refused ?? [])
      expect(why).toMatchObject({ code: 'digits_lost', params: { written: right[index] } })
    expect([first, last]).toEqual([
      { number: 2, cells: [1] },
      { number: 4, cells: [2] },
    ])
  })

  test.each([
    [`{"rows":[{"number":2.00000000000000001,"cells":[1]}]}`, 'rows.number'],
    [`{"rows":[{"number":2,"cells":[{"date":${long}}]}]}`, 'rows.cells.date'],
    [`{"rows":[{"number":2,"cells":[[${long}]]}]}`, 'rows.cells'],
    [`{"rows":[{"number":2,"cells":[${long}],"cells":[1]}]}`, 'rows.cells'],
    [`{"rows":${long}}`, 'rows'],
    [long, 'body'],
  ])('is refused where it is no cell: %s', (text, path) => {
    try {
      read(text)
      expect.unreachable()
    } catch (error) {
      expect(Object.keys((error as ProblemError).details.errors ?? {})).toEqual([path])
    }
  })
})
