import { expect, test } from 'vitest'
import { decimalCommaOf } from './decimal-marks.ts'

test.each([
  [['1.234,5'], true],
  [['12,50', '7'], true],
  [['1.234.567'], true],
  [['1,234.5'], false],
  [['12.50', '1,234'], false],
  [['1,234,567'], false],
  [['1,234'], undefined],
  [['1.234'], undefined],
  [['12', 12.5, null], undefined],
  [['1,5', '1.5'], undefined],
  [['Ann'], undefined],
])('the numbers of %j say of a decimal comma: %s', (cells, comma) => {
  expect(decimalCommaOf(cells)).toBe(comma)
})
