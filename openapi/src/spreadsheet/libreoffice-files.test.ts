import { openAsBlob } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { read as sheetjs, utils, write } from 'xlsx'
import type { Cell } from '../field-types/cell.ts'
import { openWorkbook } from './index.ts'
import type { SheetRow } from './index.ts'
import { allRows } from './test-files.test-support.ts'

const PEOPLE: SheetRow[] = [
  {
    number: 1,
    cells: [
      'Name',
      'Born',
      'Seen',
      'Time',
      'Count',
      'Share',
      'VIP',
      'Phone',
      'Formula',
      'Error',
      'Note',
    ],
  },
  {
    number: 2,
    cells: [
      'Zoë Müller',
      { date: '1980-02-29' },
      { date: '2024-02-29T23:59:59' },
      '14:30:15',
      3,
      0.125,
      true,
      '0041791234567',
      3,
      { error: '#DIV/0!' },
      'two\nlines',
    ],
  },
  {
    number: 3,
    cells: [
      "O'Neil; Bob",
      { date: '1900-02-28' },
      { date: '1999-12-31T00:00:00' },
      '00:00:00',
      -7,
      1e-7,
      false,
      '+41791234567',
      'ab',
      { error: '#N/A' },
      "'apostrophe",
    ],
  },
  { number: 4, cells: ['漢字 😀', ...nulls(9), '  blanks  '] },
  { number: 6, cells: ['After a gap', { date: '2024-12-31' }, ...nulls(8), '_x0041_'] },
]

function nulls(count: number): null[] {
  return Array.from({ length: count }, () => null)
}

/** The table with some cells otherwise, by row index and column index. */
function except(
  changes: readonly (readonly [row: number, column: number, cell: Cell])[],
): SheetRow[] {
  const rows = PEOPLE.map((row) => ({ ...row, cells: [...row.cells] }))
  for (const [row, column, cell] of changes) {
    const cells = rows[row]?.cells
    if (cells !== undefined) cells[column] = cell
  }
  return rows
}

async function fixture(name: string): Promise<Blob> {
  return openAsBlob(fileURLToPath(new URL(`fixtures/${name}`, import.meta.url)))
}

it('reads its .xlsx', async () => {
  const workbook = await openWorkbook(await fixture('people.xlsx'))
  expect(workbook.format).toBe('xlsx')
  expect(workbook.sheets).toEqual([{ name: 'people', hidden: false }])
  expect(await allRows(workbook)).toEqual(PEOPLE)
})

it('reads its .ods', async () => {
  const workbook = await openWorkbook(await fixture('people.ods'))
  expect(workbook.format).toBe('ods')
  expect(await allRows(workbook)).toEqual(PEOPLE)
})

it('reads its .xls', async () => {
  const workbook = await openWorkbook(await fixture('people.xls'))
  expect(workbook.format).toBe('xls')
  // What the file says: LibreOffice counts days before March 1900 its own way, and left a formula's text out.
  expect(await allRows(workbook)).toEqual(
    except([
      [2, 1, '1900-02-29'],
      [2, 8, 0],
    ]),
  )
})

it('reads its .csv of western Windows', async () => {
  const workbook = await openWorkbook(await fixture('people-windows-1252.csv'))
  expect(workbook.text).toEqual({ encoding: 'windows-1252', delimiter: ';' })
  const rows = await allRows(workbook)
  expect(rows[1]?.cells.slice(0, 2)).toEqual(['Zoë Müller', '1980-02-29'])
  expect(rows[1]?.cells[7]).toBe('0041791234567')
  expect(rows[1]?.cells[10]).toBe('two\nlines')
  expect(rows.map((row) => row.number)).toEqual([1, 2, 3, 4, 6])
})

it.each(['xlsx', 'xlsb', 'biff8', 'ods', 'fods', 'xlml'] as const)(
  'reads what SheetJS writes as %s',
  async (bookType) => {
    const sheet = utils.aoa_to_sheet(
      [
        ['Name', 'Born', 'Count', 'VIP'],
        ['Zoë', new Date(Date.UTC(1980, 1, 29)), 1.5, true],
        [],
        ['=1', null, -3, false],
      ],
      { UTC: true },
    )
    const book = utils.book_new(sheet, 'People')
    const file = new Blob([write(book, { bookType, type: 'buffer' })])
    const workbook = await openWorkbook(file)
    expect(workbook.sheets[0]?.name).toBe('People')
    expect(await allRows(workbook)).toEqual([
      { number: 1, cells: ['Name', 'Born', 'Count', 'VIP'] },
      { number: 2, cells: ['Zoë', { date: '1980-02-29' }, 1.5, true] },
      { number: 4, cells: ['=1', null, -3, false] },
    ])
  },
)

it('agrees with SheetJS on every value of an .xlsx', async () => {
  const file = await fixture('people.xlsx')
  const book = sheetjs(await file.arrayBuffer(), { cellDates: false })
  const theirs = utils.sheet_to_json<Cell[]>(book.Sheets.people ?? {}, {
    header: 1,
    blankrows: false,
  })
  const ours = (await allRows(await openWorkbook(file))).map((row) => row.cells)
  expect(theirs).toHaveLength(ours.length)
  theirs.forEach((row, index) => {
    for (const column of [0, 4, 5, 6, 7, 8]) {
      expect(ours[index]?.[column] ?? null, `${index}/${column}`).toEqual(row[column] ?? null)
    }
  })
})
