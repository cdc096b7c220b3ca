import { array, assert, oneof, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { foldBeside, isOwnFold } from './stored-fold.ts'

const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length

test.each([
  ['Ann', true],
  ['', true],
  [['a@example.com', 'b@example.com'], true],
  ['Zoë', false],
  ['O`Brien', false],
  ['a "b"', false],
  [['a', 'é'], false],
  [['a', '`'], false],
  ['田中', false],
  [7, false],
])('%j is told to be its own fold by its bytes: %s', (value, is) => {
  expect(isOwnFold(value, bytesOf(value))).toBe(is)
})

test('what is told to be its own fold has none beside it', () => {
  const text = string({ unit: 'binary' })
  assert(
    property(oneof(text, array(text)), (value) => {
      if (isOwnFold(value, bytesOf(value))) expect(foldBeside(value)).toBeNull()
    }),
  )
})
