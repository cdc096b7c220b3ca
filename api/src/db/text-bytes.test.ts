import fc from 'fast-check'
import { expect, test } from 'vitest'
import { JsonBytes, TextBytes } from './text-bytes.ts'

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

test('members become a JSON list or object, none of them an empty one', () => {
  const list = new JsonBytes('list')
  for (const member of ['1', '"b"', '[null]']) list.add(member)
  expect(list.count).toBe(3)
  expect(JSON.parse(textOf(list.take()))).toEqual([1, 'b', [null]])
  const object = new JsonBytes('object')
  object.add('"a":1')
  object.add('"b":2')
  expect(JSON.parse(textOf(object.take()))).toEqual({ a: 1, b: 2 })
  expect(textOf(new JsonBytes('list').take())).toBe('[]')
  expect(textOf(new JsonBytes('object').take())).toBe('{}')
})
