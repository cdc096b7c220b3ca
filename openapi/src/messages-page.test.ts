import { expect, test } from 'vitest'
import { english } from './reasons/english.ts'
import { messagesPage } from './messages-page.ts'

test('every code is explained once', () => {
  const codes = [...messagesPage().matchAll(/^\| `(\w+)` \|[^|]+\|[^|]+\|[^|]+\|$/gm)]
  expect(codes.map(([, code]) => code).toSorted()).toEqual(Object.keys(english).toSorted())
})

test('no sentence is shown without its parameters', () => {
  expect(messagesPage()).not.toMatch(/undefined|NaN|\[object/)
})
