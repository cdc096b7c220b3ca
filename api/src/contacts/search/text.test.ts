import { type Field, prebuiltFields } from '@cardfile/openapi'
import { expect, test } from 'vitest'
import { isSearched, searchLines, searchTextOf } from './text.ts'

const fields: readonly Field[] = prebuiltFields
const linesOf = (...args: [Record<string, unknown>, string[]?]) =>
  searchLines(args[0], args[1] ?? [], fields)

test('holds texts and identities folded, as typed and as they are compared', () => {
  const lines = linesOf({ name: 'Zoë Weiß', sms: ['+49 30 1234'] }, ['+49301234'])
  expect(lines).toEqual(['zoe weiss', '+49 30 1234', '+49301234'])
})

test('holds a text that is a number without the signs between its digits too', () => {
  const lines = linesOf({ name: 'Ann', phone: '(030) 555-1234', city: '2nd (of 3)' })
  expect(lines).toEqual(['ann', '(030) 555-1234', '0305551234', '2nd (of 3)'])
})

test('leaves out what another text of the contact has from the beginning of a word on', () => {
  const lines = linesOf(
    { name: 'Ann Lee', first_name: 'Ann', last_name: 'LEE', email: ['Ann@Example.com'] },
    ['ann@example.com'],
  )
  expect(lines).toEqual(['ann lee', 'ann@example.com'])
})

test('keeps a text that another one has within a word, where a search for its first letters would miss it', () => {
  expect(linesOf({ name: 'Joann', first_name: 'Ann' })).toEqual(['joann', 'ann'])
})

test('does not run texts together', () => {
  expect(linesOf({ name: 'Ann', title: 'Dr', city: 'Bonn' })).toEqual(['ann', 'dr', 'bonn'])
})

test('keeps fields out that search does not look at', () => {
  expect(linesOf({ name: 'Ann', time_zone: 'Europe/Berlin' })).toEqual(['ann'])
})

test.each([
  [{ title: 'Dr' }, true],
  [{ title: null }, true],
  [{ sms: [] }, true],
  [{ time_zone: 'Europe/Berlin' }, false],
  [{}, false],
])('is looked at by search where %j changes: %s', (values, isLookedAt) => {
  expect(isSearched(values, fields)).toBe(isLookedAt)
})

test('makes one text of it, with the identities in the form they are compared in and a line end before each', () => {
  expect(
    searchTextOf({ name: 'Ann', sms: ['+49 30 1234'], time_zone: 'Europe/Berlin' }, fields),
  ).toBe('\nann\n+49 30 1234\n+49301234')
  expect(searchTextOf({}, fields)).toBe('')
})
