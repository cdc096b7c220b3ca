import type { Field } from '@cardfile/openapi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Api, startApi } from './support/api.ts'
import { refusedPlan, taken } from './support/set-up.ts'

const is = (field: string, value: unknown) => ({ field, operator: 'eq', value })
const text = (key: string, more: object = {}) => ({ key, name: `Of ${key}`, type: 'text', ...more })
const gold = { id: 'gold', text: 'Gold' }
const free = { id: 'free', text: 'Free' }

let api: Api

beforeAll(async () => {
  api = await startApi()
  await taken(api, {
    sections: [{ name: 'Terms', visibleWhen: is('plan', 'Gold') }],
    fields: [
      { key: 'plan', name: 'Plan', type: 'dropdown', options: [gold, free] },
      text('terms', { section: 'Terms' }),
      { key: 'tier', name: 'Tier', type: 'dropdown', options: [gold, free] },
      text('vat', { visibleWhen: is('tier', 'Gold') }),
    ],
  })
})
afterAll(() => api.close())

test.each<[what: string, document: object]>([
  ['conditions that would mean nothing', { fields: [{ key: 'tier', options: [free] }] }],
  [
    'a section’s condition that would',
    { fields: [{ key: 'plan', type: 'integer', options: null }] },
  ],
  [
    'conditions that mean something only once the field has changed',
    {
      fields: [
        { key: 'tier', type: 'integer', options: null },
        { key: 'vat', visibleWhen: { field: 'tier', operator: 'gt', value: 3 } },
      ],
    },
  ],
])('a document is refused before its first step, with %s', async (_, document) => {
  const { status, body } = await refusedPlan(api, document)
  expect([status, body.code]).toEqual([409, 'in_use'])
})

describe('a document is applied whole', () => {
  test('where a condition goes together with the option that it names', async () => {
    const steps = await taken(api, {
      fields: [
        { key: 'tier', options: [free] },
        { key: 'vat', visibleWhen: null },
      ],
    })
    expect(steps).toEqual(['update field vat', 'update field tier'])
  })

  test('where a condition on another value takes the place of one on an option that goes', async () => {
    await taken(api, { fields: [{ key: 'vat', visibleWhen: is('tier', 'Free') }] })
    const fields = [
      { key: 'tier', options: [gold] },
      { key: 'vat', visibleWhen: null, requiredWhen: { field: 'tier', operator: 'nnull' } },
    ]
    expect(await taken(api, { fields })).toEqual(['update field vat', 'update field tier'])
  })

  test('where a section’s condition names an option by its text', async () => {
    const sections = [{ name: 'Terms', visibleWhen: is('plan', 'Free') }]
    expect(await taken(api, { sections })).toEqual(['update section Terms'])
    const { body } = await api.get<{ sections: Field[] }>('/api/v1/fields')
    expect(body.sections).toMatchObject([{ visibleWhen: is('plan', 'free') }])
  })

  test('where fields go that conditions look at, together with what has these', async () => {
    const prune = { fields: ['plan', 'tier', 'vat'], sections: ['Terms'] }
    expect(await taken(api, {}, prune)).toEqual([
      'delete section Terms',
      'delete field vat',
      'delete field plan',
      'delete field tier',
    ])
  })
})
