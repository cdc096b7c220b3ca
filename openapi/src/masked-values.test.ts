import { describe, expect, test } from 'vitest'
import type { FieldTypeId } from './field-types/registry.ts'
import type { Field } from './field.ts'
import { plainDefinition } from './field.ts'
import { hasMask, maskOf } from './masked-values.ts'
import { prebuiltFields } from './prebuilt-fields.ts'

const ofType = (type: FieldTypeId): Field => ({
  ...plainDefinition,
  id: 1,
  key: 'one',
  name: 'One',
  kind: 'C',
  type,
  position: 1,
  version: 1,
})
const email = prebuiltFields.find(({ key }) => key === 'email')!

/** A field, a value, and its mask. */
const cases: [what: string, field: Field, value: unknown, mask: unknown][] = [
  ['a text', ofType('text'), 'Marie Curie', 'Ma****ie'],
  ['a text that is just long enough', ofType('text'), '12345678', '12****78'],
  ['a text of which half would be told', ofType('text'), '1234567', '****'],
  ['a text of characters that are two units', ofType('text'), '😀😁😂😃😄😅😆😇', '😀😁****😆😇'],
  ['a long text', ofType('textarea'), `ab${'x'.repeat(4_000)}yz`, 'ab****yz'],
  ['an address', ofType('email'), 'marie@example.com', 'ma****om'],
  ['identities, each for itself', email, ['marie@example.com', 'a@b.co'], ['ma****om', '****']],
  ['a number', ofType('integer'), 12_345_678, '****'],
  ['a day', ofType('date'), '2001-02-03', '****'],
  ['a yes', ofType('checkbox'), true, '****'],
  ['a no', ofType('checkbox'), false, '****'],
  ['an option', ofType('dropdown'), 'gold_plan_a', '****'],
  ['several options', ofType('checkboxlist'), ['tea', 'milk'], '****'],
  ['none', ofType('text'), null, null],
]

describe('a mask', () => {
  test.each(cases)('of %s', (_, field, value, mask) => {
    expect(maskOf(field, value)).toEqual(mask)
    expect(maskOf(field, mask)).toEqual(mask)
    expect(hasMask(mask)).toBe(mask !== null)
    expect(hasMask(value)).toBe(false)
  })

  test('is known where it was touched', () => {
    for (const touched of ['ma****om.uk', ['x@example.com', '****'], '*****'])
      expect(hasMask(touched)).toBe(true)
  })
})
