import { describe, expect, it } from 'vitest'
import { read as sheetjs, utils, write } from 'xlsx'
import type { Cell } from '../../field-types/cell.ts'
import { openWorkbook } from '../index.ts'
import { allRows, refusal } from '../test-files.test-support.ts'
import { EOF, container, record, words, workbookStream } from './biff.test-support.ts'

const label = (column: number, text: Uint8Array) =>
  record(0x204, words(0, column, 0, text.length), text)

async function cellsOf(stream: Uint8Array, name = 'Book'): Promise<Cell[]> {
  const rows = await allRows(await openWorkbook(new Blob([container({ [name]: stream })])))
  return rows.flatMap(({ cells }) => cells)
}

describe('text of code pages', () => {
  it.each([
    [1251, 'Иван Ёлкин', [0xc8, 0xe2, 0xe0, 0xed, 0x20, 0xa8, 0xeb, 0xea, 0xe8, 0xed]],
    [1252, 'Zoë €', [0x5a, 0x6f, 0xeb, 0x20, 0x80]],
    [1253, 'Αθήνα', [0xc1, 0xe8, 0xde, 0xed, 0xe1]],
    [1250, 'Łódź', [0xa3, 0xf3, 0x64, 0x9f]],
    [1254, 'İzmir ğ', [0xdd, 0x7a, 0x6d, 0x69, 0x72, 0x20, 0xf0]],
    [932, '東京', [0x93, 0x8c, 0x8b, 0x9e]],
    [936, '北京', [0xb1, 0xb1, 0xbe, 0xa9]],
    [949, '서울', [0xbc, 0xad, 0xbf, 0xef]],
    [950, '臺北', [0xbb, 0x4f, 0xa5, 0x5f]],
    [866, 'Иван', [0x88, 0xa2, 0xa0, 0xad]],
    [10000, 'Zoë', [0x5a, 0x6f, 0x91]],
    [10007, 'Иван', [0x88, 0xe2, 0xe0, 0xed]],
  ])('is read from code page %d', async (page, text, bytes) => {
    const globals = [record(0x42, words(page))]
    const stream = workbookStream(5, globals, [{ records: [label(0, Uint8Array.from(bytes))] }])
    expect(await cellsOf(stream)).toEqual([text])
  })

  it('is refused by the name of its code page rather than spoilt, where that is not known', async () => {
    const of = (bytes: number[]) =>
      workbookStream(
        5,
        [record(0x42, words(720))],
        [{ records: [label(0, Uint8Array.from(bytes))] }],
      )
    expect(await cellsOf(of([0x41]))).toEqual(['A'])
    expect(await refusal(() => cellsOf(of([0x41, 0x84])))).toMatchObject({
      code: 'encoding',
      message: expect.stringContaining('720'),
    })
  })
})

it('reads of a number format what is there, where its length says more', async () => {
  const format = (count: number, text: string) =>
    record(0x41e, words(164, count), [0], Buffer.from(text, 'latin1'))
  const day = [record(0x27e, words(0, 0, 0), words((100 << 2) | 2, 0))]
  for (const [count, text] of [
    [10, 'yyyy-mm-dd'],
    [11, 'yyyy-mm-dd'],
    [0x3a00, 'yyyy-mm-dd'],
  ] as const) {
    const globals = [format(count, text), record(0xe0, words(0, 164))]
    const stream = workbookStream(8, globals, [{ records: day }])
    expect(await cellsOf(stream, 'Workbook')).toEqual([{ date: '1900-04-09' }])
  }
})

describe('containers', () => {
  const stream = workbookStream(
    8,
    [],
    [{ records: [record(0x203, words(0, 0, 0), Buffer.from([0, 0, 0, 0, 0, 0, 0xf0, 0x3f]))] }],
  )

  it.each(['Workbook', 'WORKBOOK', 'workbook', 'Book', 'BOOK'])(
    'have their stream as %s',
    async (name) => {
      expect(await cellsOf(stream, name)).toEqual([1])
    },
  )

  it('may be missing, as in files older than they are', async () => {
    expect(await allRows(await openWorkbook(new Blob([Uint8Array.from(stream)])))).toEqual([
      { number: 1, cells: [1] },
    ])
  })

  it('under a password are refused as such', async () => {
    const locked = workbookStream(8, [record(0x2f, words(1, 1, 1))], [{ records: [] }])
    expect(await refusal(() => cellsOf(locked, 'Workbook'))).toMatchObject({ code: 'encrypted' })
    expect(await refusal(() => cellsOf(stream, 'ENCRYPTEDPACKAGE'))).toMatchObject({
      code: 'encrypted',
    })
  })

  it('of a text document are refused as no spreadsheet', async () => {
    expect(await refusal(() => cellsOf(stream, 'WordDocument'))).toMatchObject({
      code: 'not_a_spreadsheet',
    })
  })
})

describe('sheets', () => {
  it('of charts and macros are left out, hidden ones marked', async () => {
    const one = (value: number) => [record(0x02, words(0, 0), [0, 0, 0], words(value))]
    const number = (value: number) => [record(0x27e, words(0, 0, 0), words((value << 2) | 2, 0))]
    const stream = workbookStream(
      8,
      [],
      [
        { name: 'Chart', kind: 2, records: one(1) },
        { name: 'Macro', kind: 1, records: number(2) },
        { name: 'A', records: number(3) },
        { name: 'B', state: 1, records: number(4) },
        { name: 'C', state: 2, records: number(5) },
      ],
    )
    const workbook = await openWorkbook(new Blob([container({ Workbook: stream })]))
    expect(workbook.sheets).toEqual([
      { name: 'A', hidden: false },
      { name: 'B', hidden: true },
      { name: 'C', hidden: true },
    ])
    expect(await allRows(workbook)).toEqual([{ number: 1, cells: [3] }])
  })

  it('take no cells from the charts drawn on them, and cells in any order', async () => {
    const at = (row: number, column: number, value: number) =>
      record(0x27e, words(row, column, 0), words((value << 2) | 2, 0))
    const drawn = [record(0x0809, words(0x0600, 0x20, 0, 0)), at(0, 5, 9), EOF]
    const records = [at(1, 0, 3), at(0, 1, 2), ...drawn, at(0, 0, 1)]
    const stream = workbookStream(8, [], [{ records }])
    const workbook = await openWorkbook(new Blob([container({ Workbook: stream })]))
    expect(await allRows(workbook)).toEqual([
      { number: 1, cells: [1, 2] },
      { number: 2, cells: [3] },
    ])
  })
})

describe('cells', () => {
  it('show numbers by their formats, in old files too', async () => {
    const format = record(0x41e, words(164), [5], Buffer.from('00000'))
    const xf = record(0xe0, words(0, 164), Buffer.alloc(12))
    const records = [record(0x27e, words(0, 0, 0), words((2134 << 2) | 2, 0))]
    expect(await cellsOf(workbookStream(5, [format, xf], [{ records }]))).toEqual([
      { number: 2134, shown: '02134' },
    ])
  })

  it('read texts that run on in the next record, in letters of the other width', async () => {
    const start = Buffer.concat([Buffer.from([1, 0, 0, 0, 1, 0, 0, 0]), words(5), Buffer.from([0])])
    const shared = record(0xfc, start, Buffer.from('ab'))
    const more = record(0x3c, [1], Buffer.from('漢字é', 'utf16le'))
    const records = [record(0xfd, words(0, 0, 0, 0, 0))]
    const stream = workbookStream(8, [shared, more], [{ records }])
    expect(await cellsOf(stream, 'Workbook')).toEqual(['ab漢字é'])
  })

  it('read the last values of formulas', async () => {
    const formula = (column: number, result: number[]) =>
      record(0x06, words(0, column, 0), result, [0, 0, 0, 0, 0, 0])
    const records = [
      formula(0, [0, 0, 0, 0, 0, 0, 0xf0, 0x3f]),
      formula(1, [1, 0, 1, 0, 0, 0, 0xff, 0xff]),
      formula(2, [2, 0, 0x2a, 0, 0, 0, 0xff, 0xff]),
      formula(3, [3, 0, 0, 0, 0, 0, 0xff, 0xff]),
      formula(4, [0, 0, 0, 0, 0, 0, 0xff, 0xff]),
      record(0x207, words(2), [0], Buffer.from('ab')),
    ]
    const stream = workbookStream(8, [], [{ records }])
    expect(await cellsOf(stream, 'Workbook')).toEqual([1, true, { error: '#N/A' }, null, 'ab'])
  })

  it.each(['biff8', 'biff5', 'biff2'] as const)(
    'are the same as SheetJS reads from its own %s',
    async (bookType) => {
      const values = [
        ['Name', 'Count', 'Yes'],
        ['Ann', 1.5, true],
        ['Bob', -7, false],
        [null, 123456789, null],
      ]
      const book = utils.book_new(utils.aoa_to_sheet(values), 'Sheet1')
      const bytes = Uint8Array.from(write(book, { bookType, type: 'buffer' }) as Buffer)
      const theirs = sheetjs(bytes).Sheets.Sheet1 ?? {}
      const rows = await allRows(await openWorkbook(new Blob([bytes])))
      const padded = rows.map(({ cells }) => [...cells, null, null, null].slice(0, 3))
      expect(padded).toEqual(utils.sheet_to_json(theirs, { header: 1, defval: null }))
    },
  )
})

describe('hostile files', () => {
  const numbers = Array.from({ length: 2000 }, (_, row) =>
    record(0x27e, words(row, 0, 0), words((row << 2) | 2, 0)),
  )
  const good = container({ Workbook: workbookStream(8, [], [{ records: numbers }]) })

  it('whose chain of sectors runs in a circle end at once', async () => {
    const view = new DataView(good.slice().buffer)
    const table = (view.getUint32(76, true) + 1) * 512
    let circles = 0
    for (let sector = 0; sector < 100; sector++) {
      const next = view.getUint32(table + sector * 4, true)
      if (next !== sector + 1) continue
      const bad = good.slice()
      new DataView(bad.buffer).setUint32(table + sector * 4, Math.max(sector - 1, 0), true)
      const start = process.cpuUsage()
      const error = await refusal(async () => allRows(await openWorkbook(new Blob([bad]))))
      const { user, system } = process.cpuUsage(start)
      expect(error).toMatchObject({ code: 'damaged' })
      expect(user + system).toBeLessThan(500_000)
      circles++
    }
    expect(circles).toBeGreaterThan(10)
  })

  it('with any bytes changed or cut off end in rows or in a refusal', async () => {
    let seed = 1
    const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below
    for (let round = 0; round < 300; round++) {
      const bad = good.slice(0, round % 3 === 0 ? random(good.length) + 1 : good.length)
      for (let change = 0; change < 1 + (round % 8); change++) {
        // Half of them where the tables are, which lie at the start and the end.
        const at = change % 2 === 0 ? random(bad.length) : random(Math.min(bad.length, 1536))
        bad[at] = random(256)
      }
      const outcome = await openWorkbook(new Blob([bad]))
        .then((workbook) => allRows(workbook))
        .catch((error: unknown) => error)
      if (!Array.isArray(outcome)) expect(outcome).toHaveProperty('name', 'SheetError')
    }
  })
})
