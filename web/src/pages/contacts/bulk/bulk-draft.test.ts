import { expect, test } from 'vitest'
import { type EditLine, editsOf, isWhole, reasonsOfLine } from './bulk-draft.ts'

const line = (more: Partial<EditLine>): EditLine => ({
  id: 1,
  field: 'city',
  operation: 'set',
  value: null,
  ...more,
})

test.each([
  ['a value to set', line({ value: 'Rome' }), { set: { city: 'Rome' } }],
  ['a field to clear', line({ operation: 'clear' }), { clear: ['city'] }],
  [
    'what is added',
    line({ field: 'tags', operation: 'add', value: ['vip'] }),
    { add: { tags: ['vip'] } },
  ],
  [
    'what is removed',
    line({ field: 'tags', operation: 'remove', value: ['vip'] }),
    { remove: { tags: ['vip'] } },
  ],
])('%s travels as the API takes it', (_, given, edit) => {
  expect(editsOf([given])).toEqual([edit])
})

test.each([
  ['no field', line({ field: null, value: 'x' })],
  ['nothing to set', line({ value: '' })],
  ['nothing to add', line({ operation: 'add', value: [] })],
])('a line with %s says nothing yet', (_, given) => {
  expect(isWhole(given)).toBe(false)
  expect(editsOf([given])).toEqual([])
})

test('a reason stands at the line that was sent, and at none that says nothing', () => {
  const lines = [line({ field: null }), line({ value: 'Rome' }), line({ operation: 'clear' })]
  const errors = { 'do.0.set.city': ['is too long'], 'do.1.clear.city': ['is required'] }
  expect(lines.map((_, at) => reasonsOfLine(lines, at, errors))).toEqual([
    [],
    ['is too long'],
    ['is required'],
  ])
})
