import fc from 'fast-check'
import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { read as sheetjs, utils } from 'xlsx'
import type { Cell } from '../../field-types/cell.ts'
import { cellText } from '../../field-types/text-cell.ts'
import { openWorkbook, writeXlsx } from '../index.ts'
import type { XlsxOptions } from '../index.ts'
import { allRows, bytesOf, refusal } from '../test-files.test-support.ts'

async function written(
  rows: readonly (readonly Cell[])[],
  options: XlsxOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  return bytesOf(writeXlsx(rows, options))
}

async function back(rows: readonly (readonly Cell[])[]): Promise<Cell[][]> {
  const workbook = await openWorkbook(new Blob([await written(rows)]))
  return (await allRows(workbook)).map((row) => row.cells)
}

async function sheetXmlOf(
  rows: readonly (readonly Cell[])[],
  options: XlsxOptions = {},
): Promise<string> {
  const parts = unzipSync(await written(rows, options))
  return new TextDecoder().decode(parts['xl/worksheets/sheet1.xml'])
}

const nasty = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      '_',
      'x',
      '0',
      '4',
      '1',
      '_x0041_',
      '_x000D_',
      '&',
      '<',
      '>',
      '"',
      ']]>',
      ' ',
      '\t',
      '\n',
      '\r',
      '=',
    ),
    fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
  ),
  minLength: 1,
  maxLength: 12,
})
const day = fc
  .date({
    min: new Date('1900-03-01T00:00:00Z'),
    max: new Date('9999-12-31T23:59:59.999Z'),
    noInvalidDate: true,
  })
  .map((date) => date.toISOString())
const cell: fc.Arbitrary<Cell> = fc.oneof(
  nasty,
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  day.map((iso) => ({ date: iso.slice(0, 10) })),
  day.map((iso) => ({ date: iso.endsWith('.000Z') ? iso.slice(0, 19) : iso.slice(0, 23) })),
  fc.constantFrom('#N/A', '#REF!', '#DIV/0!').map((error) => ({ error })),
)

/** A number of more digits than spreadsheets keep goes and comes back as text. */
function asKept(cell: Cell): Cell {
  const isLong = typeof cell === 'number' && Number(cell.toPrecision(15)) !== cell
  return isLong ? cellText(cell) : cell
}

describe('round trips', () => {
  it('reads back equal what it wrote, any cells', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 6 }),
        async (rows) => {
          const workbook = await openWorkbook(new Blob([await written(rows)]))
          const expected = rows.map((row, index) => ({
            number: index + 1,
            cells: trimmed(row.map(asKept)),
          }))
          expect(await allRows(workbook)).toEqual(expected.filter((row) => row.cells.length > 0))
        },
      ),
      { numRuns: 300 },
    )
  }, 30_000)

  it('keeps numbers whole that spreadsheets would cut, as text', async () => {
    const whole = 2 ** 53 - 1
    const numbers = [whole, -whole, 123456789012345, 1e15, 1e21, 0.1 + 0.2, 1234567890123456]
    expect(await back([numbers])).toEqual([
      [`${whole}`, `-${whole}`, 123456789012345, 1e15, 1e21, `${0.1 + 0.2}`, '1234567890123456'],
    ])
    expect(
      await back([
        [
          { number: 2134, shown: '02134' },
          { number: 0.5, shown: '50%' },
        ],
      ]),
    ).toEqual([['02134', 0.5]])
  })

  it('keeps dates that spreadsheets would move as text', async () => {
    const dates: Cell[] = [{ date: '1900-02-28' }, { date: '1850-01-01' }, { date: '1900-03-01' }]
    expect(await back([dates])).toEqual([['1900-02-28', '1850-01-01', { date: '1900-03-01' }]])
  })

  it('keeps what no date is as the text it was', async () => {
    expect(await back([[{ date: '2023-02-30' }, { error: 'oops' }]])).toEqual([
      ['2023-02-30', 'oops'],
    ])
  })
})

describe('the file', () => {
  it('reads the same in SheetJS', async () => {
    const rows: Cell[][] = [
      ['Name', 'When', 'Count', 'Yes'],
      ['=1+1', { date: '2023-03-15' }, 1.25, true],
      [' é😀 & <b> ', { date: '2023-03-15T12:00:00' }, -3, false],
      ['x'.repeat(32_767), null, 0, null],
    ]
    const book = sheetjs(await written(rows, { sheetName: 'My: [sheet]' }), { cellDates: false })
    expect(book.SheetNames).toEqual(['My   sheet'])
    const sheet = book.Sheets['My   sheet']
    expect(sheet?.A2).toMatchObject({ t: 's', v: '=1+1' })
    expect(sheet?.A2).not.toHaveProperty('f')
    expect(utils.sheet_to_json(sheet ?? {}, { header: 1, raw: true })).toEqual([
      ['Name', 'When', 'Count', 'Yes'],
      ['=1+1', 45_000, 1.25, true],
      [' é😀 & <b> ', 45_000.5, -3, false],
      ['x'.repeat(32_767), undefined, 0],
    ])
  })

  it('never writes a formula, and marks texts that look like one', async () => {
    const texts = ['=1', '+1', '-1', '@x', '\tx', '\rx', '＝1', '＋1', '－1', '＠x']
    const xml = await sheetXmlOf([['h'], ...texts.map((text) => [text])])
    expect(xml).not.toContain('<f')
    expect(xml.match(/s="5" t="(?:str|inlineStr)"/g)).toHaveLength(texts.length)
    expect(await sheetXmlOf([['h'], ['a=1'], ["'=1"]])).not.toContain('s="5"')
  })

  it('makes the headings bold, keeps them in sight and gives them a filter', async () => {
    const xml = await sheetXmlOf(
      [
        ['A', 'B'],
        [1, 2],
        [3, 4],
      ],
      { columnWidths: [30], textColumns: [1] },
    )
    expect(xml).toContain('state="frozen"')
    expect(xml).toContain('<c r="A1" s="1" t="str">')
    expect(xml).toContain('<autoFilter ref="A1:B3"/>')
    expect(xml).toContain('<col min="1" max="1" width="30" customWidth="1"/>')
    expect(xml).toContain('<col min="2" max="2" width="10" customWidth="1" style="6"/>')
  })

  it('is the same for the same rows', async () => {
    expect(await written([['a'], [1]])).toEqual(await written([['a'], [1]]))
  })

  it('can be without any row', async () => {
    expect(await back([])).toEqual([])
  })

  it('refuses what no cell can hold, with its place', async () => {
    expect(await refusal(() => written([['a'], [null, 'x'.repeat(32_768)]]))).toMatchObject({
      code: 'too_large',
      row: 2,
      column: 2,
    })
    expect(await refusal(() => written([[Number.NaN]]))).toMatchObject({ code: 'cannot_write' })
    expect(await refusal(() => written([Array.from({ length: 16_385 }, () => 1)]))).toMatchObject({
      code: 'too_large',
    })
  })

  it('takes rows only as they are wanted, and lets go of them when nobody wants more', async () => {
    let taken = 0
    let released = false
    const rows = async function* (): AsyncGenerator<Cell[][]> {
      try {
        for (;;) yield [[`row ${taken++}`, Math.random()]]
      } finally {
        released = true
      }
    }
    const reader = writeXlsx(rows()).getReader()
    for (let index = 0; index < 20; index++) await reader.read()
    const before = taken
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(taken - before).toBeLessThan(3000)
    await reader.cancel()
    expect(released).toBe(true)
  })

  it('passes the failure of its rows on', async () => {
    const rows = async function* (): AsyncGenerator<Cell[][]> {
      yield [['a']]
      throw new Error('the database is gone')
    }
    await expect(bytesOf(writeXlsx(rows()))).rejects.toThrow('the database is gone')
  })
})

function trimmed(row: readonly Cell[]): Cell[] {
  const result = [...row]
  while (result.length > 0 && result[result.length - 1] === null) result.pop()
  return result
}
