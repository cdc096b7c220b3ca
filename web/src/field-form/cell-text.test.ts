import { describe, expect, it } from 'vitest'
import type { Field, FieldTypeId } from '@cardfile/openapi'
import { customField } from '@cardfile/openapi/test-field'
import { cellText, dayText, instantText, valueOf } from './cell-text.ts'

const words = { yes: 'Yes', no: 'No' }
const field = (type: FieldTypeId, settings: Partial<Field> = {}) =>
  customField('own', { type, ...settings })
const options = [
  { id: 'gold', text: 'Gold plan' },
  { id: 'silver', text: 'Silver' },
]

describe('a value as people read it', () => {
  it('keeps a date on its day in every zone', () => {
    expect(dayText('2026-01-01', 'en-US')).toBe('Jan 1, 2026')
    expect(cellText(field('date'), '2026-12-31', words, 'en-US')).toBe('Dec 31, 2026')
  })

  it('shows an instant as a time, and what is none as it is', () => {
    expect(instantText('2026-11-22T14:30:00.000Z', 'en-US')).toMatch(/Nov 2[123], 2026/)
    expect(instantText('soon', 'en-US')).toBe('soon')
  })

  it('shows the text of an option, not its id', () => {
    expect(cellText(field('dropdown', { options }), 'gold', words)).toBe('Gold plan')
    expect(cellText(field('checkboxlist', { options }), ['gold', 'silver'], words)).toBe(
      'Gold plan; Silver',
    )
  })

  it('says yes and no, writes numbers as they are written there, and nothing for no value', () => {
    expect(cellText(field('checkbox'), false, words)).toBe('No')
    expect(cellText(field('decimal'), 1234.5, words, 'de-DE')).toBe('1.234,50')
    expect(cellText(field('decimal', { decimals: 0 }), 12, words, 'de-DE')).toBe('12')
    expect(cellText(field('decimal', { decimals: 1 }), 1.25, words, 'en-US')).toBe('1.25')
    expect(cellText(field('percent', { decimals: 1 }), 12, words, 'en-US')).toBe('12.0%')
    expect(cellText(field('integer'), 12, words, 'en-US')).toBe('12')
    expect(cellText(field('currency'), '1234.50 EUR', words, 'en-US')).toBe('€1,234.50')
    expect(cellText(field('currency'), '-1200 JPY', words, 'de-DE')).toBe('-1.200\u00a0¥')
    expect(cellText(field('text'), null, words)).toBeNull()
  })

  it('finds the times that stand beside the values', () => {
    const contact = { id: 'x', version: 1, createdAt: 'c', updatedAt: 'u', values: { own: 1 } }
    expect(valueOf(contact, { key: 'created_at' })).toBe('c')
    expect(valueOf(contact, { key: 'own' })).toBe(1)
    expect(valueOf(contact, { key: 'other' })).toBeNull()
  })
})
