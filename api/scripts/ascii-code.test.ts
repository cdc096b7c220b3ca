import { expect, test } from 'vitest'
import { inAscii } from './ascii-code.ts'

const valueOf = (code: string): unknown => new Function(`return ${code}`)()

test.each([
  ["'Änn, 日本, 😀'", 'Änn, 日本, 😀'],
  ['`ß ${1 + 1} €`', 'ß 2 €'],
  ["'\\\\é \\é \\n \\\\\\é'", '\\é é \n \\é'],
  ["{ 'ключ': 'İ' }.ключ", 'İ'],
  ["/^[à-ü\\é]$/.test('é')", true],
  ["/^[😀-😂]$/u.test('😁')", true],
  ["/\\p{L}{2}/u.test('日本')", true],
])('%s means the same in ASCII', (code, value) => {
  const ascii = inAscii(code)
  expect(ascii).toMatch(/^[\x20-\x7e]*$/)
  expect([valueOf(ascii), valueOf(code)]).toEqual([value, value])
})

test('leaves alone what is in ASCII already', () => {
  const code = String.raw`'a\u00e9\\' + /\d\//.source`
  expect(inAscii(code)).toBe(code)
})
