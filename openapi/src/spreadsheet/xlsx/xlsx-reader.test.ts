import { describe, expect, it } from 'vitest'
import type { Cell } from '../../field-types/cell.ts'
import { openWorkbook } from '../index.ts'
import { allRows, handMade, refusal } from '../test-files.test-support.ts'
import type { HandMade } from '../test-files.test-support.ts'

async function read(made: HandMade): Promise<[number, Cell[]][]> {
  const rows = await allRows(await openWorkbook(handMade(made)))
  return rows.map((row) => [row.number, row.cells])
}

async function cells(made: HandMade): Promise<Cell[]> {
  return (await read(made)).flatMap(([, row]) => row)
}

describe('cells', () => {
  it('reads every type of cell, and of formulas the value stored last', async () => {
    const rows = `<row r="1">
      <c r="A1" t="s"><v>1</v></c><c r="B1" t="inlineStr"><is><t>inline</t></is></c>
      <c r="C1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c r="D1"><f>1+1</f><v>2</v></c>
      <c r="E1" t="n"><v>-1.5E-3</v></c><c r="F1" t="b"><v>1</v></c><c r="G1" t="b"><v>0</v></c>
      <c r="H1" t="e"><v>#N/A</v></c><c r="I1" t="e"><f>x</f><v>#REF!</v></c><c r="J1"/><c r="K1"><v></v></c>
      <c r="L1" t="d"><v>2024-02-29</v></c><c r="M1" t="d"><v>2024-02-29T10:20:30.5Z</v></c>
      <c r="N1" t="d"><v>2024-02-29T10:20:30.123456789012</v></c>
    </row>`
    expect(await cells({ rows, strings: '<si><t>x</t></si><si><t>shared</t></si>' })).toEqual([
      'shared',
      'inline',
      'ab',
      2,
      -0.0015,
      true,
      false,
      { error: '#N/A' },
      { error: '#REF!' },
      null,
      null,
      { date: '2024-02-29' },
      { date: '2024-02-29T10:20:30.500' },
      { date: '2024-02-29T10:20:30.123' },
    ])
  })

  it('joins the runs of rich text and leaves phonetic readings out', async () => {
    const rich =
      '<r><rPr><b/></rPr><t xml:space="preserve">東 </t></r><r><t>京</t></r><rPh sb="0" eb="1"><t>トウ</t></rPh><phoneticPr fontId="1"/>'
    const rows = `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is>${rich}</is></c></row>`
    expect(await cells({ rows, strings: `<si>${rich}</si>` })).toEqual(['東 京', '東 京'])
  })

  it('resolves entities, character references, CDATA, comments and escapes', async () => {
    const text =
      '&lt;&amp;&gt;&quot;&apos;&#233;&#x1F600;<![CDATA[<&amp;>]]><!-- no -->_x000D__x005F_x0041_ &nope;'
    const rows = `<row r="1"><c r="A1" t="inlineStr"><is><t>${text}</t></is></c></row>`
    expect(await cells({ rows })).toEqual(['<&>"\'é😀<&amp;>\r_x0041_ &nope;'])
  })

  it('takes of a text beside a value the one that the type of the cell names', async () => {
    const inline = '<is><t>text</t></is>'
    const rows = `<row r="1"><c r="A1" t="inlineStr"><v>7</v>${inline}</c><c r="B1" t="inlineStr">${inline}<v>7</v></c><c r="C1" t="n">${inline}<v>7</v></c><c r="D1" t="s"><v>0</v>${inline}</c><c r="E1">${inline}</c><c r="F1" t="inlineStr"><v>only</v></c></row>`
    const read = await cells({ rows, strings: '<si><t>shared</t></si>' })
    expect(read).toEqual(['text', 'text', 7, 'shared', 'text', 'only'])
  })

  it('gives a number beside what its format shows of it', async () => {
    const rows =
      '<row r="1"><c r="A1" s="0"><v>2134</v></c><c r="B1" s="1"><v>0.30000000000000004</v></c><c r="C1" s="2"><v>1234.5</v></c></row>'
    const styles = '<xf numFmtId="164"/><xf numFmtId="0"/><xf numFmtId="4"/>'
    const formats = '<numFmt numFmtId="164" formatCode="00000"/>'
    expect(await cells({ rows, styles, formats })).toEqual([
      { number: 2134, shown: '02134' },
      0.3,
      { number: 1234.5, shown: '1,234.50' },
    ])
  })

  it('keeps blanks and line ends inside a text', async () => {
    const rows =
      '<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve"> a\r\nb\n </t></is></c></row>'
    expect(await cells({ rows })).toEqual([' a\nb\n '])
  })

  it('places rows and cells without references after the one before', async () => {
    const rows =
      '<row><c><v>1</v></c><c r="D1"><v>4</v></c><c><v>5</v></c></row><row r="7"><c><v>7</v></c></row><row><c/><c><v>8</v></c></row>'
    expect(await read({ rows })).toEqual([
      [1, [1, null, null, 4, 5]],
      [7, [7]],
      [8, [null, 8]],
    ])
  })

  it('puts cells out of order into their columns', async () => {
    const rows = '<row r="1"><c r="C1"><v>3</v></c><c r="A1"><v>1</v></c></row>'
    expect(await read({ rows })).toEqual([[1, [1, null, 3]]])
  })

  it('puts rows out of order into their order', async () => {
    const rows = '<row r="3"><c><v>3</v></c></row><row r="1"><c><v>1</v></c></row>'
    expect(await read({ rows })).toEqual([
      [1, [1]],
      [3, [3]],
    ])
  })

  it('refuses rows far from their place or given twice, rather than import them in a wrong order', async () => {
    const row = (number: number): string => `<row r="${number}"><c><v>${number}</v></c></row>`
    const far = Array.from({ length: 3000 }, (_, at) => row(at + 2)).join('') + row(1)
    expect(await refusal(() => read({ rows: far }))).toMatchObject({ code: 'damaged', row: 1 })
    expect(await refusal(() => read({ rows: row(5) + row(5) }))).toMatchObject({
      code: 'damaged',
      row: 5,
    })
  })

  it('leaves out rows without content and trailing empty cells, styled ones too', async () => {
    const rows =
      '<row r="1"><c r="A1" s="1"/></row><row r="2"/><row r="3"><c r="B3" t="inlineStr"><is><t></t></is></c><c r="A3"><v>1</v></c><c r="Z3" s="2"/></row>'
    expect(await read({ rows })).toEqual([[3, [1]]])
  })

  it('refuses a shared text that is not there, with its place', async () => {
    const rows = '<row r="4"><c r="C4" t="s"><v>9</v></c></row>'
    expect(await refusal(() => read({ rows, strings: '<si><t>x</t></si>' }))).toMatchObject({
      code: 'damaged',
      row: 4,
      column: 3,
    })
  })
})

describe('dates', () => {
  const styles = [14, 22, 20, 46, 164, 165, 166, 0, 9]
    .map((id) => `<xf numFmtId="${id}" applyNumberFormat="1"/>`)
    .join('')
  const formats =
    '<numFmt numFmtId="164" formatCode="[$-407]d\\.\\ mmm\\ yyyy;@"/>' +
    '<numFmt numFmtId="165" formatCode="#,##0.00\\ &quot;days&quot;;[Red]-0"/>' +
    '<numFmt numFmtId="166" formatCode="yyyy-mm-dd hh:mm:ss.000"/>'
  const date = async (
    serial: number,
    style: number,
    made: HandMade = {},
  ): Promise<Cell | undefined> => {
    const rows = `<row r="1"><c r="A1" s="${style}"><v>${serial}</v></c></row>`
    return (await cells({ rows, styles, formats, ...made }))[0]
  }

  it.each([
    ['a day', 45000, 0, { date: '2023-03-15' }],
    ['a day and a time', 45000.5, 1, { date: '2023-03-15T12:00:00' }],
    ['midnight in a format with time', 45000, 1, { date: '2023-03-15T00:00:00' }],
    ['a time that the format hides', 45000.25, 0, { date: '2023-03-15T06:00:00' }],
    ['a time of day as text', 0.604340277777778, 2, '14:30:15'],
    ['a length of time as text', 1.5, 3, '36:00:00'],
    ['a custom format with a locale', 45000, 4, { date: '2023-03-15' }],
    ['milliseconds', 45000.000011574, 6, { date: '2023-03-15T00:00:01' }],
    [
      'a number that only looks like a date format',
      45000,
      5,
      { number: 45000, shown: '45,000.00 days' },
    ],
    ['a general number', 45000, 7, 45000],
    ['a percentage', 0.5, 8, { number: 0.5, shown: '50%' }],
    ['the first day', 1, 0, { date: '1900-01-01' }],
    ['the day before the false one', 59, 0, { date: '1900-02-28' }],
    ['the day after the false one', 61, 0, { date: '1900-03-01' }],
    ['the false leap day as text', 60, 0, '1900-02-29'],
    ['day zero as text', 0, 0, '1900-01-00'],
    ['the last day', 2_958_465, 0, { date: '9999-12-31' }],
    ['beyond the calendar a number', 2_958_466, 0, 2_958_466],
    ['before 1900', -18_136, 0, { date: '1850-05-05' }],
  ])('reads %s', async (_, serial, style, expected) => {
    expect(await date(serial, style)).toEqual(expected)
  })

  it('counts from 1904 where the workbook says so', async () => {
    const workbookProperties = '<workbookPr date1904="true"/>'
    expect(await date(43538, 0, { workbookProperties })).toEqual({ date: '2023-03-15' })
    expect(await date(0, 0, { workbookProperties })).toEqual({ date: '1904-01-01' })
  })

  it('takes no element of another namespace for the one that says 1904', async () => {
    const x15 = 'http://schemas.microsoft.com/office/spreadsheetml/2010/11/main'
    const workbookProperties = `<workbookPr date1904="1"/><extLst><ext uri="{140A7094}" xmlns:x15="${x15}"><x15:workbookPr chartTrackingRefBase="1"/></ext></extLst>`
    expect(await date(43538, 0, { workbookProperties })).toEqual({ date: '2023-03-15' })
    const other = `<x:workbookPr xmlns:x="${x15}" date1904="1"/>`
    expect(await date(45000, 0, { workbookProperties: other })).toEqual({ date: '2023-03-15' })
  })

  it('reads early days of LibreOffice as LibreOffice means them', async () => {
    expect(await date(16, 0, { application: 'LibreOffice/7.4' })).toEqual({ date: '1900-01-15' })
  })
})

describe('packages', () => {
  const row = '<row r="1"><c r="A1"><v>1</v></c></row>'

  it('reads strict namespaces, prefixes and single quotes', async () => {
    const sheet = `<?xml version='1.0'?><x:worksheet xmlns:x='http://purl.oclc.org/ooxml/spreadsheetml/main'><x:sheetData><x:row r='2'><x:c t='inlineStr' r='B2'><x:is><x:t>a > b</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>`
    const strict = 'http://purl.oclc.org/ooxml/officeDocument/relationships'
    const parts = {
      'xl/_rels/workbook.xml.rels': `<p:Relationships xmlns:p="http://schemas.openxmlformats.org/package/2006/relationships"><p:Relationship Target="/xl/worksheets/sheet1.xml" Type="${strict}/worksheet" Id="r1"/></p:Relationships>`,
      'xl/workbook.xml': `<w:workbook xmlns:w="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:rel="${strict}"><w:sheets><w:sheet rel:id="r1" name="S &amp; T" sheetId="4"/></w:sheets></w:workbook>`,
    }
    const workbook = await openWorkbook(handMade({ sheet, parts }))
    expect(workbook.sheets).toEqual([{ name: 'S & T', hidden: false }])
    expect(await allRows(workbook)).toEqual([{ number: 2, cells: [null, 'a > b'] }])
  })

  it('lists sheets in the order of their tabs, says which are hidden, and leaves charts out', async () => {
    const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    const sheetOf = (value: number): string =>
      `<worksheet><sheetData><row r="1"><c r="A1"><v>${value}</v></c></row></sheetData></worksheet>`
    const parts = {
      'xl/workbook.xml': `<workbook xmlns:r="${office}"><sheets><sheet name="Second" r:id="b"/><sheet name="Chart" r:id="c"/><sheet name="First" state="veryHidden" r:id="a"/></sheets></workbook>`,
      'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="a" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="b" Type="${office}/worksheet" Target="../xl/./Worksheets/SHEET2.xml"/><Relationship Id="c" Type="${office}/chartsheet" Target="chartsheets/sheet1.xml"/></Relationships>`,
      'xl/worksheets/sheet1.xml': sheetOf(1),
      'xl/worksheets/sheet2.xml': sheetOf(2),
    }
    const workbook = await openWorkbook(handMade({ parts }))
    expect(workbook.sheets).toEqual([
      { name: 'Second', hidden: false },
      { name: 'First', hidden: true },
    ])
    expect((await allRows(workbook, 0))[0]?.cells).toEqual([2])
    expect((await allRows(workbook, 1))[0]?.cells).toEqual([1])
    expect(await refusal(() => allRows(workbook, 2))).toMatchObject({ code: 'no_such_sheet' })
  })

  it('reads parts in UTF-16', async () => {
    const sheet = `\uFEFF<worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>漢é</t></is></c></row></sheetData></worksheet>`
    expect(await cells({ sheet: Uint8Array.from(Buffer.from(sheet, 'utf16le')) })).toEqual(['漢é'])
  })

  it.each([
    ['UTF-16 without a mark', 'utf16le', '<?xml version="1.0"?>', 'é漢'],
    ['windows-1251', 'latin1', '<?xml version="1.0" encoding="windows-1251"?>', '\u00c0\u00ed'],
    ['ISO-8859-1', 'latin1', "<?xml version='1.0' encoding='ISO-8859-1' ?>", 'é'],
    ['a wrong claim of UTF-16', 'utf8', '<?xml version="1.0" encoding="UTF-16"?>', 'é漢'],
  ] as const)('reads parts in %s', async (_, encoding, declaration, text) => {
    const sheet = `${declaration}<worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>${text}</t></is></c></row></sheetData></worksheet>`
    const expected = declaration.includes('1251') ? 'Ан' : text
    expect(await cells({ sheet: Uint8Array.from(Buffer.from(sheet, encoding)) })).toEqual([
      expected,
    ])
  })

  it('refuses parts in an encoding that nobody knows by its name', async () => {
    const sheet = '<?xml version="1.0" encoding="x-klingon"?><worksheet/>'
    const error = await refusal(() => read({ sheet }))
    expect(error).toMatchObject({ code: 'encoding', message: expect.stringContaining('x-klingon') })
  })

  it('tells elements and attributes by their namespaces, whatever their prefixes', async () => {
    const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
    const sheet = `<s:worksheet xmlns:s="${main}" xmlns:other="urn:other"><s:sheetData><other:row/><s:row r="2"><s:c r="B2"><other:v>7</other:v><s:v>1</s:v></s:c><s:c other:t="s" r="C2"><s:v>2</s:v></s:c><x xmlns="urn:other"><c r="D2"><v>3</v></c></x><c xmlns="${main}" r="E2"><v>4</v></c></s:row></s:sheetData></s:worksheet>`
    expect(await read({ sheet })).toEqual([[2, [null, 1, 2, null, 4]]])
  })

  it('reads a sheet again from its start, and tells how far it is', async () => {
    const workbook = await openWorkbook(handMade({ rows: row }))
    expect(await allRows(workbook)).toEqual(await allRows(workbook))
    expect(workbook.progress.read).toBe(workbook.progress.total)
    expect(workbook.progress.total).toBeGreaterThan(0)
  })

  it('hands rows over in batches, and stops reading when nobody wants more', async () => {
    const rows = '<row><c><v>1</v></c></row>'.repeat(1700)
    const workbook = await openWorkbook(handMade({ rows }))
    const sizes: number[] = []
    for await (const batch of workbook.rows()) sizes.push(batch.length)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(500)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(1700)
    for await (const batch of workbook.rows()) {
      expect(batch[0]?.number).toBe(1)
      break
    }
  })

  it('knows what a file is by its content, whatever its name', async () => {
    const workbook = await openWorkbook(handMade({ rows: row }), { name: 'x.csv' })
    expect(workbook.format).toBe('xlsx')
  })
})
