import { PLAIN_STYLE, numberStyle } from '../cells/number-style.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withLimits } from '../workbook/limits.ts'
import { type PlainCell, readPlainCell } from './plain-cell.ts'
import { SharedStrings } from '../xlsx/shared-strings.ts'
import { SheetRows } from '../xlsx/sheet-rows.ts'
import type { SheetRow } from '../workbook/workbook.ts'

const cell: PlainCell = { column: 0, style: 0, type: undefined, from: 0, to: 0 }

describe('readPlainCell', () => {
  it('reads reference, style, type and value, in whatever order they come', () => {
    for (const xml of [
      '<c r="AB12" s="7" t="str"><v>a</v></c>',
      '<c t="str" s="7" r="AB12"><v>a</v></c>',
    ]) {
      expect(readPlainCell(xml, 0, cell)).toBe(xml.length)
      expect(cell).toMatchObject({ column: 28, style: 7, type: 'str' })
      expect(xml.slice(cell.from, cell.to)).toBe('a')
    }
  })

  it('reads a cell without a value, and one without a reference', () => {
    expect(readPlainCell('<c r="C1" s="2"/><c', 0, cell)).toBe(17)
    expect(cell).toMatchObject({ column: 3, style: 2, type: undefined })
    expect(cell.to).toBe(cell.from)
    expect(readPlainCell('.<c t="b"><v>1</v></c>', 1, cell)).toBe(22)
    expect(cell).toMatchObject({ column: 0, style: 0, type: 'b' })
  })

  it.each([
    ['another element', '<cols r="A1"><v>1</v></cols>'],
    ['a prefix', '<x:c r="A1"><x:v>1</x:v></x:c>'],
    ['a formula', '<c r="A1"><f>1+1</f><v>2</v></c>'],
    ['text in the cell', '<c r="A1" t="inlineStr"><is><t>a</t></is></c>'],
    ['a type that is written rarely', '<c r="A1" t="d"><v>2026-01-01</v></c>'],
    ['a type that there is not', '<c r="A1" t="x"><v>1</v></c>'],
    ['a type that begins like one there is', '<c r="A1" t="stx"><v>1</v></c>'],
    ['an attribute of somebody else', '<c r="A1" cm="1"><v>1</v></c>'],
    ['other quotes', "<c r='A1'><v>1</v></c>"],
    ['a blank more', '<c  r="A1"><v>1</v></c>'],
    ['a blank in the end', '<c r="A1"><v>1</v ></c>'],
    ['an attribute on the value', '<c r="A1"><v xml:space="preserve"> 1</v></c>'],
    ['a reference in small letters', '<c r="a1"><v>1</v></c>'],
    ['a reference without a letter', '<c r="11"><v>1</v></c>'],
    ['a reference that goes on', '<c r="A1:B1"><v>1</v></c>'],
    ['a style that is no number', '<c r="A1" s="x"><v>1</v></c>'],
    ['a style without a digit', '<c r="A1" s=""><v>1</v></c>'],
    ['a style beyond all numbers', '<c r="A1" s="1234567890"><v>1</v></c>'],
    ['CDATA', '<c r="A1" t="str"><v><![CDATA[a]]></v></c>'],
    ['a comment in the value', '<c r="A1" t="str"><v>a<!-- b --></v></c>'],
    ['something behind the value', '<c r="A1"><v>1</v><extLst/></c>'],
  ])('leaves to the scanner: %s', (_, xml) => {
    expect(readPlainCell(xml, 0, cell)).toBe(-1)
  })

  it('reads no cell that is cut short, wherever it is', () => {
    const xml = '<c r="A1" s="1" t="str"><v>a</v></c>'
    for (let length = 0; length < xml.length; length++)
      expect(readPlainCell(xml.slice(0, length), 0, cell)).toBe(-1)
  })
})

const values = fc.oneof(
  fc.record({
    type: fc.constant(' t="str"'),
    value: fc.constantFrom('a', '&lt;&#65;', 'b\r\nc', '_x0041_', ' ', 'é😀', ''),
  }),
  fc.record({ type: fc.constant(' t="s"'), value: fc.constantFrom('0', '1', ' 1 ') }),
  fc.record({
    type: fc.constantFrom('', ' t="n"'),
    value: fc.constantFrom('0', '-1.5', '45000', ' ', '1e3', '&#49;'),
  }),
  fc.record({ type: fc.constant(' t="b"'), value: fc.constantFrom('0', '1', 'true') }),
  fc.record({ type: fc.constant(' t="e"'), value: fc.constant('#N/A') }),
)
const cells = fc.array(
  fc.record({
    written: values,
    reference: fc.option(fc.constantFrom('A', 'B', 'D', 'Z', 'AB')),
    style: fc.constantFrom('', ' s="0"', ' s="1"', ' s="99"'),
    isBlank: fc.boolean(),
    referenceFirst: fc.boolean(),
  }),
  { maxLength: 6 },
)

type CellsXml = typeof cells extends fc.Arbitrary<infer Row> ? Row : never

/** @param prefix in front of every name; with one no cell is plain */
function sheetOf(rows: readonly CellsXml[], prefix: string): string {
  const written = rows.map((row, index) => {
    const inRow = row.map(
      ({ written: { type, value }, reference, style, isBlank, referenceFirst }) => {
        const place = reference === null ? '' : ` r="${reference}${index + 1}"`
        const start = `<${prefix}c${referenceFirst ? place + style + type : type + style + place}`
        return isBlank ? `${start}/>` : `${start}><${prefix}v>${value}</${prefix}v></${prefix}c>`
      },
    )
    return `<${prefix}row r="${index + 1}">${inRow.join('')}</${prefix}row>`
  })
  const declared =
    prefix === ''
      ? ''
      : ` xmlns:${prefix.slice(0, -1)}="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
  return `<${prefix}worksheet${declared}><${prefix}sheetData>${written.join('')}</${prefix}sheetData></${prefix}worksheet>`
}

function rowsOf(xml: string, pieceLength: number): SheetRow[] {
  const strings = new SharedStrings()
  for (const text of ['shared', '']) strings.add(text)
  strings.seal()
  const limits = withLimits()
  const sheet = new SheetRows({
    strings,
    styles: [PLAIN_STYLE, numberStyle('yyyy-mm-dd')],
    dateSystem: '1900',
    limits,
  })
  for (let at = 0; at < xml.length; at += pieceLength) sheet.push(xml.slice(at, at + pieceLength))
  sheet.end()
  return sheet.take()
}

it('means the same as the scanner does, wherever the sheet is cut', () => {
  fc.assert(
    fc.property(
      fc.array(cells, { maxLength: 4 }),
      fc.integer({ min: 1, max: 200 }),
      (rows, length) => {
        const expected = rowsOf(sheetOf(rows, 'x:'), Infinity)
        expect(rowsOf(sheetOf(rows, ''), length)).toEqual(expected)
      },
    ),
    { numRuns: 2_000 },
  )
})
