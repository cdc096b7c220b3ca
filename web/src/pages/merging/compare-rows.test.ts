import { describe, expect, it } from 'vitest'
import { customField } from '@cardfile/openapi/test-field'
import type { Field, Values } from '@cardfile/openapi'
import type { Contact } from '../../api/types.ts'
import type { MergeChoices } from '../../providers/merges.ts'
import { compareRows } from './compare-rows.ts'

const contact = (id: string, values: Values): Contact => ({
  id,
  version: 1,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  values,
})
const text = customField('city')
const readOnly = customField('city', { readOnly: true })
const notTheirs = customField('city', { editable: false })
const list = customField('city', { type: 'checkboxlist' })
const berlin = { city: 'Berlin' }

describe('what is compared', () => {
  it.each<[string, Field, Values, Values, MergeChoices, object]>([
    ['differs', text, berlin, { city: 'Rome' }, {}, { differs: true, rule: 'chosen', from: 'a' }],
    ['is the same', text, berlin, berlin, {}, { differs: false, from: 'a' }],
    ['one alone has', text, {}, berlin, {}, { differs: true, result: 'Berlin', from: 'b' }],
    [
      'was chosen of another',
      text,
      berlin,
      { city: 'Rome' },
      { city: { from: 'b' } },
      { result: 'Rome', from: 'b' },
    ],
    [
      'was chosen of one that has none',
      text,
      berlin,
      {},
      { city: { from: 'b' } },
      { result: null, from: 'b' },
    ],
    ['is read only', readOnly, berlin, { city: 'Rome' }, {}, { rule: 'fixed', result: 'Berlin' }],
    ['is not theirs to change', notTheirs, berlin, { city: 'Rome' }, {}, { rule: 'fixed' }],
    [
      'is a list',
      list,
      { city: ['A'] },
      { city: ['B'] },
      {},
      { rule: 'united', differs: true, result: ['A', 'B'] },
    ],
  ])('a value that %s', (_what, field, survivor, source, choose, expected) => {
    const rows = compareRows([field], [contact('a', survivor), contact('b', source)], choose)
    expect(rows).toMatchObject([expected])
  })

  it('leaves out fields that none of them has anything in', () => {
    expect(compareRows([text], [contact('a', {}), contact('b', { city: '' })], {})).toEqual([])
  })
})
