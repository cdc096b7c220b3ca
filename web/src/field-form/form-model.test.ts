import { describe, expect, it } from 'vitest'
import { prebuiltFields } from '@cardfile/openapi'
import { customField } from '@cardfile/openapi/test-field'
import { changedValues, formFields, judge, startingValues, valuesToCreate } from './form-model.ts'

const plan = customField('plan', { name: 'Plan', length: 20, defaultValue: 'Free' })
const fields = [...prebuiltFields, plan]

describe('a new contact’s form', () => {
  it('begins with the defaults of its visible fields', () => {
    expect(startingValues(fields)).toEqual({ plan: 'Free' })
    expect(startingValues([{ ...plan, visible: false }])).toEqual({})
  })

  it('shows neither hidden fields nor those the server keeps', () => {
    const hidden = { ...plan, key: 'hidden', visible: false }
    const keys = formFields([...fields, hidden]).map(({ key }) => key)
    expect(keys).toContain('name')
    expect(keys).not.toContain('hidden')
    expect(keys).not.toContain('created_at')
  })

  it('sends what is filled in, and null where a default was taken out', () => {
    const values = { name: 'Ann', email: ['', 'ann@example.com'], city: ' ', plan: '' }
    expect(valuesToCreate(fields, values)).toEqual({
      name: 'Ann',
      email: ['ann@example.com'],
      plan: null,
    })
  })

  it('is judged by the contract’s rules, under the paths the API uses', () => {
    expect(judge(fields, {})).toEqual({
      'values.name': ['is required'],
      identities: [expect.stringContaining('at least one identity is needed')],
    })
    const reasons = judge(fields, { name: 'Ann', email: ['nope'], plan: 'x'.repeat(21) })
    expect(Object.keys(reasons).sort()).toEqual(['values.email', 'values.plan'])
    expect(judge(fields, { name: 'Ann', sms: ['+49 30 1234567'] })).toEqual({})
  })
})

describe('the form of a contact that exists', () => {
  const before = { name: 'Ann', email: ['ann@example.com'], city: 'Berlin' }

  it('sends only what differs, null for what was emptied', () => {
    expect(changedValues(fields, before, before)).toEqual({})
    const values = { ...before, city: '', company: 'ACME', email: ['ann@example.com', ''] }
    expect(changedValues(fields, before, values)).toEqual({ city: null, company: 'ACME' })
  })

  it('is refused the loss of its last identity and of a required value', () => {
    expect(judge(fields, { ...before, email: [] }, before)).toHaveProperty('identities')
    expect(judge(fields, { ...before, name: '' }, before)).toHaveProperty(['values.name'])
  })

  it('is not blamed for what it leaves alone', () => {
    const required = fields.map((field) => (field === plan ? { ...plan, required: true } : field))
    expect(judge(required, { ...before, city: 'Bonn' }, before)).toEqual({})
  })
})
