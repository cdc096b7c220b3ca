import { expect, test } from 'vitest'
import { JsonBytes } from './json-bytes.ts'

const jsonOf = (bytes: JsonBytes) => JSON.parse(new TextDecoder().decode(bytes.take()))

test('members become a JSON list or object', () => {
  const list = new JsonBytes('list')
  for (const member of ['1', '"b"', '[null]']) list.next().add(member)
  expect(list.count).toBe(3)
  expect(jsonOf(list)).toEqual([1, 'b', [null]])
  const object = new JsonBytes('object')
  object.next().add('"a":1')
  const second = object.next()
  second.addJson('b')
  second.add(':2')
  expect(jsonOf(object)).toEqual({ a: 1, b: 2 })
})

test('none of them become an empty one', () => {
  expect(jsonOf(new JsonBytes('list'))).toEqual([])
  expect(jsonOf(new JsonBytes('object'))).toEqual({})
})
