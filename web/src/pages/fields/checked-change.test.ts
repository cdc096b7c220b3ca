import type { FieldPatch } from '@cardfile/openapi'
import { expect, test } from 'vitest'
import { mayFail } from './checked-change.ts'

const inBerlin = { field: 'city', operator: 'eq', value: 'Berlin' } as const

test.each<[what: string, patch: FieldPatch, asks: boolean]>([
  ['is required from now on', { required: true }, true],
  ['is not required any more', { required: false }, false],
  ['is there under a condition', { visibleWhen: inBerlin }, true],
  ['is there under none any more', { visibleWhen: null }, true],
  ['stands in another section', { section: 2 }, true],
  ['stands in none any more', { section: null }, true],
  ['offers an option sometimes', { options: [{ text: 'Gold', when: inBerlin }] }, true],
  ['has another option', { options: [{ text: 'Gold' }] }, false],
  ['has another name', { name: 'Town' }, false],
])('who would not pass is asked, or not, where a field %s', (_, patch, asks) => {
  expect(mayFail(patch)).toBe(asks)
})
