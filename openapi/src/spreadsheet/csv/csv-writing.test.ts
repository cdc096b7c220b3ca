import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cell } from '../../field-types/cell.ts'
import { cells } from './read-csv.test-support.ts'
import { openWorkbook, writeCsv } from '../index.ts'
import { allRows, bytesOf } from '../test-files.test-support.ts'

describe('writing', () => {
  const text = fc.string({
    unit: fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      '\t',
      '\r',
      '\n',
      '＝',
      "'",
      '"',
      ',',
      ';',
      ' ',
      'a',
      'é',
      '😀',
      '|',
    ),
  })

  it('writes what reads back equal, any text and any separator', async () => {
    const row = fc.array(text, { minLength: 1, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 5 }),
        fc.constantFrom(',' as const, ';' as const, '\t' as const, '|' as const),
        async (rows, delimiter) => {
          const bytes = await bytesOf(writeCsv(rows, { delimiter }))
          const workbook = await openWorkbook(new Blob([bytes]), { delimiter })
          const expected = rows
            .map((cellsOfRow, index) => ({ number: index + 1, cells: trimmed(cellsOfRow) }))
            .filter((expectedRow) => expectedRow.cells.length > 0)
          expect(await allRows(workbook)).toEqual(expected)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('writes what reads back equal without being told the separator, one column alone too', async () => {
    const separated = fc.string({
      unit: fc.constantFrom(',', ';', '; ', '\t', '|', '"', 'a', '\n'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(separated, { minLength: 1, maxLength: 5 }), async (column) => {
        const rows = column.map((text) => [text])
        const expected = column.filter((text) => text !== '').map((text) => [text])
        expect(await cells(await bytesOf(writeCsv(rows)))).toEqual(expected)
      }),
      { numRuns: 300 },
    )
    const emails = [['email'], ['a@example.com; b@example.com'], ['c@example.com; d@example.com']]
    expect(await cells(await bytesOf(writeCsv(emails)))).toEqual(emails)
  })

  it('disarms formulas, and numbers stay bare', async () => {
    const bytes = await bytesOf(
      writeCsv([
        ['=1+1', '+41', '-x', '@a', "'=x", "'hello", -5, true, null, { date: '2026-01-31' }],
      ]),
    )
    expect(new TextDecoder().decode(bytes)).toBe(
      "'=1+1,'+41,'-x,'@a,''=x,'hello,-5,TRUE,,2026-01-31\r\n",
    )
    expect(bytes.slice(0, 3)).toEqual(Uint8Array.of(0xef, 0xbb, 0xbf))
  })

  it('leaves the apostrophe of others alone', async () => {
    expect(await cells("a,b\n'hello,'")).toEqual([
      ['a', 'b'],
      ["'hello", "'"],
    ])
  })

  it('does not let a heading pass for a declared separator', async () => {
    const bytes = await bytesOf(writeCsv([['sep=;'], ['x']]))
    expect((await cells(bytes)).flat()).toEqual(['sep=;', 'x'])
  })

  it('takes rows only as they are wanted', async () => {
    let taken = 0
    const rows = function* (): Generator<Cell[]> {
      for (;;) yield [`row ${taken++}`]
    }
    const reader = writeCsv(rows()).getReader()
    await reader.read()
    const first = taken
    await reader.read()
    expect(first).toBeLessThan(20_000)
    expect(taken).toBeLessThan(40_000)
    await reader.cancel()
  })
})

function trimmed(row: readonly string[]): Cell[] {
  const result: Cell[] = row.map((cell) => (cell === '' ? null : cell))
  while (result.length > 0 && result[result.length - 1] === null) result.pop()
  return result
}
