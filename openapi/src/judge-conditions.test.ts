import { describe, expect, test } from 'vitest'
import { type ContactMode, judgeContact } from './contact-schema.ts'
import { fieldStates } from './conditional-fields.ts'
import { customField } from './field.test-support.ts'
import type { Field } from './field.ts'
import type { Filter } from './field-types/filter.ts'
import { judgeReturn } from './judge-conditions.ts'
import { prebuiltFields } from './prebuilt-fields.ts'
import type { Values } from './values.ts'

const is = (field: string, value: unknown): Filter => ({ field, operator: 'eq', value })
const option = (id: string, when?: Filter) => ({
  id,
  text: id.toUpperCase(),
  ...(when && { when }),
})

const fields: Field[] = [
  ...prebuiltFields.filter(({ key }) => ['name', 'email'].includes(key)),
  customField('plan', { id: 101, type: 'dropdown', options: [option('free'), option('business')] }),
  // Always required where it is there.
  customField('vat', { id: 102, required: true, visibleWhen: is('plan', 'business') }),
  // There by a field that is not always there itself.
  customField('office', { id: 103, visibleWhen: { field: 'vat', operator: 'nnull' } }),
  customField('seats', {
    id: 104,
    type: 'integer',
    defaultValue: 5,
    visibleWhen: is('plan', 'business'),
  }),
  customField('closed', { id: 105, type: 'checkbox' }),
  customField('verdict', { id: 106, readOnlyWhen: is('closed', true) }),
  customField('begins', { id: 107, type: 'date' }),
  customField('ends', {
    id: 108,
    type: 'date',
  }),
  customField('excuse', {
    id: 109,
    requiredWhen: { field: 'ends', operator: 'lt', value: { field: 'begins' } },
  }),
  customField('country', { id: 110, type: 'radio', options: [option('de'), option('us')] }),
  customField('state', {
    id: 111,
    type: 'dropdown',
    options: [option('by', is('country', 'de')), option('ca', is('country', 'us'))],
  }),
]

const ann = { name: 'Ann', email: ['ann@example.com'] }
const free = { ...ann, plan: 'free' }
const business = { ...ann, plan: 'business', vat: 'DE1' }

const told = (mode: ContactMode, sent: Values, current?: Values) => {
  const { reasons } = judgeContact(fields, mode, sent, { current })
  return (
    reasons &&
    Object.fromEntries(
      Object.entries(reasons).map(([key, list]) => [key, list.map(({ code }) => code).join()]),
    )
  )
}

describe('a new contact', () => {
  test.each<[string, Values, Record<string, string> | null]>([
    ['needs nothing of a field that is not there', ann, null],
    ['needs what is required where it is there', { ...ann, plan: 'business' }, { vat: 'required' }],
    ['has it', business, null],
    [
      'is refused a value of a field that is not there',
      { ...free, vat: 'DE1' },
      { vat: 'not_there' },
    ],
    ['may say that it has none', { ...free, vat: null }, null],
    [
      'is told nothing else of such a field',
      { ...ann, plan: 'free', seats: 'many' },
      { seats: 'not_there' },
    ],
    [
      'has fields there by one that is not there itself as little',
      { ...free, vat: 'DE1', office: 'Berlin' },
      { vat: 'not_there', office: 'not_there' },
    ],
    ['has them where that one has a value', { ...business, office: 'Berlin' }, null],
    [
      'is told what is wrong with an input, and nothing that depends on it',
      { ...ann, plan: 'gold', seats: 'many' },
      { plan: 'not_option', seats: 'not_number' },
    ],
    [
      'needs what another two compare to',
      { ...ann, begins: '2026-05-01', ends: '2026-04-01' },
      { excuse: 'required' },
    ],
    ['compares with nothing', { ...ann, ends: '2026-04-01' }, null],
    ['may set what is locked later', { ...ann, closed: true, verdict: 'won' }, null],
    ['takes an option that is offered', { ...ann, country: 'de', state: 'by' }, null],
    [
      'takes none that is not',
      { ...ann, country: 'us', state: 'by' },
      { state: 'option_not_offered' },
    ],
  ])('%s', (_, sent, expected) => {
    expect(told('create', sent)).toEqual(expected)
  })

  test('is given the default of a field that is there, and of no other', () => {
    expect(judgeContact(fields, 'create', business).values).toEqual({ ...business, seats: 5 })
    expect(judgeContact(fields, 'create', free).values).toEqual(free)
    const none = { ...business, seats: null }
    expect(judgeContact(fields, 'create', none).values).toEqual(business)
  })
})

describe('a default that is only sometimes offered', () => {
  const offering: Field[] = [
    ...fields,
    customField('tier', {
      id: 112,
      type: 'dropdown',
      options: [option('gold', is('plan', 'business')), option('none')],
      defaultValue: 'gold',
    }),
    customField('lounge', { id: 113, defaultValue: 'yes', visibleWhen: is('tier', 'gold') }),
    customField('bar', { id: 114, visibleWhen: is('lounge', 'yes') }),
  ]
  const made = (sent: Values, all = offering) => judgeContact(all, 'create', sent)

  test.each<[string, Values, Values]>([
    ['brings along what is there by it', business, { tier: 'gold', lounge: 'yes' }],
    ['is none where it is not offered, nor what would be there by it', free, {}],
    ['is none where another value is sent', { ...business, tier: 'none' }, {}],
    ['is none where somebody says that there is no value', { ...business, tier: null }, {}],
  ])('%s', (_, sent, more) => {
    const seats = sent.plan === 'business' ? { seats: 5 } : {}
    const { tier: _tier, ...rest } = sent
    const kept = sent.tier ? sent : rest
    expect(made(sent)).toEqual({ values: { ...kept, ...seats, ...more }, reasons: null })
  })

  test('has a place for what is sent to a field that is there by it, and by that in turn', () => {
    expect(made({ ...business, bar: 'x' })).toMatchObject({ values: { bar: 'x' } })
    expect(made({ ...free, bar: 'x' })).toMatchObject({ reasons: { bar: [{ code: 'not_there' }] } })
  })

  test('is none where it would bring along what it is not offered beside', () => {
    const torn = [
      ...fields,
      customField('tier', {
        id: 112,
        type: 'dropdown',
        options: [option('gold', { field: 'lounge', operator: 'null' })],
        defaultValue: 'gold',
      }),
      customField('lounge', { id: 113, defaultValue: 'yes', visibleWhen: is('tier', 'gold') }),
    ]
    expect(made(free, torn)).toEqual({ values: free, reasons: null })
  })

  test('is that of the first of two that are not offered beside each other', () => {
    const rivals = ['first', 'second'].map((key, at) =>
      customField(key, {
        id: 112 + at,
        type: 'dropdown',
        options: [option('on', { field: at === 0 ? 'second' : 'first', operator: 'null' })],
        defaultValue: 'on',
      }),
    )
    expect(made(ann, [...fields, ...rivals])).toEqual({
      values: { ...ann, first: 'on' },
      reasons: null,
    })
  })
})

describe('a change', () => {
  test.each<[string, Values, Values, Record<string, string> | null]>([
    ['that appears what is required needs it', { plan: 'business' }, free, { vat: 'required' }],
    ['may bring it along', { plan: 'business', vat: 'DE1' }, free, null],
    [
      'of what is there may not empty what is required',
      { vat: null },
      business,
      { vat: 'required' },
    ],
    ['may take the field away, whose value is kept', { plan: 'free' }, business, null],
    [
      'that takes the field away cannot set it',
      { plan: 'free', vat: 'DE2' },
      business,
      { vat: 'not_there' },
    ],
    ['may say again what is kept', { vat: 'DE1' }, { ...free, vat: 'DE1' }, null],
    ['may clear what is kept', { vat: null }, { ...free, vat: 'DE1' }, null],
    [
      'of an old contact may be of something else',
      { name: 'Bob' },
      { ...ann, plan: 'business' },
      null,
    ],
    ['may say again what an old one has', { plan: 'business' }, { ...ann, plan: 'business' }, null],
    [
      'of an old contact may leave it as it is',
      { excuse: 'late' },
      { ...ann, plan: 'business' },
      null,
    ],
    [
      'cannot unlock and change at once',
      { closed: null, verdict: 'lost' },
      { ...ann, closed: true, verdict: 'won' },
      { verdict: 'read_only_now' },
    ],
    ['can unlock', { closed: null }, { ...ann, closed: true, verdict: 'won' }, null],
    ['can lock and change at once', { closed: true, verdict: 'won' }, ann, null],
    [
      'may say again what is locked',
      { verdict: 'won' },
      { ...ann, closed: true, verdict: 'won' },
      null,
    ],
    [
      'cannot empty what is locked',
      { verdict: null },
      { ...ann, closed: true, verdict: 'won' },
      { verdict: 'read_only_now' },
    ],
    [
      'of what an option is offered by needs another option',
      { country: 'us' },
      { ...ann, country: 'de', state: 'by' },
      { state: 'option_not_offered' },
    ],
    ['may bring it', { country: 'us', state: 'ca' }, { ...ann, country: 'de', state: 'by' }, null],
    [
      'of something else leaves an option that is not offered any more',
      { name: 'Bob' },
      { ...ann, country: 'us', state: 'by' },
      null,
    ],
    [
      'answers through a field that appears',
      { plan: 'business' },
      { ...free, vat: 'DE1', office: 'Berlin' },
      null,
    ],
  ])('%s', (_, sent, current, expected) => {
    expect(told('patch', sent, current)).toEqual(expected)
  })

  test('is judged by what changes beside it', () => {
    const judged = judgeContact(
      fields,
      'patch',
      {},
      { current: free, beside: { plan: 'business' } },
    )
    expect(Object.keys(judged.reasons ?? {})).toEqual(['vat'])
  })

  test('asks for nothing that whoever sends it cannot fill in', () => {
    const blind = fields.map((field) =>
      field.key === 'vat' ? { ...field, unseen: true, editable: false } : field,
    )
    expect(judgeContact(blind, 'patch', { plan: 'business' }, { current: free }).reasons).toBeNull()
  })
})

describe('a row in place of a contact', () => {
  test.each<[string, Values, Values, Values | Record<string, string>]>([
    ['leaves alone what is not there', free, { ...free, vat: 'DE1' }, { ...free, vat: 'DE1' }],
    [
      'takes back what was exported',
      { ...free, vat: 'DE1' },
      { ...free, vat: 'DE1' },
      { ...free, vat: 'DE1' },
    ],
    ['cannot set it', { ...free, vat: 'DE2' }, { ...free, vat: 'DE1' }, { vat: 'not_there' }],
    ['needs what it makes appear', { ...ann, plan: 'business' }, free, { vat: 'required' }],
    [
      'needs nothing that an old one lacks',
      { ...ann, plan: 'business' },
      { ...ann, plan: 'business' },
      { ...ann, plan: 'business' },
    ],
  ])('%s', (_, sent, current, expected) => {
    const { values } = judgeContact(fields, 'replace', sent, { current })
    expect(values ?? told('replace', sent, current)).toEqual(expected)
  })
})

describe('going back', () => {
  test.each<[string, Values, Values, Record<string, string> | null]>([
    [
      'puts back what is kept in a field that is not there',
      business,
      { ...free, vat: 'DE0' },
      null,
    ],
    ['needs what is required then', free, { ...ann, plan: 'business' }, { vat: 'required' }],
    [
      'cannot change what is locked now',
      { ...ann, closed: true, verdict: 'won' },
      { ...ann, verdict: 'lost' },
      { verdict: 'read_only_now' },
    ],
    [
      'is no matter of what is as it was',
      { ...ann, plan: 'business' },
      { name: 'Bob', plan: 'business' },
      null,
    ],
  ])('%s', (_, current, earlier, expected) => {
    const reasons = judgeReturn(fields, current, earlier)
    expect(
      reasons &&
        Object.fromEntries(Object.entries(reasons).map(([key, [first]]) => [key, first?.code])),
    ).toEqual(expected)
  })
})

test('a form knows which fields are there, required, read only, and what they offer', () => {
  const stored = { ...ann, closed: true, country: 'de' }
  const typed = { ...stored, plan: 'business', closed: false }
  const states = fieldStates(fields, typed, stored)
  expect(states.get('vat')).toMatchObject({ isThere: true, isRequired: true, isReadOnly: false })
  expect(states.get('office')).toMatchObject({ isThere: false })
  expect(states.get('verdict')).toMatchObject({ isReadOnly: true })
  expect([...(states.get('state')?.withheld ?? [])]).toEqual(['ca'])
  expect(states.has('name')).toBe(false)
})
