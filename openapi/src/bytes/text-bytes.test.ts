import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TextBytes } from './text-bytes.ts'

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const texts = fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 50 })

test('is all that was added, in its order', () => {
  fc.assert(
    fc.property(texts, (all) => {
      const made = new TextBytes()
      for (const text of all) made.add(text)
      expect(made.size).toBe(new TextEncoder().encode(all.join('')).length)
      expect(textOf(made.take())).toBe(all.join(''))
    }),
  )
})

test('writes a text in JSON as JSON does, but in UTF-8, whatever it holds', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: fc.constantFrom('a', '"', '\\', '\n', '\0', '\x7f', '\x80', '߿', 'ࠀ', '￿') }),
    fc.string({ unit: fc.constantFrom('a', '\ud800', '\udc00', '😀') }),
  )
  fc.assert(
    fc.property(fc.array(anything), (all) => {
      const made = new TextBytes()
      for (const text of all) made.addJson(text)
      expect(textOf(made.take())).toBe(all.map((text) => JSON.stringify(text)).join(''))
    }),
  )
})

test('writes whole numbers, with zeros in front where so many digits are wanted', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.integer({ min: 1, max: 20 }), (value, digits) => {
      const made = new TextBytes()
      made.addInteger(value)
      made.add(' ')
      made.addInteger(value, digits)
      expect(textOf(made.take())).toBe(`${value} ${String(value).padStart(digits, '0')}`)
    }),
    {
      examples: [
        [0, 1],
        [9, 1],
        [10, 1],
        [10, 2],
        [Number.MAX_SAFE_INTEGER, 1],
      ],
    },
  )
})

test('grows to whatever is added, and is not touched by what is made after it', () => {
  const long = 'ä€𝄞'.repeat(100_000)
  const first = new TextBytes()
  first.add(long)
  const taken = first.take()
  const second = new TextBytes()
  second.add('x'.repeat(long.length))
  second.take()
  expect(textOf(taken)).toBe(long)
  expect(taken.buffer.byteLength).toBe(taken.length)
})

test('two that are put together at once do not mix', () => {
  const [one, other] = [new TextBytes(), new TextBytes()]
  for (let n = 0; n < 1_000; n++) {
    one.add('1')
    other.add('2')
  }
  expect([textOf(one.take()), textOf(other.take())]).toEqual(['1'.repeat(1_000), '2'.repeat(1_000)])
})
