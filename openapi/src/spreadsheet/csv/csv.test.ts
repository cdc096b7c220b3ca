import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cell } from '../../field-types/cell.ts'
import { CsvParser } from './csv-parser.ts'
import { quotingOf } from './quoting.ts'
import { openWorkbook, writeCsv } from '../index.ts'
import type { SheetRow, Workbook } from '../index.ts'
import { withLimits } from '../workbook/limits.ts'
import { allRows, bytesOf, refusal } from '../test-files.test-support.ts'

async function read(content: string | Uint8Array<ArrayBuffer>): Promise<SheetRow[]> {
  return allRows(await openWorkbook(new Blob([content])))
}

async function cells(content: string | Uint8Array<ArrayBuffer>): Promise<Cell[][]> {
  return (await read(content)).map((row) => row.cells)
}

async function open(content: string | Uint8Array<ArrayBuffer>): Promise<Workbook> {
  return openWorkbook(new Blob([content]))
}

describe('reading', () => {
  it.each([
    ['CRLF', 'a,b\r\n1,2\r\n'],
    ['LF without one at the end', 'a,b\n1,2'],
    ['CR', 'a,b\r1,2\r'],
    ['semicolons', 'a;b\n1;2\n'],
    ['tabs', 'a\tb\n1\t2\n'],
    ['bars', 'a|b\n1|2\n'],
    ['a declared separator', 'sep=;\r\na;b\r\n1;2'],
    ['a byte order mark', '\uFEFFa,b\n1,2'],
    ['quotes all over', '"a","b"\n"1","2"\n'],
  ])('understands %s', async (_, text) => {
    expect(await read(text)).toEqual([
      { number: 1, cells: ['a', 'b'] },
      { number: 2, cells: ['1', '2'] },
    ])
  })

  it('keeps line ends and doubled quotes inside quotes, and counts records, not lines', async () => {
    expect(await read('name,note\n"Ann","one\r\ntwo ""2"""\nBob,x')).toEqual([
      { number: 1, cells: ['name', 'note'] },
      { number: 2, cells: ['Ann', 'one\r\ntwo "2"'] },
      { number: 3, cells: ['Bob', 'x'] },
    ])
  })

  it('leaves out empty rows and trailing empty cells, but counts the rows', async () => {
    expect(await read('a,b,\n\n,,\nc,,d,,\n')).toEqual([
      { number: 1, cells: ['a', 'b'] },
      { number: 4, cells: ['c', null, 'd'] },
    ])
  })

  it('takes a stray quote and text after a closing quote as they stand', async () => {
    expect(await cells('a,b\n5" pipe,"x"y"z')).toEqual([
      ['a', 'b'],
      ['5" pipe', 'xy"z'],
    ])
  })

  it('finds the separator that the headings have, not one inside values', async () => {
    expect((await open('name,email\n"Doe; Jane",a@x.com; b@x.com\n')).text?.delimiter).toBe(',')
    expect((await open('Name;Betrag\nA;1,5\nB;2,5\n')).text?.delimiter).toBe(';')
    expect((await open('"a;b";"c;d",x\n1;2,3\n')).text?.delimiter).toBe(',')
    expect((await open('email\na@x.com;b@x.com\n')).text?.delimiter).toBe(';')
  })

  it.each([
    ['a name with a comma in its heading', 'Name, Vorname;E-Mail\nMüller, Hans;a@x.com\n', ';'],
    [
      'a name with a comma throughout',
      'Name, Vorname;E-Mail, privat\nA, B;a@x.com, b@x.com\n',
      ';',
    ],
    ['commas that blanks follow', 'Name, Email\nAnn, a@x.com\nBob, b@x.com\n', ','],
    ['a title above the headings', 'Contacts of May\nName;E-Mail\nA;a@x.com\nB;b@x.com\n', ';'],
    ['a title with commas', 'Contacts, friends, all\nName;E-Mail\nA;a@x.com\nB;b@x.com\n', ';'],
    ['a title and a blank line', 'Contacts\n\nName\tE-Mail\nA\ta@x.com\n', '\t'],
    ['decimal commas', 'Name;Price;Weight\nA;1,5;2,5\nB;2,5;3,5\n', ';'],
    ['addresses', 'Name;Address\nA;Street 1, 12345 City, Country\nB;Road 2, Town\n', ';'],
    ['one declared that nobody would guess', 'sep=:\na:b\n1:2\n', ':'],
    ['one declared in a row of cells', 'sep=;;;\na;b;c\n1;2;3\n', ';'],
  ])('tells the separator by %s', async (_, text, delimiter) => {
    expect((await open(text)).text?.delimiter).toBe(delimiter)
  })

  it.each([
    ['Ctrl-Z at the end', 'a,b\r\n1,2\r\n\x1A'],
    ['Ctrl-Z with a line end behind it', 'a,b\r\n1,2\r\n\x1A\r\n'],
    ['Ctrl-Z twice', 'a,b\r\n1,2\r\n\x1A\x1A'],
    ['blank lines and lines of blanks', '\r\n  \r\na,b\r\n\r\n , \r\n1,2\r\n\r\n'],
  ])('passes over %s', async (_, text) => {
    expect(await cells(text)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ])
  })

  it.each([
    [
      'blanks before quotes',
      'a, b\nAnn, "Berlin, BE"\nBob, "x"\n',
      [
        ['Ann', 'Berlin, BE'],
        ['Bob', 'x'],
      ],
    ],
    ['blanks before a quote within', 'a,b\nAnn, "Hi" was said\n', [['Ann', ' "Hi" was said']]],
    [
      'backslashes before quotes',
      'a,b\nAnn,"say \\"hi, you\\" now"\n',
      [['Ann', 'say "hi, you" now']],
    ],
    ['a path that ends with a backslash', 'a,b\n"C:\\",x\n', [['C:\\', 'x']]],
  ])('reads %s', async (_, text, rows) => {
    expect((await cells(text)).slice(1)).toEqual(rows)
    const parser = new CsvParser(',', withLimits(), quotingOf(text, ','))
    for (const letter of text) parser.push(letter)
    parser.end()
    expect(
      parser
        .take()
        .slice(1)
        .map((row) => row.cells),
    ).toEqual(rows)
  })

  it.each(['utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'] as const)(
    'tells %s without a byte order mark',
    async (encoding) => {
      const [width, isBig] = [encoding.startsWith('utf-16') ? 2 : 4, encoding.endsWith('be')]
      const units = Array.from('Имя,E\nЗоя,a@x\n', (letter) => letter.charCodeAt(0))
      const view = new DataView(new ArrayBuffer(units.length * width))
      units.forEach((unit, index) =>
        width === 2
          ? view.setUint16(index * 2, unit, !isBig)
          : view.setUint32(index * 4, unit, !isBig),
      )
      const file = new Uint8Array(view.buffer)
      expect((await open(file)).text?.encoding).toBe(encoding)
      expect(await cells(file)).toEqual([
        ['Имя', 'E'],
        ['Зоя', 'a@x'],
      ])
    },
  )

  it.each([
    ['little', false],
    ['big', true],
  ])('reads UTF-32 of %s byte order', async (_, isBig) => {
    const points = Array.from('\uFEFFName,E\nZoë😀,a@x\n', (letter) => letter.codePointAt(0) ?? 0)
    const view = new DataView(new ArrayBuffer(points.length * 4))
    points.forEach((point, index) => view.setUint32(index * 4, point, !isBig))
    const bytes = new Uint8Array(view.buffer)
    expect(await cells(bytes)).toEqual([
      ['Name', 'E'],
      ['Zoë😀', 'a@x'],
    ])
    const broken = Uint8Array.of(...bytes, 0xff, 0xff, 0xff, 0xff)
    expect(await refusal(() => read(broken))).toMatchObject({ code: 'encoding' })
  })

  it.each([
    ['doubled quotes', '"' + '""'.repeat(40_000) + '"'],
    ['doubled quotes that never end', '"' + '""'.repeat(40_000)],
    ['quoted letters', `"${'x'.repeat(40_000)}"`],
    ['quoted line ends', `"${'\r\n'.repeat(20_000)}"`],
    ['letters after a quote', `"a"${'x'.repeat(40_000)}`],
    ['letters', 'x'.repeat(40_000)],
  ])('refuses a cell of too many %s, however the text is cut', async (_, cell) => {
    for (const piece of [1, 3, 1000]) {
      const parser = new CsvParser(',', withLimits())
      const push = async (): Promise<void> => {
        for (let at = 0; at < cell.length; at += piece) parser.push(cell.slice(at, at + piece))
      }
      expect(await refusal(push)).toMatchObject({ code: 'too_large', row: 1, column: 1 })
    }
  })

  it('hands rows of much text over in smaller batches, and refuses a row without end', async () => {
    const row = Array.from({ length: 20 }, () => 'x'.repeat(30_000)).join(',')
    const workbook = await open(`${row}\n`.repeat(20))
    for await (const batch of workbook.rows()) expect(batch.length).toBeLessThanOrEqual(3)
    const endless = `${'x'.repeat(30_000)},`.repeat(300)
    expect(await refusal(() => read(endless))).toMatchObject({ code: 'too_large', row: 1 })
  })

  it('names the row where an unclosed quote opens', async () => {
    const error = await refusal(() => read('a,b\n1,2\n3,"open\n4,5\n'))
    expect(error).toMatchObject({ code: 'unclosed_quote', row: 3, column: 2 })
  })

  it('refuses a cell beyond 32,767 characters with its place, and takes one that long', async () => {
    expect((await cells(`a,b\n1,${'x'.repeat(32_767)}`))[1]?.[1]).toHaveLength(32_767)
    const error = await refusal(() => read(`a,b\n1,${'x'.repeat(32_768)}`))
    expect(error).toMatchObject({ code: 'too_large', row: 2, column: 2 })
  })

  it('refuses more rows or columns than a sheet has', async () => {
    const small = { limits: { rows: 2, columns: 2 } }
    const many = new Blob(['a,b\n1,2\n3,4\n'])
    expect(await refusal(async () => allRows(await openWorkbook(many, small)))).toMatchObject({
      code: 'too_large',
      row: 3,
    })
    const wide = new Blob(['a,b,c\n'])
    expect(await refusal(async () => allRows(await openWorkbook(wide, small)))).toMatchObject({
      code: 'too_large',
      column: 3,
    })
  })

  it('reads the same rows wherever its text is cut', () => {
    const text = 'a,"b ""q""\r\nc",d\r\n,"",\'=x\r\n"tail"x,é😀\r,last'
    const whole = new CsvParser(',', withLimits())
    whole.push(text)
    whole.end()
    const expected = whole.take()
    for (let first = 0; first <= text.length; first++) {
      for (let second = first; second <= text.length; second++) {
        const parser = new CsvParser(',', withLimits())
        for (const piece of [text.slice(0, first), text.slice(first, second), text.slice(second)])
          parser.push(piece)
        parser.end()
        expect(parser.take()).toEqual(expected)
      }
    }
  })
})

describe('encodings', () => {
  it('reads UTF-16 of either byte order', async () => {
    const text = '\uFEFFname;note\nZoë;漢字😀\n'
    const little = Buffer.from(text, 'utf16le')
    const big = Buffer.from(little).swap16()
    for (const bytes of [little, big]) {
      expect(await cells(Uint8Array.from(bytes))).toEqual([
        ['name', 'note'],
        ['Zoë', '漢字😀'],
      ])
    }
  })

  it('takes what is not UTF-8 for windows-1252, its own letters included', async () => {
    const bytes = Uint8Array.from([...Buffer.from('name,n\nZo'), 0xeb, 0x2c, 0x80, 0x93, 0x9f])
    expect(await cells(bytes)).toEqual([
      ['name', 'n'],
      ['Zoë', '€“Ÿ'],
    ])
  })

  it('goes over to windows-1252 where plain ASCII ends after megabytes', async () => {
    const line = 'plain,ascii\n'
    const bytes = Buffer.concat([
      Buffer.from(line.repeat(120_000)),
      Buffer.from('Jos\xe9,x\n', 'latin1'),
    ])
    const rows = await read(Uint8Array.from(bytes))
    expect(rows.at(-1)).toEqual({ number: 120_001, cells: ['José', 'x'] })
  })

  it('refuses a file in two encodings with the row, rather than spoil letters', async () => {
    const good = Buffer.from('Zoë,漢字\n'.repeat(100_000))
    const bytes = Buffer.concat([good, Buffer.from('Jos\xe9,x\n', 'latin1')])
    expect(await refusal(() => read(Uint8Array.from(bytes)))).toMatchObject({
      code: 'encoding',
      row: 100_001,
    })
  })

  it('keeps letters whole that lie across pieces', async () => {
    const text = `a\n${'é漢😀x'.repeat(6000)}\n`.repeat(5)
    expect((await cells(text)).map((row) => String(row[0]).length)).toEqual(
      Array.from({ length: 10 }, (_, at) => (at % 2 === 0 ? 1 : 30_000)),
    )
  })

  it('keeps a replacement character that the file itself holds', async () => {
    expect(await cells('a,\uFFFD\n')).toEqual([['a', '\uFFFD']])
  })
})

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
