import { expect, test } from 'vitest'
import { actorFrom } from './actor.ts'

test('says who it was by kind, id and name', () => {
  expect(actorFrom('person:7', 'Ann')).toEqual({ kind: 'person', id: '7', name: 'Ann' })
  expect(actorFrom('key:8', null)).toEqual({ kind: 'key', id: '8', name: null })
  expect(actorFrom('system', null)).toEqual({ kind: 'system', id: null, name: null })
})

test('knows nobody by what is no actor', () => {
  for (const stored of [null, '', 'alien:1']) expect(actorFrom(stored, 'x')).toBeNull()
})
