import { expect, it } from 'vitest'
import { SSF } from 'xlsx'
import type { Cell } from '../../field-types/cell.ts'
import { numberCell } from './number-cell.ts'
import { builtInStyle, numberStyle } from './number-style.ts'

const cellOf = (code: string, value: number): Cell => numberCell(value, numberStyle(code), '1900')

it.each<[code: string, value: number, cell: Cell]>([
  ['00000', 2134, { number: 2134, shown: '02134' }],
  ['00000', 12345, 12345],
  ['+0', 4915112345678, { number: 4915112345678, shown: '+4915112345678' }],
  ['"+"0', 4915112345678, { number: 4915112345678, shown: '+4915112345678' }],
  ['\\+00 000 000', 49123456, { number: 49123456, shown: '+49 123 456' }],
  ['000-00-0000', 12345678, { number: 12345678, shown: '012-34-5678' }],
  ['000\\-00\\-0000', 12345678, { number: 12345678, shown: '012-34-5678' }],
  ['[<=9999999]###-####;(###) ###-####', 5551234, { number: 5551234, shown: '555-1234' }],
  [
    '[<=9999999]###-####;(###) ###-####',
    6175551234,
    { number: 6175551234, shown: '(617) 555-1234' },
  ],
  ['00000-0000', 21340001, { number: 21340001, shown: '02134-0001' }],
  ['#,##0.00', 1234567.891, { number: 1234567.891, shown: '1,234,567.89' }],
  ['_("$"* #,##0.00_);_("$"* \\(#,##0.00\\)', -1234.5, { number: -1234.5, shown: '$(1,234.50)' }],
  ['0.00', 5, { number: 5, shown: '5.00' }],
  ['0.##', 5.1, 5.1],
  ['0%', 0.07, { number: 0.07, shown: '7%' }],
  ['0.0,,"M"', 1234567, { number: 1234567, shown: '1.2M' }],
  ['0', -5, -5],
  ['0" kg"', -5, { number: -5, shown: '-5 kg' }],
  ['0;(0)', -5, { number: -5, shown: '(5)' }],
  ['0;-0;;@', 0, { number: 0, shown: '' }],
  [';;;', 5, { number: 5, shown: '' }],
  ['"a;b"0', 5, { number: 5, shown: 'a;b5' }],
  ['[Red]0', 5, 5],
  ['[$-407]000', 5, { number: 5, shown: '005' }],
  ['[$€-407] 0', 5, { number: 5, shown: '€ 5' }],
  ['General', 0.1 + 0.2, 0.3],
  ['General', 1234567.1 * 3, 3703701.3],
  ['General', 4915112345678, 4915112345678],
  ['General;[Red]-General', -5, -5],
  ['0.00E+00', 123456, 123456],
  ['# ?/?', 0.5, 0.5],
  ['@', 5, 5],
  ['0', 8.93421e18, 8.93421e18],
  ['[>=1]yyyy-mm-dd;0.00', 45000, { date: '2023-03-15' }],
  ['[>=1]yyyy-mm-dd;0.00', 0.5, { number: 0.5, shown: '0.50' }],
  ['[<1]0.00;yyyy-mm-dd', 45000, { date: '2023-03-15' }],
  ['yyyy-mm-dd;;', 45000, { date: '2023-03-15' }],
  [`0${'0'.repeat(300)}`, 5, 5],
  [`0.${'0'.repeat(200)}`, 5, 5],
])('shows by %s the number %d', (code, value, cell) => {
  expect(cellOf(code, value)).toEqual(cell)
})

// Where the other reader has it otherwise than Excel.
it.each([
  ['0-00', 1000, '10-00'],
  ['0-00', 123456789, '1234567-89'],
  ['0-00', -1, '-0-01'],
  ['(000) 000-0000', -98765.4321, '-(000) 009-8765'],
  ['0.00', -12.345, '-12.35'],
  ['0%', -12.345, '-1235%'],
  ['[<100]0.0;[<1000]0.00;0', -12.345, '-12.3'],
  ['#,##0;(#,##0)', -98765.4321, '(98,765)'],
  ['0;-0;"zero"', -1, '-1'],
])('%s shows %d as %s', (code, value, shown) => {
  const cell = cellOf(code, value)
  const isShown = typeof cell === 'object' && cell !== null && 'shown' in cell
  expect(isShown ? cell.shown : String(cell)).toBe(shown)
})

it('agrees with SheetJS on what formats show, each on many numbers', () => {
  const codes = [
    '0',
    '00',
    '0000000',
    '0.0',
    '0.00',
    '#,##0',
    '#,##0.00',
    '#,##0.##',
    '0%',
    '0.00%',
    '(000) 000-0000',
    '+0',
    '"x"0"y"',
    '0.0#',
    '#,##0;(#,##0)',
    '0;-0;"zero"',
    '$#,##0.00',
    '000,000',
    '[<100]0.0;[<1000]0.00;0',
    '[>100]"big "0;"small "0',
    '0,',
    '0.0,',
  ]
  const values = [
    0, 1, 7, 0.5, 12.345, 99.995, 123, 999.5, 1000, 1234.5678, 98765.4321, 6175551234, 123456789,
  ]
  const shownBy = (code: string, value: number): string => {
    const cell = cellOf(code, value)
    const isShown = typeof cell === 'object' && cell !== null && 'shown' in cell
    return isShown ? cell.shown : String(cell)
  }
  const shownByOther = (code: string, value: number): string | null => {
    try {
      return SSF.format(code, value).trim()
    } catch {
      // It does not know all of them for all numbers.
      return null
    }
  }
  const pairs = codes
    .flatMap((code) => values.map((value) => ({ code, value, other: shownByOther(code, value) })))
    .filter(({ other }) => other !== null)
  expect(pairs.length).toBeGreaterThan(codes.length * values.length * 0.9)
  const ours = pairs.map(({ code, value }) => `${code} of ${value}: ${shownBy(code, value)}`)
  const theirs = pairs.map(({ code, value, other }) => `${code} of ${value}: ${other}`)
  expect(ours).toEqual(theirs)
})

it('knows built-in formats by their numbers', () => {
  expect(numberCell(1234.5, builtInStyle(4), '1900')).toEqual({ number: 1234.5, shown: '1,234.50' })
  expect(numberCell(0.5, builtInStyle(9), '1900')).toEqual({ number: 0.5, shown: '50%' })
  expect(numberCell(45000, builtInStyle(14), '1900')).toEqual({ date: '2023-03-15' })
  expect(numberCell(5, builtInStyle(49), '1900')).toBe(5)
})
