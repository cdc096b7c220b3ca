import { expect, it } from 'vitest'
import type { Cell } from '../../field-types/cell.ts'
import { openWorkbook } from '../index.ts'
import { allRows, refusal, zipped } from '../test-files.test-support.ts'

const OASIS = 'urn:oasis:names:tc:opendocument:xmlns:'

/** An .ods made by hand: what is inside its spreadsheet, and its automatic styles. */
function ods(spreadsheet: string, styles = ''): Blob {
  const names = ['office', 'style', 'table', 'text', 'number']
  const namespaces = names
    .map((name) => `xmlns:${name}="${OASIS}${name === 'number' ? 'datastyle' : name}:1.0"`)
    .join(' ')
  return zipped({
    'content.xml': `<office:document-content ${namespaces} xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" xmlns:draw="${OASIS}drawing:1.0"><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${spreadsheet}</office:spreadsheet></office:body></office:document-content>`,
  })
}

const table = (rows: string, name = 'One'): string =>
  `<table:table table:name="${name}">${rows}</table:table>`
const row = (cells: string): string => `<table:table-row>${cells}</table:table-row>`

async function cellsOf(cells: string, before = ''): Promise<Cell[]> {
  const rows = await allRows(await openWorkbook(ods(before + table(row(cells)))))
  return rows.flatMap((each) => each.cells)
}

const cell = (attributes: string, text: string | null = null): string =>
  `<table:table-cell ${attributes}>${text === null ? '' : `<text:p>${text}</text:p>`}</table:table-cell>`

it.each<[what: string, cells: string, expected: Cell[]]>([
  ['a number', cell('office:value-type="float" office:value="-1.5E-3"', '-0.0015'), [-0.0015]],
  [
    'a number that is shown otherwise',
    cell('office:value-type="float" office:value="2134"', '02134') +
      cell('office:value-type="currency" office:value="1234.5"', '1.234,50 €'),
    [
      { number: 2134, shown: '02134' },
      { number: 1234.5, shown: '1.234,50 €' },
    ],
  ],
  [
    'a number shown by fewer digits than it has',
    cell('office:value-type="float" office:value="4915112345678"', '4.9E+12'),
    [4915112345678],
  ],
  ['a text', cell('office:value-type="string"', 'a &amp; b'), ['a & b']],
  ['a text that says no type', cell('', 'a'), ['a']],
  [
    'a text stated beside its look',
    cell('office:value-type="string" office:string-value="x"', 'y'),
    ['x'],
  ],
  [
    'paragraphs',
    `<table:table-cell><text:p>a</text:p><text:p/><text:p>b</text:p></table:table-cell>`,
    ['a\n\nb'],
  ],
  [
    'blanks',
    cell(
      '',
      '  a \n <text:span>b </text:span> c<text:s text:c="3"/>d<text:tab/>e<text:line-break/>f ',
    ),
    ['a b c   d\te\nf'],
  ],
  ['escapes of another format as text', cell('', '_x0041_'), ['_x0041_']],
  [
    'a note beside the text',
    `<table:table-cell><office:annotation><text:p>no</text:p></office:annotation><text:p>yes</text:p></table:table-cell>`,
    ['yes'],
  ],
  [
    'a note alone',
    `<table:table-cell><office:annotation><text:p>no</text:p></office:annotation></table:table-cell>${cell('', 'b')}`,
    [null, 'b'],
  ],
  [
    'a drawing',
    `<table:table-cell><draw:frame><draw:text-box><text:p>no</text:p></draw:text-box></draw:frame></table:table-cell>${cell('', 'b')}`,
    [null, 'b'],
  ],
  [
    'yes and no',
    cell('office:value-type="boolean" office:boolean-value="true"', 'WAHR') +
      cell('office:value-type="boolean" office:boolean-value="false"'),
    [true, false],
  ],
  [
    'an error',
    cell('office:value-type="string" office:string-value="" calcext:value-type="error"', '#N/A'),
    [{ error: '#N/A' }],
  ],
  [
    'a day',
    cell('office:value-type="date" office:date-value="1904-02-29"', '29.02.04'),
    [{ date: '1904-02-29' }],
  ],
  [
    'a day and a time',
    cell('office:value-type="date" office:date-value="2024-02-29T10:20:30.123456789012"', '10:20'),
    [{ date: '2024-02-29T10:20:30.123' }],
  ],
  [
    'midnight that is not shown',
    cell('office:value-type="date" office:date-value="2024-02-29T00:00:00"', '29.02.'),
    [{ date: '2024-02-29' }],
  ],
  [
    'a date that is none',
    cell('office:value-type="date" office:date-value="2024-02-31"', '31.02.'),
    ['31.02.'],
  ],
  [
    'a time',
    cell('office:value-type="time" office:time-value="PT14H30M15S"', '14:30'),
    ['14:30:15'],
  ],
  [
    'a length of time',
    cell('office:value-type="time" office:time-value="-P1DT12H00M00.5S"', 'x'),
    ['-36:00:00.500'],
  ],
  [
    'cells repeated',
    cell('table:number-columns-repeated="2"') + cell('table:number-columns-repeated="3"', 'a'),
    [null, null, 'a', 'a', 'a'],
  ],
  [
    'covered cells',
    cell('', 'a') + '<table:covered-table-cell/>' + cell('', 'b'),
    ['a', null, 'b'],
  ],
])('reads %s', async (_, cells, expected) => {
  expect(await cellsOf(cells)).toEqual(expected)
})

it('reads dates as they are stated, whatever day the file counts from', async () => {
  const nullDate =
    '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>'
  const date = cell('office:value-type="date" office:date-value="2023-03-15"', '15.03.23')
  expect(await cellsOf(date, nullDate)).toEqual([{ date: '2023-03-15' }])
})

it.each([
  [0, '1899-12-30'],
  [2, '1900-01-01'],
  [1462, '1904-01-01'],
])(
  'counts numbers that are formatted as dates from the day zero of the file',
  async (days, zero) => {
    const styles =
      '<number:date-style style:name="N1"><number:year/></number:date-style><style:style style:name="c" style:family="table-cell" style:data-style-name="N1"/>'
    const nullDate = `<table:calculation-settings><table:null-date table:date-value="${zero}"/></table:calculation-settings>`
    const date = cell(
      `table:style-name="c" office:value-type="float" office:value="${45000 - days}"`,
    )
    const rows = await allRows(await openWorkbook(ods(nullDate + table(row(date)), styles)))
    expect(rows[0]?.cells).toEqual([{ date: '2023-03-15' }])
  },
)

it('repeats rows, numbers those between, and leaves out what only looks like rows to the last', async () => {
  const rows = `${row(cell('', 'a'))}<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row><table:table-row table:number-rows-repeated="2">${cell('', 'b')}</table:table-row><table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>`
  expect(await allRows(await openWorkbook(ods(table(rows))))).toEqual([
    { number: 1, cells: ['a'] },
    { number: 5, cells: ['b'] },
    { number: 6, cells: ['b'] },
  ])
})

it('lists sheets, says which are hidden, and passes over tables that are none', async () => {
  const styles =
    '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
  const linked = `<table:dde-links>${table(row(cell('', 'no')), 'Link')}</table:dde-links>`
  const hidden = `<table:table table:name="B" table:style-name="ta2">${row(cell('', 'b'))}</table:table>`
  const workbook = await openWorkbook(ods(linked + table(row(cell('', 'a')), 'A') + hidden, styles))
  expect(workbook.sheets).toEqual([
    { name: 'A', hidden: false },
    { name: 'B', hidden: true },
  ])
  expect(await allRows(workbook, 0)).toEqual([{ number: 1, cells: ['a'] }])
  expect(await allRows(workbook, 1)).toEqual([{ number: 1, cells: ['b'] }])
})

it('refuses a text document by what it is', async () => {
  const file = zipped({
    'content.xml': `<office:document-content xmlns:office="${OASIS}office:1.0"><office:body><office:text/></office:body></office:document-content>`,
  })
  expect(await refusal(() => openWorkbook(file))).toMatchObject({ code: 'not_a_spreadsheet' })
})
