import { expect, it } from 'vitest'
import { numberStyle } from '../cells/number-style.ts'
import { withLimits } from '../workbook/limits.ts'
import { SharedStrings, readSharedStrings } from './shared-strings.ts'
import { SheetRows } from './sheet-rows.ts'
import type { SheetContext } from './sheet-rows.ts'
import type { SheetRow } from '../workbook/workbook.ts'

const XML =
  '<?xml version="1.0"?><!-- > --><x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:cols/><x:sheetData>' +
  "<x:row r='2' spans='1:3'><x:c r=\"A2\" t = 'inlineStr' ><x:is><x:t xml:space=\"preserve\"> a&amp;b\r\n</x:t>" +
  '<x:rPh><x:t>no</x:t></x:rPh></x:is></x:c><x:c r="C2" s="1"><x:f>1&lt;2</x:f><x:v>45000</x:v></x:c></x:row>' +
  '<x:row/><x:row><x:c t="str"><x:v><![CDATA[<é😀>]]>!</x:v></x:c><x:c r="B4" t="s"><x:v>0</x:v></x:c></x:row>' +
  '</x:sheetData><x:mergeCells/></x:worksheet>'

function contextOf(strings: readonly string[]): SheetContext {
  const table = new SharedStrings()
  for (const text of strings) table.add(text)
  table.seal()
  return {
    strings: table,
    styles: [numberStyle('General'), numberStyle('yyyy-mm-dd')],
    dateSystem: '1900',
    limits: withLimits(),
  }
}

function rowsOf(pieces: readonly string[]): SheetRow[] {
  const sheet = new SheetRows(contextOf(['shared']))
  for (const piece of pieces) sheet.push(piece)
  sheet.end()
  return sheet.take()
}

it('reads the same rows wherever its XML is cut, once or twice', () => {
  const expected = [
    { number: 2, cells: [' a&b\n', null, { date: '2023-03-15' }] },
    { number: 4, cells: ['<é😀>!', 'shared'] },
  ]
  for (let first = 0; first <= XML.length; first++) {
    for (const second of [
      first,
      Math.min(first + 1, XML.length),
      Math.min(first + 7, XML.length),
    ]) {
      const pieces = [XML.slice(0, first), XML.slice(first, second), XML.slice(second)]
      expect(rowsOf(pieces), pieces.join('✂')).toEqual(expected)
    }
  }
  expect(rowsOf([...XML])).toEqual(expected)
})

it('reads the same shared texts wherever their XML is cut', async () => {
  const xml =
    '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="4"><si><t>a&amp;b</t></si><si/><si><r><t xml:space="preserve">x </t></r><r><t>y</t></r>' +
    '<rPh sb="0"><t>no</t></rPh></si><si><t/></si><si><t>_x0041_</t></si></sst>'
  for (let cut = 0; cut <= xml.length; cut++) {
    const pieces = async function* (): AsyncGenerator<string> {
      yield xml.slice(0, cut)
      yield xml.slice(cut)
    }
    const strings = await readSharedStrings(pieces(), withLimits())
    const texts = Array.from({ length: strings.size }, (_, index) => strings.get(index))
    expect(texts).toEqual(['a&b', '', 'x y', '', 'A'])
    expect(strings.get(5)).toBeUndefined()
    expect(strings.get(-1)).toBeUndefined()
    expect(strings.get(Number.NaN)).toBeUndefined()
  }
})

it('gives every shared text back by its number, across pages', () => {
  const texts = Array.from(
    { length: 10_000 },
    (_, index) => `text ${index} ${'é'.repeat(index % 5)}`,
  )
  const { strings } = contextOf(texts)
  expect(texts.map((_, index) => strings.get(index))).toEqual(texts)
})
