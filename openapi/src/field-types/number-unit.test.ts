import { describe, expect, test } from 'vitest'
import type { Field } from '../field.ts'
import { rulesOf } from '../field-rules.ts'
import { customField } from '../field.test-support.ts'
import { completeDefinition } from '../field-input.ts'
import { measureText } from '../locale/number-text.ts'
import type { Cell } from './cell.ts'
import { type CellLocale, plainLocale } from './type.ts'
import { Unread } from './unread.ts'

const weight: Partial<Field> = { type: 'decimal', unit: 'kg' }
const dollars: Partial<Field> = { type: 'integer', unit: '$', unitSide: 'before' }
const area: Partial<Field> = { type: 'integer', unit: 'm2' }
const share: Partial<Field> = { type: 'percent' }
const comma = { ...plainLocale, decimalComma: true }

/** What a cell is read as: a number, or the code and the parameters of why it is none. */
function readOf(field: Partial<Field>, cell: Cell, locale: CellLocale): unknown {
  const read = rulesOf(customField('odd', field)).parseCell(cell, locale)
  return read instanceof Unread ? [read.reason.code, read.reason.params] : read
}

const otherUnit = (unit: string, other: string) => ['other_unit', { unit, other }]

describe('a cell of a number with a unit', () => {
  test.each<[field: Partial<Field>, cell: Cell, read: unknown, locale?: CellLocale]>([
    [weight, 12, 12],
    [weight, '12', 12],
    [weight, '12 kg', 12],
    [weight, '12kg', 12],
    [weight, ' 12\u00a0kg ', 12],
    [weight, 'kg 12', 12],
    [weight, '-1,5 kg', -1.5, comma],
    [weight, '1.234,5 kg', 1234.5, comma],
    [weight, { number: 12.5, shown: '12.50 kg' }, 12.5],
    [weight, { number: 1250, shown: '1,250.00' }, 1250],
    [weight, { number: 1250, shown: '1.25E+03' }, 1250],
    [weight, '', null],
    [weight, 'kg', ['not_number', {}]],
    [weight, '12 lb', otherUnit('kg', 'lb')],
    [weight, '12 KG', otherUnit('kg', 'KG')],
    [weight, '12 g', otherUnit('kg', 'g')],
    [weight, '12 kg net', otherUnit('kg', 'kg net')],
    [weight, { number: 12, shown: '12 lb' }, otherUnit('kg', 'lb')],
    [weight, { number: 0.12, shown: '12 %' }, otherUnit('kg', '%')],
    [dollars, '$ 1,200', 1200, { ...plainLocale, decimalComma: false }],
    [dollars, '12 $', 12],
    [dollars, '12 €', otherUnit('$', '€')],
    [area, '80 m2', 80],
    [area, '80m2', 80],
    [{ type: 'integer', unit: 'm' }, '12 mm', otherUnit('m', 'mm')],
  ])('%j reads %j as %j', (field, cell, read, locale = plainLocale) => {
    expect(readOf(field, cell, locale)).toEqual(read)
  })

  test.each<[cell: Cell, read: unknown, locale?: CellLocale]>([
    [{ number: 0.125, shown: '12.5%' }, 12.5],
    [{ number: 0.07, shown: '7%' }, 7],
    [{ number: -0.001, shown: '-0.10%' }, -0.1],
    [{ number: 1, shown: '100٪' }, 100],
    [0.125, 0.125],
    [12.5, 12.5],
    [{ number: 12.5, shown: '12.50' }, 12.5],
    ['12.5', 12.5],
    ['12.5%', 12.5],
    ['12,5 %', 12.5, comma],
    ['%12,5', 12.5, comma],
    ['١٢٫٥٪', 12.5],
    ['12.5 kg', otherUnit('%', 'kg')],
    [{ number: 12.5, shown: '12.50 €' }, otherUnit('%', '€')],
    [null, null],
  ])('of a percent field, %j is %j', (cell, read, locale = plainLocale) => {
    expect(readOf(share, cell, locale)).toEqual(read)
  })
})

describe('a unit', () => {
  test.each([
    [undefined, 'en', '12,345.6'],
    [{ text: 'kg', side: 'after' as const }, 'de', '12.345,6\u00a0kg'],
    [{ text: '€', side: 'before' as const }, 'en', '€\u00a012,345.6'],
    [{ text: '%', side: 'after' as const }, 'en', '12,345.6%'],
    [{ text: '%', side: 'after' as const }, 'de', '12.345,6\u00a0%'],
  ])('is shown beside the number: %j in %s', (unit, language, text) => {
    expect(measureText(12345.6, unit ?? null, language)).toBe(text)
  })

  test.each(['kg', 'm2', '€/h', 'km²', '%'])('may be %s', (unit) => {
    expect(completeDefinition(customField('odd', { ...weight, unit }))).toHaveProperty('field')
  })

  test.each(['', '12', '1.5', '-', 'x'.repeat(21), 'a\nb'])('may not be “%s”', (unit) => {
    expect(completeDefinition(customField('odd', { ...weight, unit }))).toHaveProperty(
      'errors.unit',
    )
  })
})

describe('a phone number of a field of its own', () => {
  const german: Partial<Field> = { type: 'phone', country: 'DE' }
  const kept = (field: Partial<Field>, cell: Cell, country?: string) => {
    const { parseCell, value } = rulesOf(customField('odd', field))
    const locale = country === undefined ? plainLocale : { ...plainLocale, country }
    return value.safeParse(parseCell(cell, locale)).data
  }

  test.each<[field: Partial<Field>, cell: Cell, value: unknown, country?: string]>([
    [german, '030 5551234', '+49305551234'],
    [german, '+1 (202) 555-0191', '+1 (202) 555-0191'],
    [german, '0049 30 5551234', '+49 30 5551234'],
    [{ type: 'phone' }, 2025550191, '+12025550191'],
    [{ type: 'phone' }, '(202) 555-0191 ext. 5', '+12025550191 ext. 5'],
    [{ type: 'phone' }, '030 5551234', '+49305551234', 'DE'],
    [{ type: 'phone' }, { number: 4.93e11, shown: '4.93E+11' }, undefined],
    [{ type: 'phone' }, 'n/a', undefined],
    [{ type: 'phone' }, '202 555 0191; 202 555 0192', undefined],
  ])('%j keeps %j as %j', (field, cell, value, country) => {
    expect(kept(field, cell, country)).toBe(value)
  })

  test('is read, and refused, as an SMS identity is', () => {
    const sms = rulesOf(customField('sms', { kind: 'I', defaultCountry: 'DE' }))
    const phone = rulesOf(customField('odd', german))
    for (const typed of ['030 5551234', '12345', 'MyBank', 'n/a', '12', '+49 30 1', '1.2E+09']) {
      const [identity, value] = [sms.value.safeParse([typed]), phone.value.safeParse(typed)]
      expect([typed, value.success]).toEqual([typed, identity.success])
      expect(value.data).toEqual((identity.data as string[] | undefined)?.[0])
    }
  })
})
