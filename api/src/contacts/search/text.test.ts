import { type Field, prebuiltFields } from '@cardfile/openapi'
import { expect, test } from 'vitest'
import { isSearched, searchLines } from './text.ts'

const fields: readonly Field[] = prebuiltFields
const linesOf = (...args: [Record<string, unknown>, string[]?]) =>
  searchLines(args[0], args[1] ?? [], fields)

test('holds texts and identities, each as typed and as it is compared', () => {
  const lines = linesOf({ name: 'Ann', sms: ['+49 30 1234'] }, ['+49301234'])
  expect(lines).toEqual(['Ann', '+49 30 1234', '+49301234'])
})

test('leaves out what another text of the contact holds already, in whatever case', () => {
  const lines = linesOf(
    { name: 'Ann Lee', first_name: 'Ann', last_name: 'LEE', email: ['Ann@Example.com'] },
    ['ann@example.com'],
  )
  expect(lines).toEqual(['Ann Lee', 'Ann@Example.com'])
})

test('does not run texts together', () => {
  expect(linesOf({ name: 'Ann', title: 'Dr', city: 'Bonn' })).toEqual(['Ann', 'Dr', 'Bonn'])
})

test('keeps fields out that search does not look at', () => {
  expect(linesOf({ name: 'Ann', time_zone: 'Europe/Berlin' })).toEqual(['Ann'])
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
