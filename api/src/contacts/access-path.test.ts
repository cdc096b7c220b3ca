import { type Condition, type Field, prebuiltFields } from '@cardfile/openapi'
import { expect, test } from 'vitest'
import { accessPath, mayScan, slowFields } from './access-path.ts'

const fields = new Map<string, Field>(prebuiltFields.map((field) => [field.key, field]))
const named = (key: string): Field => {
  const field = fields.get(key)
  if (!field) throw new RangeError(`no field ${key}`)
  return field
}
const where = (
  key: string,
  operator: Extract<Condition, { field: Field }>['operator'],
): Condition => ({
  field: named(key),
  operator,
  operands: ['x'],
})
const nothing = { condition: null, q: '', order: [], trashed: false }
const by = (key: string) => [{ field: named(key) }]
const both = (operator: 'and' | 'or', ...conditions: Condition[]): Condition => ({
  operator,
  conditions,
})

// City is fast to filter and sort by, State is not; e-mail addresses have a table of keys.
const city = where('city', 'eq')
const state = where('state', 'eq')
const fastPhone: Condition = {
  field: { ...named('phone'), indexed: true },
  operator: 'eq',
  operands: ['030 555 1234'],
}
test.each([
  ['all, newest first', nothing, 'all', false],
  ['all, by a fast field', { ...nothing, order: by('name') }, 'ordered', false],
  ['all, by a field that is not fast', { ...nothing, order: by('state') }, 'all', true],
  ['a fast filter', { ...nothing, condition: city }, 'narrowed', false],
  ['a fast filter, sorted', { ...nothing, condition: city, order: by('state') }, 'narrowed', false],
  ['a filter that is not', { ...nothing, condition: state }, 'all', true],
  [
    'such a filter by a fast order',
    { ...nothing, condition: state, order: by('name') },
    'all',
    true,
  ],
  ['both', { ...nothing, condition: both('and', state, city) }, 'narrowed', false],
  ['either', { ...nothing, condition: both('or', state, city) }, 'all', true],
  ['either of two fast ones', { ...nothing, condition: both('or', city, city) }, 'narrowed', false],
  ['one of no conditions', { ...nothing, condition: both('or') }, 'all', true],
  ['a negation', { ...nothing, condition: where('city', 'ne') }, 'all', true],
  ['an identity', { ...nothing, condition: where('email', 'eq') }, 'narrowed', false],
  ['a number', { ...nothing, condition: fastPhone }, 'narrowed', false],
  ['a number not marked fast', { ...nothing, condition: where('phone', 'eq') }, 'all', true],
  ['part of an identity', { ...nothing, condition: where('email', 'endswith') }, 'all', true],
  ['a search', { ...nothing, q: 'ann', condition: state }, 'narrowed', false],
  ['an import', { ...nothing, importId: 'i', order: by('state') }, 'narrowed', false],
  ['the trash', { ...nothing, trashed: true }, 'narrowed', false],
])('%s', (_, asked, path, scans) => {
  expect(accessPath(asked)).toBe(path)
  expect(mayScan(asked)).toBe(scans)
})

test.each([
  ['all, newest first', nothing, []],
  ['all, by a fast field', { ...nothing, order: by('name') }, []],
  ['all, by a field that is not fast', { ...nothing, order: by('state') }, ['state']],
  ['a filter that is not', { ...nothing, condition: state, order: by('title') }, ['state']],
  ['one of which a part is fast', { ...nothing, condition: both('and', city, state) }, []],
  ['either, of which one is not', { ...nothing, condition: both('or', city, state) }, ['state']],
  ['a filter that no index serves', { ...nothing, condition: where('state', 'contains') }, []],
])('fields to mark fast for %s', (_, asked, keys) => {
  expect(slowFields(asked).map(({ key }) => key)).toEqual(keys)
})
