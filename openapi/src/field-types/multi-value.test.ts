import fc from 'fast-check'
import { expect, it } from 'vitest'
import { joinCell, splitCell } from './multi-value.ts'

it('gives back whatever values were joined', () => {
  const value = fc.string({
    unit: fc.constantFrom(';', '"', ' ', 'a', '\n', '\uFEFF', 'é'),
    minLength: 1,
  })
  fc.assert(
    fc.property(fc.array(value), (values) => {
      expect(splitCell(joinCell(values))).toEqual(values)
    }),
    { numRuns: 1000 },
  )
})

it.each([
  ['a;b', ['a', 'b']],
  [' a ; b ;', ['a', 'b']],
  ['', []],
  [' ;; ', []],
  ['"a;b"; c', ['a;b', 'c']],
  ['"say ""hi"""', ['say "hi"']],
  ['" kept "', [' kept ']],
  ['5" pipe;6" pipe', ['5" pipe', '6" pipe']],
  ['"never closed;b', ['"never closed', 'b']],
  ['"a" tail;b', ['atail', 'b']],
])('splits %j', (text, values) => {
  expect(splitCell(text)).toEqual(values)
})
