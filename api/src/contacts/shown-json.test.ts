import { type Field, prebuiltFields, TextBytes } from '@cardfile/openapi'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Row } from '../db/result.ts'
import { contactFromRow } from './contact.ts'
import { addContacts } from './shown-json.ts'

const city = prebuiltFields.find(({ key }) => key === 'city') as Field
const fields = prebuiltFields.filter(({ key }) => !key.endsWith('_at'))

const row = (data: string, more: Row = {}): Row => ({
  id: '01a22c34-a258-7b19-b889-94059efb2284',
  data,
  version: 3,
  created_at: 1_796_037_976_664,
  updated_at: 1_796_037_976_665,
  deleted_at: null,
  ...more,
})

const made = (rows: Row[], of: readonly Field[] = fields): string => {
  const to = new TextBytes()
  addContacts(to, rows, of)
  return new TextDecoder().decode(to.take())
}
const asValues = (rows: Row[], of: readonly Field[] = fields): string =>
  rows.map((one) => JSON.stringify(contactFromRow(one, of))).join()

test.each([
  ['values and folds', '{"f1":"Ann","f10":"Ankara","f12":"Türkiye","g12":"turkiye"}'],
  ['none', '{}'],
  ['lists', '{"f1":"Ann","f18":["a@b.c","d@e.f"],"f19":[]}'],
  [
    'numbers in all spellings',
    '{"f1":0,"f6":[1,2.50],"f7":-0,"f10":1e3,"f12":12345678901234567890}',
  ],
  ['no numbers', '{"f1":true,"f10":false,"f12":null}'],
  [
    'fields that are not live',
    '{"f1":"Ann","f90":["x, \\"}",[]],"f10":"Rome","f91":{"a":1},"f92":1}',
  ],
  ['another order', '{"f12":"Chile","f10":"Rome","f1":"Ann"}'],
  ['a member twice', '{"f1":"Ann","f1":"Bob"}'],
  ['signs that mean something', '{"f1":"},\\"f10\\":\\"x","f10":"[\\\\","f12":"\\n\\t\\b"}'],
  ['signs escaped for nothing', '{"f1":"\\u0041nn","f10":"a\\/b"}'],
  ['signs of up to four bytes', '{"f1":"é€\u2028","f10":"\u{1F600}"}'],
  ['a very long text', JSON.stringify({ f1: 'x'.repeat(30_000), f10: 'Rome' })],
])('contacts of %s are written as their values would be', (_, data) => {
  const rows = [row('{"f1":"Zoe"}'), row(data), row('{"f1":"Zoe"}', { version: 4 })]
  expect(made(rows)).toBe(asValues(rows))
  expect(made(rows, [city])).toBe(asValues(rows, [city]))
})

test('contacts in the trash say since when', () => {
  const rows = [row('{"f1":"Ann"}', { deleted_at: 1_796_037_976_666 })]
  expect(made(rows)).toBe(asValues(rows))
  expect(made(rows)).toContain('deletedAt')
})

test('masks are told, not values', () => {
  const masked = fields.map((field) => (field.key === 'city' ? { ...field, masked: true } : field))
  const rows = [row('{"f1":"Ann","f10":"Ljubljana"}')]
  expect(made(rows, masked)).toBe(asValues(rows, masked))
  expect(made(rows, masked)).not.toContain('Ljubljana')
})

test('a field that was converted is read where its values are now', () => {
  const moved = [{ ...city, member: 57 }]
  const rows = [row('{"f10":5,"f57":"5"}')]
  expect(made(rows, moved)).toContain('"values":{"city":"5"}')
})

test('whatever is stored, the bytes are those of its values', () => {
  const value = fc.oneof(
    fc.string({ unit: 'binary' }).map((text) => text.toWellFormed()),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(fc.oneof(fc.string(), fc.integer())),
  )
  const member = fc.oneof(
    fc.constantFrom(...fields.map(({ id }) => `f${id}`)),
    fc.nat(200).map((id) => `f${id}`),
    fc.nat(200).map((id) => `g${id}`),
  )
  const members = fc.tuple(member, value)
  fc.assert(
    fc.property(fc.array(fc.array(members, { maxLength: 8 }), { maxLength: 4 }), (contacts) => {
      const rows = contacts.map((members) => row(JSON.stringify(Object.fromEntries(members))))
      expect(made(rows)).toBe(asValues(rows))
      const sorted = contacts.map((members) =>
        members.toSorted(([one], [other]) => Number(one.slice(1)) - Number(other.slice(1))),
      )
      const inOrder = sorted.map((members) => row(JSON.stringify(Object.fromEntries(members))))
      expect(made(inOrder)).toBe(asValues(inOrder))
    }),
  )
})
