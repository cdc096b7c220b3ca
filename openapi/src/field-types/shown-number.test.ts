import { expect, it } from 'vitest'
import type { Field } from '../field.ts'
import { rulesOf } from '../field-rules.ts'
import { customField } from '../field.test-support.ts'
import { prebuiltFields } from '../prebuilt-fields.ts'
import type { Cell } from './cell.ts'

const zip: Cell = { number: 2134, shown: '02134' }
const phone: Cell = { number: 4915112345678, shown: '+4915112345678' }
const price: Cell = { number: 1234.5, shown: '1,234.50 €' }
const hidden: Cell = { number: 0, shown: '' }

function prebuilt(key: string): Field {
  const field = prebuiltFields.find((candidate) => candidate.key === key)
  if (!field) throw new Error(`no field ${key}`)
  return field
}

const typed = (type: Field['type'], more: Partial<Field> = {}) =>
  customField('x', { type, ...more })

it.each<[cell: Cell, field: Field, value: unknown]>([
  [zip, typed('text'), '02134'],
  [zip, prebuilt('postal_code'), '02134'],
  [zip, typed('integer'), 2134],
  [zip, typed('decimal', { decimals: 2 }), 2134],
  [phone, prebuilt('phone'), '+4915112345678'],
  [phone, prebuilt('sms'), ['+4915112345678']],
  [{ number: 12345678, shown: '012-34-5678' }, prebuilt('external_id'), ['012-34-5678']],
  [price, typed('decimal', { decimals: 2 }), 1234.5],
  [price, typed('text'), '1,234.50 €'],
  [hidden, typed('integer'), 0],
  [{ number: 1, shown: '1.00' }, typed('checkbox'), true],
  [{ number: 5, shown: '5.00' }, typed('dropdown', { options: [{ id: 'o1', text: '5' }] }), 'o1'],
  [{ number: 5, shown: '005' }, typed('dropdown', { options: [{ id: 'o1', text: '005' }] }), 'o1'],
])('reads %j as each field means it', (cell, field, value) => {
  expect(rulesOf(field).parseCell(cell)).toEqual(value)
})

it('reads a number that its format hides as no text at all', () => {
  expect(rulesOf(typed('text')).parseCell(hidden)).toBe('')
})
