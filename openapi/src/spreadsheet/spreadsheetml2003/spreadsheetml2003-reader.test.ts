import { expect, it } from 'vitest'
import type { Cell } from '../../field-types/cell.ts'
import { openWorkbook } from '../index.ts'
import { allRows } from '../test-files.test-support.ts'

const SS = 'urn:schemas-microsoft-com:office:spreadsheet'

/** An XML Spreadsheet 2003 made by hand. */
function xml(worksheets: string, before = ''): Blob {
  return new Blob([
    `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="${SS}" xmlns:ss="${SS}" xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:html="http://www.w3.org/TR/REC-html40">${before}${worksheets}</Workbook>`,
  ])
}

const sheet = (rows: string, options = ''): string =>
  `<Worksheet ss:Name="One"><Table>${rows}</Table>${options}</Worksheet>`

const styles = `<Styles><Style ss:ID="Default"><NumberFormat/></Style><Style ss:ID="d"><NumberFormat ss:Format="Short Date"/></Style><Style ss:ID="t"><NumberFormat ss:Format="h:mm"/></Style><Style ss:ID="child" ss:Parent="d"/></Styles>`

async function cellsOf(cells: string, before = styles): Promise<Cell[]> {
  const rows = await allRows(await openWorkbook(xml(sheet(`<Row>${cells}</Row>`), before)))
  return rows.flatMap((row) => row.cells)
}

const data = (type: string, text: string, style = ''): string =>
  `<Cell${style && ` ss:StyleID="${style}"`}><Data ss:Type="${type}">${text}</Data></Cell>`

it.each<[what: string, cells: string, expected: Cell[]]>([
  [
    'every type',
    data('String', 'a') +
      data('Number', '1.5') +
      data('Boolean', '1') +
      data('Boolean', '0') +
      data('Error', '#N/A'),
    ['a', 1.5, true, false, { error: '#N/A' }],
  ],
  ['a day', data('DateTime', '2023-03-15T00:00:00.000', 'd'), [{ date: '2023-03-15' }]],
  [
    'a day by the style that a style is made from',
    data('DateTime', '2023-03-15T00:00:00.000', 'child'),
    [{ date: '2023-03-15' }],
  ],
  ['a time', data('DateTime', '1899-12-31T14:30:00.000', 't'), ['14:30:00']],
  ['a number shown as a date', data('Number', '45000', 'd'), [{ date: '2023-03-15' }]],
  [
    'marked-up text',
    `<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>a</B> b</ss:Data></Cell>`,
    ['a b'],
  ],
  [
    'a cell with a comment',
    `<Cell><Data ss:Type="String">a</Data><Comment><ss:Data>no</ss:Data></Comment></Cell>`,
    ['a'],
  ],
  [
    'places',
    `<Cell ss:Index="2" ss:MergeAcross="1"><Data ss:Type="Number">1</Data></Cell>${data('Number', '2')}`,
    [null, 1, null, 2],
  ],
])('reads %s', async (_, cells, expected) => {
  expect(await cellsOf(cells)).toEqual(expected)
})

it('counts from 1904 where the workbook says so', async () => {
  const mac = '<x:ExcelWorkbook><x:Date1904/></x:ExcelWorkbook>'
  const cells = data('Number', '43538', 'd') + data('DateTime', '2023-03-15T00:00:00.000', 'd')
  const day = { date: '2023-03-15' }
  expect(await cellsOf(cells, mac + styles)).toEqual([day, day])
  const other = '<x:ExcelWorkbook><y:Date1904 xmlns:y="urn:other"/></x:ExcelWorkbook>'
  expect(await cellsOf(data('Number', '45000', 'd'), other + styles)).toEqual([day])
})

it('numbers rows as they say, lists sheets and says which are hidden', async () => {
  const rows = `<Row><Cell/></Row><Row ss:Index="3">${data('Number', '3')}</Row><Row ss:Span="2"/><Row>${data('Number', '7')}</Row>`
  const hidden = '<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>'
  const workbook = await openWorkbook(
    xml(sheet(rows) + sheet(`<Row>${data('Number', '9')}</Row>`, hidden)),
  )
  expect(workbook.sheets.map((each) => each.hidden)).toEqual([false, true])
  expect(await allRows(workbook)).toEqual([
    { number: 3, cells: [3] },
    { number: 7, cells: [7] },
  ])
  expect(await allRows(workbook, 1)).toEqual([{ number: 1, cells: [9] }])
})

it.each(['utf16le', 'latin1'] as const)(
  'reads it in the encoding it says, %s',
  async (encoding) => {
    const declaration =
      encoding === 'latin1' ? '<?xml version="1.0" encoding="windows-1252"?>' : '\uFEFF'
    const text = `${declaration}<Workbook xmlns="${SS}" xmlns:ss="${SS}">${sheet(`<Row>${data('String', 'Zoë')}</Row>`)}</Workbook>`
    const workbook = await openWorkbook(new Blob([Buffer.from(text, encoding)]))
    expect(await allRows(workbook)).toEqual([{ number: 1, cells: ['Zoë'] }])
  },
)
