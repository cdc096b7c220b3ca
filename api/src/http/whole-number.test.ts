import { expect, test } from 'vitest'
import { wholeNumber } from './whole-number.ts'

const schema = wholeNumber(1, 100, 'An id')

test.each([
  ['1', 1],
  ['10', 10],
  ['100', 100],
  ['0', null],
  ['101', null],
  ['', null],
  [' 1', null],
  ['1 ', null],
  ['+1', null],
  ['-1', null],
  ['01', null],
  ['1.0', null],
  ['1e1', null],
  ['0xa', null],
  ['0b1', null],
  ['1_0', null],
  ['١', null],
  ['NaN', null],
  [undefined, null],
  [['1', '2'], null],
])('%j in an address is the number %j', (text, number) => {
  const { success, data, error } = schema.safeParse(text)
  expect(success ? data : null).toBe(number)
  if (!success)
    expect(error.issues.map(({ message }) => message)).toEqual([
      'must be a whole number from 1 to 100',
    ])
})
