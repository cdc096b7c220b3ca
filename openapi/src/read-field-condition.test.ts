import { expect, test } from 'vitest'
import { customField } from './field.test-support.ts'
import { isConditionInput } from './read-field-condition.ts'

test.each([
  ['a value that is seen', {}, true],
  ['masks', { masked: true, editable: false }, false],
  ['a time that every change moves', { key: 'updated_at', kind: 'S', type: 'datetime' }, false],
] as const)('a condition looking at %s is offered: %s', (_, field, offered) => {
  expect(isConditionInput(customField('salary', field))).toBe(offered)
})
