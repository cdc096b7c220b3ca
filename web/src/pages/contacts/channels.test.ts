import { describe, expect, it } from 'vitest'
import { prebuiltFields, type Values } from '@cardfile/openapi'
import type { Contact } from '../../api/types.ts'
import { channelsOf } from './channels.ts'

const contact = (values: Values) => ({ values }) as Contact

describe('the ways to reach a person', () => {
  it.each<[string, Values, [string, string, number][]]>([
    ['none', { city: 'Rome' }, []],
    [
      'an address, and that there is another',
      { email: ['ann@example.com', 'a@example.com'] },
      [['ann@example.com', 'mailto:ann@example.com', 1]],
    ],
    [
      'an address that would mean more in a link',
      { email: ['a?cc=b&x%@example.com'] },
      [['a?cc=b&x%@example.com', 'mailto:a%3Fcc%3Db%26x%25@example.com', 0]],
    ],
    [
      'what stands in the field for a phone',
      { phone: '030 1234-56' },
      [['030 1234-56', 'tel:030123456', 0]],
    ],
    [
      'a number as it is dialled',
      { sms: ['+49 (30) 123-45'] },
      [['+49 (30) 123-45', 'tel:+493012345', 0]],
    ],
  ])('%s', (_what, values, right) => {
    const found = channelsOf(contact(values), prebuiltFields)
    expect(found.map(({ text, href, more }) => [text, href, more])).toEqual(right)
  })

  it('are those of fields that are there for the contact', () => {
    const visibleWhen = { field: 'city', operator: 'eq', value: 'Rome' } as const
    const fields = prebuiltFields.map((one) =>
      one.key === 'phone' ? { ...one, visibleWhen } : one,
    )
    const found = (city: string) => channelsOf(contact({ phone: '030 1234', city }), fields)
    expect([found('Rome').length, found('Bonn').length]).toEqual([1, 0])
  })
})
