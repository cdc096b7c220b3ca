import { describe, expect, it } from 'vitest'
import { utils, write } from 'xlsx'
import { openWorkbook } from '../index.ts'
import { allRows, refusal, zipped } from '../test-files.test-support.ts'

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

function record(type: number, ...content: (Uint8Array | number[])[]): Buffer {
  const body = Buffer.concat(content.map((bytes) => Buffer.from(bytes)))
  const varied = (number: number): number[] =>
    number < 128 ? [number] : [(number & 0x7f) | 0x80, number >> 7]
  return Buffer.concat([Buffer.from([...varied(type), ...varied(body.length)]), body])
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

const text = (letters: string): Buffer =>
  Buffer.concat([number(letters.length), Buffer.from(letters, 'utf16le')])

const row = (index: number): Buffer => record(0, number(index), number(0), Buffer.alloc(9))
const real = (column: number, value: number): Buffer => {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleLE(value)
  return record(5, number(column), number(0), bytes)
}

interface Made {
  sheets?: { name: string; state?: number; type?: string; target?: string }[]
  data: Buffer[]
}

function xlsb({ sheets = [{ name: 'One' }], data }: Made): Blob {
  const listed = sheets.map(({ name, state = 0 }, index) =>
    record(156, number(state), number(index + 1), text(`r${index}`), text(name)),
  )
  const related = sheets.map(
    ({ type = 'worksheet', target = 'worksheets/sheet1.bin' }, index) =>
      `<Relationship Id="r${index}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  )
  return zipped({
    'xl/workbook.bin': Uint8Array.from(Buffer.concat(listed)),
    'xl/_rels/workbook.bin.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${related.join('')}</Relationships>`,
    'xl/worksheets/sheet1.bin': Uint8Array.from(Buffer.concat([record(145), ...data, record(146)])),
  })
}

it('reads every kind of cell', async () => {
  const at = (column: number) => Buffer.concat([number(column), number(0)])
  const data = [
    row(1),
    record(2, at(0), number((7 << 2) | 2)),
    record(3, at(1), [0x2a]),
    record(4, at(2), [1]),
    real(3, 0.1 + 0.2),
    record(6, at(4), text('aé漢')),
    record(8, at(5), text('formula'), number(0)),
    record(9, at(6), real(0, 2.5).subarray(-8), number(0)),
    record(62, at(7), [0], text('rich'), number(0)),
    record(14, number(0), [0]),
  ]
  expect(await allRows(await openWorkbook(xlsb({ data })))).toEqual([
    {
      number: 2,
      cells: [7, { error: '#N/A' }, true, 0.3, 'aé漢', 'formula', 2.5, 'rich', { error: '#NULL!' }],
    },
  ])
})

it('leaves sheets of charts and macros out, and marks hidden ones', async () => {
  const sheets = [
    { name: 'Chart', type: 'chartsheet', target: 'chartsheets/sheet1.bin' },
    { name: 'Macro', type: 'xlMacrosheet', target: 'macrosheets/sheet1.bin' },
    { name: 'A' },
    { name: 'B', state: 2 },
  ]
  const workbook = await openWorkbook(xlsb({ sheets, data: [row(0), real(0, 1)] }))
  expect(workbook.sheets).toEqual([
    { name: 'A', hidden: false },
    { name: 'B', hidden: true },
  ])
  expect(await allRows(workbook)).toEqual([{ number: 1, cells: [1] }])
})

describe('hostile files', () => {
  it.each([
    ['a cell in column 100,000,000', [row(0), real(100_000_000, 1)], 'too_large'],
    ['a row beyond the last', [row(4_000_000_000), real(0, 1)], 'too_large'],
    ['a row that comes twice', [row(3), real(0, 1), row(3), real(0, 1)], 'damaged'],
    [
      'a text longer than its record',
      [row(0), record(6, number(0), number(0), number(9_999))],
      'damaged',
    ],
    [
      'a text of four billion letters',
      [row(0), record(6, number(0), number(0), number(4e9))],
      'damaged',
    ],
    ['a cell cut short', [row(0), record(5, number(0))], 'damaged'],
    ['a record without end', [Buffer.from([0x06, 0xff, 0xff, 0xff, 0x7f])], 'damaged'],
  ])('are refused: %s', async (_, data, code) => {
    const start = process.cpuUsage()
    const error = await refusal(async () => allRows(await openWorkbook(xlsb({ data }))))
    const { user, system } = process.cpuUsage(start)
    expect(error).toMatchObject({ code })
    expect(user + system).toBeLessThan(500_000)
  })

  it('with any bytes changed end in rows or in a refusal', async () => {
    const sheet = utils.aoa_to_sheet(
      Array.from({ length: 50 }, (_, at) => [`name ${at}`, at * 1.5, at % 2 === 0]),
    )
    const book = utils.book_new(sheet, 'S')
    const good = Uint8Array.from(
      write(book, { bookType: 'xlsb', type: 'buffer', compression: false }) as Buffer,
    )
    let seed = 7
    const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below
    for (let round = 0; round < 200; round++) {
      const bad = good.slice()
      for (let change = 0; change < 3; change++) bad[random(bad.length)] = random(256)
      const outcome = await openWorkbook(new Blob([bad]))
        .then((workbook) => allRows(workbook))
        .catch((error: unknown) => error)
      if (!Array.isArray(outcome)) expect(outcome).toHaveProperty('name', 'SheetError')
    }
  })
})
