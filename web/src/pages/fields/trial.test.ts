import { describe, expect, it } from 'vitest'
import type { Field, Filter, Values } from '@cardfile/openapi'
import { customField } from '@cardfile/openapi/test-field'
import { hasConditions, trialOf } from './trial.ts'

const options = ['free', 'business'].map((id) => ({ id, text: id.toUpperCase() }))
const plan = customField('plan', { id: 301, type: 'dropdown', options })
const isBusiness: Filter = { field: 'plan', operator: 'eq', value: 'business' }
const support = (part: Partial<Field>) => customField('support', { id: 302, ...part })

describe('what a definition would make of a contact', () => {
  const there = { isThere: true, isRequired: false, isReadOnly: false, withheld: [], reasons: [] }
  const cases: [Partial<Field>, Values, object][] = [
    [{ visibleWhen: isBusiness }, { plan: 'business' }, there],
    [{ visibleWhen: isBusiness }, { plan: 'free' }, { ...there, isThere: false }],
    [{ sectionVisibleWhen: isBusiness }, {}, { ...there, isThere: false }],
    [{ visibleWhen: isBusiness, required: true }, {}, { ...there, isThere: false }],
    [
      { requiredWhen: isBusiness },
      { plan: 'business' },
      { ...there, isRequired: true, reasons: [{ code: 'required' }] },
    ],
    [
      { requiredWhen: isBusiness },
      { plan: 'business', support: 'x' },
      { ...there, isRequired: true },
    ],
    [{ readOnlyWhen: isBusiness }, { plan: 'business' }, { ...there, isReadOnly: true }],
    [
      { type: 'dropdown', options: options.map((one) => ({ ...one, when: isBusiness })) },
      { plan: 'free', support: 'free' },
      { ...there, withheld: ['FREE', 'BUSINESS'], reasons: [{ code: 'option_not_offered' }] },
    ],
    [{ required: true }, {}, { ...there, isRequired: true, reasons: [{ code: 'required' }] }],
  ]
  it.each(cases)('%j of %j', (part, values, right) => {
    expect(trialOf(support(part), [plan, support({})], values)).toMatchObject(right)
  })

  it('is not told before each condition is whole', () => {
    const half: Filter = { field: 'plan', operator: 'eq', value: null }
    expect(trialOf(support({ visibleWhen: half }), [plan], {})).toBeNull()
  })

  it('differs from contact to contact only where there are conditions', () => {
    expect(hasConditions(support({ required: true }))).toBe(false)
    expect(hasConditions(support({ sectionVisibleWhen: isBusiness }))).toBe(true)
  })
})
