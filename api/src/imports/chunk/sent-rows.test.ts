import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ProblemError } from '../../errors/problem-error.ts'
import { chunkRows, eachRow } from './chunk-rows.ts'
import { sentRows } from './sent-rows.ts'

const read = (text: string) => [...eachRow(sentRows(new TextEncoder().encode(text)))]
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

describe('rows that are read some at a time', () => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const row = (number: number, ...cells: unknown[]) => JSON.stringify({ number, cells })
  const body = (...rows: string[]) => `{"rows":[${rows.join(',')}]}`
  const odd = ['},{"number":9', '"}],', '\\"', '{"rows":[', 'é😀', ' ']

  const anyRow = fc.record({
    cells: fc.array(
      fc.oneof(
        fc.constantFrom(...odd),
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom(null, true, 0.5, 12),
        fc.record({ number: fc.constantFrom(1, -2.5), shown: fc.constantFrom('1', '},{') }),
      ),
      { maxLength: 4 },
    ),
    mode: fc.constantFrom(undefined, 'skip' as const),
  })

  test('are those that were sent, however many at a time and however it was written', () => {
    fc.assert(
      fc.property(
        fc.array(anyRow, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 13 }),
        fc.constantFrom(undefined, 1, '\t'),
        (all, most, space) => {
          const rows = JSON.parse(
            JSON.stringify(all.map((one, at) => ({ number: at + 1, ...one }))),
          )
          const sent = sentRows(bytes(JSON.stringify({ rows }, null, space)))
          expect(sent.count).toBe(rows.length)
          const parts = [...sent.parts(most)]
          expect(parts.flat()).toEqual(rows)
          if (space === undefined) expect(parts.every(({ length }) => length <= most)).toBe(true)
          const kept = chunkRows(rows)
          expect(kept.count).toBe(rows.length)
          expect([...kept.parts(most)].flat()).toEqual(rows)
        },
      ),
      { examples: [[odd.map((cell) => ({ cells: [cell], mode: undefined })), 1, undefined]] },
    )
  })

  test.each([
    ['no rows', body(), 'rows'],
    ['a row that is none', body(row(1, 'a'), row(2, 'b'), '{"number":3}'), 'rows.cells'],
    ['another member of a row', body(row(1), row(2), '{"number":3,"cells":[],"x":1}'), 'rows.x'],
    ['rows out of order, one part after the other', body(row(2), row(3), row(3)), 'rows'],
    ['another member', '{"rows":[{"number":1,"cells":[]}],"more":[1]}', 'more'],
  ])('are refused for %s as if they were read at once', (_, text, path) => {
    const refused = () => [...sentRows(bytes(text)).parts(1)]
    expect(refused).toThrow(ProblemError)
    const [error] = caught(refused)
    expect(Object.keys(error?.details.errors ?? {})).toContain(path)
  })

  test.each([
    ['ends too soon', '{"rows":[{"number":1,"cells":[]},{"number":2,"cells":[}]}'],
    ['has a comma too many', '{"rows":[{"number":1,"cells":[]},]}'],
    ['goes on behind its end', '{"rows":[{"number":1,"cells":[]}]}]}'],
    [
      'has two lists, one after the other',
      '{"rows":[{"number":1,"cells":[]}][{"number":2,"cells":[]}]}',
    ],
  ])('are no JSON where it %s', (_, text) => {
    const [error] = caught(() => [...sentRows(bytes(text)).parts(1)])
    expect(error?.code).toBe('invalid_request')
  })

  test('are no UTF-8 where bytes in a later row are none', () => {
    const sent = bytes(body(row(1, 'a'), row(2, 'b')))
    sent[sent.lastIndexOf(0x62)] = 0xff
    const [error] = caught(() => [...sentRows(sent).parts(1)])
    expect(error?.details.detail?.code).toBe('not_utf8')
  })

  test('are the last ones that a body has under their name, as in all JSON', () => {
    const text = `{"rows":[${row(1, 'a')},${row(2, 'b')}],"rows":[${row(3, 'c')}]}`
    expect([...sentRows(bytes(text)).parts(1)].flat()).toEqual([{ number: 3, cells: ['c'] }])
  })
})

function caught(work: () => unknown): ProblemError[] {
  try {
    work()
    return []
  } catch (error) {
    return error instanceof ProblemError ? [error] : []
  }
}
