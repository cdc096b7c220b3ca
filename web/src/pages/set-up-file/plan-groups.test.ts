import { expect, test } from 'vitest'
import type { SetUpStep } from '../../api/set-up.ts'
import { planGroups } from './plan-groups.ts'

const step = (key: string, more: Partial<SetUpStep>): SetUpStep => ({
  action: 'update',
  target: 'field',
  key,
  name: key,
  changes: [],
  contacts: 0,
  inTheWay: 0,
  dangers: [],
  ...more,
})

test('groups steps by what they do, each with its place in the plan', () => {
  const groups = planGroups([
    step('lead', { action: 'create', target: 'role' }),
    step('plan', { action: 'create' }),
    step('seats', { dangers: ['converts_values'], contacts: 3 }),
    step('price', { dangers: ['values_in_the_way'], inTheWay: 1 }),
    step('city', { dangers: ['changes_rights'] }),
    step('fields', { action: 'reorder', target: 'order' }),
    step('gone', { action: 'delete', dangers: ['deletes'], contacts: 2 }),
  ])
  expect(groups.map(({ name, steps }) => [name, ...steps.map(({ place }) => place)])).toEqual([
    ['create', 1, 2],
    ['update', 5, 6],
    ['convert', 3, 4],
    ['delete', 7],
  ])
})

test('leaves groups out that have no step', () => {
  expect(planGroups([])).toEqual([])
  expect(planGroups([step('city', {})]).map(({ name }) => name)).toEqual(['update'])
})
