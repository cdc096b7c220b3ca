import { strToU8 } from 'fflate'
import { describe, expect, it } from 'vitest'
import { openWorkbook } from './index.ts'
import type { OpenOptions } from './index.ts'
import { allRows, handMade, refusal, zipped } from './test-files.test-support.ts'
import type { SheetError } from './workbook/sheet-error.ts'
import { container } from './xls/biff.test-support.ts'

const OASIS = 'urn:oasis:names:tc:opendocument:xmlns:'
const OPENDOCUMENT = `xmlns:office="${OASIS}office:1.0" xmlns:table="${OASIS}table:1.0" xmlns:text="${OASIS}text:1.0" xmlns:manifest="${OASIS}manifest:1.0"`
const START = '<worksheet><sheetData>'
const END = '</sheetData></worksheet>'

/**
 * Microseconds of a processor. A file that is read to its end, or looked at again and again, costs many
 * times of it on any machine; a refusal takes a tenth.
 */
const most = 5_000_000

async function refused(file: Blob, options: OpenOptions = {}): Promise<SheetError> {
  // Time of the processor, because a busy machine says nothing about the file.
  const start = process.cpuUsage()
  const error = await refusal(async () => allRows(await openWorkbook(file, options)))
  const { user, system } = process.cpuUsage(start)
  expect(user + system).toBeLessThan(most)
  return error
}

async function patched(file: Blob, patch: (bytes: Buffer) => void): Promise<Blob> {
  const bytes = Buffer.from(await file.arrayBuffer())
  patch(bytes)
  return new Blob([bytes])
}

function localHeaderOf(bytes: Buffer, name: string): number {
  return bytes.indexOf(name) - 30
}

function directoryEntryOf(bytes: Buffer, name: string): number {
  return bytes.lastIndexOf(name) - 46
}

const SHEET = 'xl/worksheets/sheet1.xml'
const plain = (): Blob => handMade({ rows: '<row r="1"><c r="A1"><v>1</v></c></row>' })

describe('bombs', () => {
  it('refuses a sheet of blanks that inflates a thousandfold', async () => {
    const sheet = new Uint8Array(40_000_000).fill(32)
    sheet.set(strToU8(START))
    expect(await refused(handMade({ sheet }))).toMatchObject({ code: 'bomb' })
  })

  it('refuses shared texts that inflate a thousandfold', async () => {
    const strings = '<si><t>a</t></si>'.repeat(1_000_000)
    const file = handMade({ rows: '<row><c t="s"><v>0</v></c></row>', strings })
    expect(await refused(file)).toMatchObject({ code: 'bomb' })
  })

  it('refuses one endless tag or text', async () => {
    const noise = Array.from({ length: 400_000 }, (_, at) => (at * 7919).toString(36)).join('')
    const sheet = `${START}<row><c t="inlineStr"><is><t>${noise.repeat(3)}`
    expect(await refused(handMade({ sheet }))).toMatchObject({
      code: expect.stringMatching(/damaged|too_large/),
    })
  })

  it('refuses rows of one cell in the last column before they fill memory', async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, at) => `<row r="${at + 1}"><c r="XFD${at + 1}"><v>${at}</v></c></row>`,
    )
    const file = handMade({ rows: rows.join('') })
    expect(await refused(file)).toMatchObject({
      code: 'too_large',
    })
  })

  it('refuses 10,000 entries', async () => {
    const parts: Record<string, string> = {}
    for (let index = 0; index < 10_000; index++) parts[`xl/x${index}.xml`] = ''
    const file = handMade({ parts })
    expect(await refused(file)).toMatchObject({ code: 'bomb' })
  })

  it('refuses an OpenDocument cell repeated a billion times', async () => {
    const content = `<office:document-content ${OPENDOCUMENT}><office:body><office:spreadsheet><table:table table:name="S"><table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="1000"><text:p>1</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`
    const file = zipped({
      mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
      'content.xml': content,
    })
    expect(await refused(file)).toMatchObject({ code: 'bomb' })
  })

  it('refuses an OpenDocument that inflates a thousandfold', async () => {
    const content = new Uint8Array(30_000_000).fill(32)
    content.set(strToU8('<office:document-content '))
    const mimetype = 'application/vnd.oasis.opendocument.spreadsheet'
    const file = zipped({ mimetype, 'content.xml': content })
    expect(await refused(file)).toMatchObject({ code: 'bomb' })
  })

  it('never unpacks what of an OpenDocument is no content', async () => {
    const content = `<office:document-content ${OPENDOCUMENT}><office:body><office:spreadsheet><table:table table:name="S"><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`
    const picture = new Uint8Array(30_000_000)
    const file = zipped({ 'content.xml': content, 'Pictures/x.png': picture })
    expect(await allRows(await openWorkbook(file))).toEqual([{ number: 1, cells: ['a'] }])
  })
})

describe('document types', () => {
  const doctype =
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'

  it.each([
    ['the sheet', { sheet: `${doctype}${START}${END}` }],
    ['the workbook', { parts: { 'xl/workbook.xml': `${doctype}<workbook/>` } }],
    ['the relationships', { parts: { '_rels/.rels': `${doctype}<Relationships/>` } }],
    ['the styles', { rows: '<row/>', parts: { 'xl/styles.xml': `${doctype}<styleSheet/>` } }],
    ['the shared texts', { rows: '<row/>', parts: { 'xl/sharedStrings.xml': `${doctype}<sst/>` } }],
  ])('are refused in %s', async (_, made) => {
    expect(await refused(handMade(made))).toMatchObject({ code: 'doctype' })
  })

  it('are refused in OpenDocument, zipped and flat', async () => {
    const zip = zipped({ 'content.xml': `${doctype}<office:document-content ${OPENDOCUMENT}/>` })
    expect(await refused(zip)).toMatchObject({ code: 'doctype' })
    expect(await refused(new Blob([`${doctype}<office:document ${OPENDOCUMENT}/>`]))).toMatchObject(
      {
        code: 'doctype',
      },
    )
  })
})

describe('containers that lie', () => {
  it('does not believe sizes: what is stated inflated is not looked at', async () => {
    const file = await patched(plain(), (bytes) => {
      bytes.writeUInt32LE(1, localHeaderOf(bytes, SHEET) + 22)
      bytes.writeUInt32LE(0xfffffff0, directoryEntryOf(bytes, SHEET) + 24)
    })
    expect(await allRows(await openWorkbook(file))).toEqual([{ number: 1, cells: [1] }])
  })

  it.each([
    ['too small', 3],
    ['beyond the file', 0x7fffffff],
  ])('refuses a compressed size that is %s', async (_, size) => {
    const file = await patched(plain(), (bytes) => {
      bytes.writeUInt32LE(size, directoryEntryOf(bytes, SHEET) + 20)
    })
    expect(await refused(file)).toMatchObject({ code: 'damaged' })
  })

  it('refuses an entry whose header lies elsewhere', async () => {
    const file = await patched(plain(), (bytes) => {
      bytes.writeUInt32LE(7, directoryEntryOf(bytes, SHEET) + 42)
    })
    expect(await refused(file)).toMatchObject({ code: 'damaged' })
  })

  it('refuses content that does not match its checksum', async () => {
    const file = await patched(plain(), (bytes) => {
      bytes.writeUInt32LE(1, directoryEntryOf(bytes, SHEET) + 16)
    })
    expect(await refused(file)).toMatchObject({ code: 'damaged' })
  })

  it('refuses an entry under a password', async () => {
    const file = await patched(plain(), (bytes) => {
      bytes.writeUInt16LE(1, directoryEntryOf(bytes, SHEET) + 8)
    })
    expect(await refused(file)).toMatchObject({ code: 'encrypted' })
  })

  it('looks names up and goes nowhere else: `../` leads to no file', async () => {
    const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    const parts = {
      '../../etc/passwd': '<worksheet><sheetData/></worksheet>',
      'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="r1" Type="${office}/worksheet" Target="../../../../etc/passwd"/></Relationships>`,
    }
    expect(await refused(handMade({ parts }))).toMatchObject({ code: 'damaged' })
  })

  it('refuses a file cut off at any place', async () => {
    const bytes = new Uint8Array(await plain().arrayBuffer())
    for (let length = 1; length < bytes.length; length += 13) {
      const error = await refusal(async () =>
        allRows(await openWorkbook(new Blob([bytes.slice(0, length)]), {})),
      ).catch(() => null)
      // A head of one to three bytes is text like any other.
      if (length > 3) expect(error, `${length} bytes`).toMatchObject({ code: 'damaged' })
    }
  })

  it('refuses a sheet that ends in the middle, or is none', async () => {
    const half = `${START}<row r="1"><c r="A1"><v>1</v></c></row>`
    expect(await refused(handMade({ sheet: half }))).toMatchObject({ code: 'damaged' })
    expect(await refused(handMade({ sheet: `${half}<row r="2` }))).toMatchObject({
      code: 'damaged',
    })
    expect(await refused(handMade({ sheet: '' }))).toMatchObject({ code: 'damaged' })
  })
})

describe('extents', () => {
  it('passes over merged cells, columns and formats of the whole sheet', async () => {
    const sheet = `<worksheet><dimension ref="A1:XFD1048576"/><cols><col min="1" max="16384"/></cols><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>`
    const rows = await allRows(await openWorkbook(handMade({ sheet })))
    expect(rows[0]).toEqual({ number: 1, cells: [1] })
    expect(rows[1]?.number).toBe(1_048_576)
    expect(rows[1]?.cells).toHaveLength(16_384)
  })

  it.each([
    ['a row beyond the last', '<row r="1048577"><c><v>1</v></c></row>', 'too_large'],
    ['a column beyond the last', '<row r="1"><c r="XFE1"><v>1</v></c></row>', 'too_large'],
    [
      'a column of a hundred letters',
      `<row r="1"><c r="${'Z'.repeat(100)}1"><v>1</v></c></row>`,
      'too_large',
    ],
    ['row zero', '<row r="0"><c><v>1</v></c></row>', 'damaged'],
    ['a row that is no number', '<row r="x"><c><v>1</v></c></row>', 'damaged'],
    ['a number that is none', '<row r="1"><c r="A1"><v>1e999</v></c></row>', 'damaged'],
  ])('refuses %s', async (_, rows, code) => {
    expect(await refused(handMade({ rows }))).toMatchObject({ code })
  })

  it('takes a text of 32,767 characters and refuses one more, shared or not', async () => {
    const rowsOf = (text: string): string =>
      `<row r="3"><c r="B3" t="inlineStr"><is><t>${text}</t></is></c></row>`
    const longest = 'x'.repeat(32_767)
    const rows = await allRows(await openWorkbook(handMade({ rows: rowsOf(longest) })))
    expect(rows[0]?.cells[1]).toBe(longest)
    expect(await refused(handMade({ rows: rowsOf(`${longest}x`) }))).toMatchObject({
      code: 'too_large',
      row: 3,
      column: 2,
    })
    const shared = handMade({
      rows: '<row><c t="s"><v>0</v></c></row>',
      strings: `<si><t>${longest}x</t></si>`,
    })
    expect(await refused(shared)).toMatchObject({ code: 'too_large' })
  })

  it('refuses more shared texts and more bytes than allowed', async () => {
    const file = handMade({ rows: '<row/>', strings: '<si><t>a</t></si>'.repeat(20) })
    expect(await refused(file, { limits: { sharedStrings: 10 } })).toMatchObject({
      code: 'too_large',
    })
    expect(await refused(file, { limits: { sharedStringBytes: 100 } })).toMatchObject({
      code: 'too_large',
    })
    expect(await refused(file, { limits: { fileBytes: 100 } })).toMatchObject({ code: 'too_large' })
    expect(await refused(plain(), { limits: { inflatedBytes: 50 } })).toMatchObject({
      code: 'too_large',
    })
  })
})

describe('other files', () => {
  it.each([
    ['nothing', '', 'empty'],
    ['a PDF', '%PDF-1.7\n', 'not_a_spreadsheet'],
    ['a web page', '<!DOCTYPE html><table></table>', 'not_a_spreadsheet'],
    ['bytes without sense', 'a\0b\0\x01', 'not_a_spreadsheet'],
  ])('refuses %s', async (_, content, code) => {
    expect(await refused(new Blob([content]), { name: 'my file.xlsx' })).toMatchObject({ code })
  })

  it('refuses a zip that is no spreadsheet', async () => {
    expect(await refused(zipped({ 'word/document.xml': '<w/>' }))).toMatchObject({
      code: 'not_a_spreadsheet',
    })
  })

  it('refuses an encrypted workbook as such, and an old text document', async () => {
    const ole2 = (stream: string): Blob =>
      new Blob([container({ [stream]: new Uint8Array(5_000) })])
    expect(await refused(ole2('EncryptedPackage'))).toMatchObject({ code: 'encrypted' })
    expect(await refused(ole2('WordDocument'))).toMatchObject({ code: 'not_a_spreadsheet' })
    expect(await refused(ole2('Workbook'))).toMatchObject({ code: 'damaged' })
  })

  it('refuses OpenDocument under a password as such', async () => {
    const manifest = `<manifest:manifest ${OPENDOCUMENT}><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>`
    const file = zipped({ 'META-INF/manifest.xml': manifest, 'content.xml': Uint8Array.of(255, 1) })
    expect(await refused(file)).toMatchObject({ code: 'encrypted' })
  })
})
