import { expect, test } from 'vitest'
import { english } from './reasons/english.ts'
import { messagesPage } from './messages-page.ts'
import { refusals } from './refusals/refusal.ts'

const [ofReasons = '', ofRefusals = ''] = messagesPage().split('## Refused requests')
const [, details = ''] = ofRefusals.split('## Details of refused requests')
const codesIn = (part: string) =>
  [...part.matchAll(/^\| `(\w+)` \|/gm)].map(([, code]) => code).toSorted()

test('every code is explained once', () => {
  expect(codesIn(ofReasons)).toEqual(Object.keys(english).toSorted())
  expect(codesIn(details)).toEqual(Object.keys(refusals).toSorted())
})

test('no sentence is shown without its parameters', () => {
  expect(messagesPage()).not.toMatch(/undefined|NaN|\[object/)
})
