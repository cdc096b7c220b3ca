import { expect, it } from 'vitest'
import { headingRowOf, openWorkbook, sheetWithRows } from '../index.ts'
import type { Workbook } from '../index.ts'
import { allRows, handMade, refusal } from '../test-files.test-support.ts'
import { damaged } from './sheet-error.ts'
import type { SheetRow } from './workbook.ts'

const row: SheetRow = { number: 1, cells: ['a'] }

function workbookOf(
  sheets: readonly { hidden?: boolean; rows: SheetRow[] | 'broken' }[],
): Workbook {
  return {
    format: 'xlsx',
    sheets: sheets.map(({ hidden = false }, index) => ({ name: `${index}`, hidden })),
    progress: { read: 0, total: 0 },
    async *rows(sheet = 0) {
      const rows = sheets[sheet]?.rows ?? []
      if (rows === 'broken') throw damaged()
      if (rows.length > 0) yield rows
    },
  }
}

it.each([
  ['the first', [{ rows: [row] }, { rows: [row] }], 0],
  ['the first with rows', [{ rows: [] }, { rows: [row] }], 1],
  ['the first that people see', [{ hidden: true, rows: [row] }, { rows: [row] }], 1],
  ['the next where the first is broken', [{ rows: 'broken' as const }, { rows: [row] }], 1],
  ['the first seen where none has rows', [{ hidden: true, rows: [row] }, { rows: [] }], 1],
])('takes of several sheets %s', async (_, sheets, index) => {
  expect(await sheetWithRows(workbookOf(sheets))).toBe(index)
})

it('says what is wrong with the first sheet where no other has rows', async () => {
  const workbook = workbookOf([{ rows: 'broken' }, { rows: [] }])
  expect(await refusal(() => sheetWithRows(workbook))).toMatchObject({ code: 'damaged' })
})

it.each<[what: string, rows: SheetRow[], number: number]>([
  [
    'the first row',
    [
      { number: 2, cells: ['a', 'b'] },
      { number: 3, cells: ['c', 'd'] },
    ],
    2,
  ],
  ['the row below a title', [row, { number: 3, cells: ['a', 'b'] }], 3],
  ['the first row of one column', [row, { number: 2, cells: ['b'] }], 1],
  ['none of no rows', [], 0],
])('takes for the headings %s', (_, rows, number) => {
  expect(headingRowOf(rows)).toBe(number)
})

it('passes over hidden rows, counts them, and hands them over marked where they are asked for', async () => {
  const rows =
    '<row r="1"><c><v>1</v></c></row><row r="2" hidden="1"><c><v>2</v></c></row><row r="3"><c><v>3</v></c></row>'
  const workbook = await openWorkbook(handMade({ rows }))
  expect(await allRows(workbook)).toEqual([
    { number: 1, cells: [1] },
    { number: 3, cells: [3] },
  ])
  expect(workbook.hiddenRows).toEqual({ count: 1 })
  const asked = await openWorkbook(handMade({ rows }), { hiddenRows: true })
  expect((await allRows(asked))[1]).toEqual({ number: 2, cells: [2], hidden: true })
})
