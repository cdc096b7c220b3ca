import { describe, expect, it } from 'vitest'
import { CsvParser } from './csv-parser.ts'
import { quotingOf } from './quoting.ts'
import { cells, open, read } from './read-csv.test-support.ts'
import { openWorkbook } from '../index.ts'
import { withLimits } from '../workbook/limits.ts'
import { allRows, refusal } from '../test-files.test-support.ts'

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
