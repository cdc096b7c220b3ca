import type { Field } from '@cardfile/openapi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Api, startApi } from './support/api.ts'
import { asRole } from './support/callers.ts'

const path = '/api/v1/schema'
const nothing = { cardfile: 1, roles: [], sections: [], fields: [], views: [] }
const is = (field: string, value: unknown) => ({ field, operator: 'eq', value })
const text = (key: string, more: object = {}) => ({ key, name: `Of ${key}`, type: 'text', ...more })
const gold = { id: 'gold', text: 'Gold' }
const free = { id: 'free', text: 'Free' }
const permissions = ['view_contacts']

let api: Api

interface Plan {
  planId: string | null
  steps: { action: string; target: string; key: string }[]
}

async function taken(document: object, prune?: object): Promise<string[]> {
  const asked = { document: { ...nothing, ...document }, ...(prune && { prune }) }
  const { status, body } = await api.post<Plan>(`${path}/plan`, asked)
  expect(status, JSON.stringify(body)).toBe(200)
  for (let done = body.planId === null; !done;) {
    const reply = await api.post<{ done: boolean }>(`${path}/apply`, { planId: body.planId })
    expect(reply.status, JSON.stringify(reply.body)).toBe(200)
    done = reply.body.done
  }
  const { body: second } = await api.post<Plan>(`${path}/plan`, asked)
  expect(second.steps).toEqual([])
  return body.steps.map(({ action, key }) => `${action} ${key}`)
}

beforeAll(async () => {
  api = await startApi()
  await taken({
    roles: [{ name: 'Lead', permissions }],
    sections: [{ name: 'Terms', visibleWhen: is('plan', 'Gold') }],
    fields: [
      { key: 'plan', name: 'Plan', type: 'dropdown', options: [gold, free] },
      text('terms', { section: 'Terms' }),
      text('used'),
      text('badge'),
      { key: 'tier', name: 'Tier', type: 'dropdown', options: [gold, free] },
      text('vat', { visibleWhen: is('tier', 'Gold') }),
    ],
    views: [{ name: 'Used', filter: { field: 'used', operator: 'nnull' }, roles: ['Lead'] }],
  })
  await taken({ fields: [text('lost')] })
  await taken({ views: [{ name: 'Broken', filter: { field: 'lost', operator: 'nnull' } }] })
  const lost = await api.fieldByKey('lost')
  await api.send('DELETE', `/api/v1/fields/${lost.id}`, { ifMatch: '*' })
})
afterAll(() => api.close())

type Case = [what: string, document: object, prune: object | undefined, at: string, code: string]

const cases: Case[] = [
  [
    'a key that no field may have',
    { fields: [text('a b')] },
    undefined,
    'fields.a b.key',
    'key_pattern',
  ],
  ['a key in capitals', { fields: [text('Plan')] }, undefined, 'fields.Plan.key', 'key_pattern'],
  [
    'a reserved key',
    { fields: [text('constructor')] },
    undefined,
    'fields.constructor.key',
    'reserved_word',
  ],
  [
    'a role that no installation comes with',
    { roles: [{ name: 'X', builtIn: 'boss', permissions }] },
    undefined,
    'roles.X.builtIn',
    'not_option',
  ],
  [
    'the owner’s role',
    { roles: [{ name: 'X', builtIn: 'owner', permissions }] },
    undefined,
    'roles.X.builtIn',
    'not_option',
  ],
  [
    'one such role twice',
    { roles: ['X', 'Y'].map((name) => ({ name, builtIn: 'admin', permissions })) },
    undefined,
    'roles.:admin',
    'stated_twice',
  ],
  [
    'another role of the name of one',
    { roles: [{ name: 'agent', permissions }] },
    undefined,
    'roles.agent.name',
    'name_of_other_role',
  ],
  [
    'the name of a view that is broken',
    { views: [{ name: 'broken', filter: null }] },
    undefined,
    'views.broken.name',
    'name_of_other_view',
  ],
  [
    'two fields that swap names',
    {
      fields: [
        { key: 'used', name: 'Of badge' },
        { key: 'badge', name: 'Of used' },
      ],
    },
    undefined,
    'fields.used.name',
    'name_of_other_field',
  ],
  [
    'a new field of the name that another gives up',
    {
      fields: [
        { key: 'used', name: 'Renamed' },
        { ...text('x'), name: 'Of used' },
      ],
    },
    undefined,
    'fields.x.name',
    'name_of_other_field',
  ],
  [
    'a role that begins with two views',
    { views: ['A', 'B'].map((name) => ({ name, filter: null, roles: ['Lead'] })) },
    undefined,
    'views.B.roles',
    'stated_twice',
  ],
  [
    'the end of a role that a field names',
    { fields: [{ key: 'used', viewRoles: ['lead'] }] },
    { roles: ['Lead'] },
    'prune.roles',
    'stated_and_pruned',
  ],
  [
    'the end of a role that a view names',
    { views: [{ name: 'Used', roles: ['Lead'] }] },
    { roles: ['LEAD'] },
    'prune.roles',
    'stated_and_pruned',
  ],
  [
    'the end of a field by which a view finds',
    { views: [{ name: 'New', filter: { field: 'used', operator: 'nnull' } }] },
    { fields: ['used'] },
    'views.New.filter',
    'unknown_field_key',
  ],
  [
    'a section that is there by what stands in it',
    {
      sections: [{ name: 'Loop', visibleWhen: { field: 'x', operator: 'nnull' } }],
      fields: [text('x', { section: 'Loop' })],
    },
    undefined,
    'fields.x.section',
    'condition_circle',
  ],
  [
    'the same of one that is there already',
    { sections: [{ name: 'Terms', visibleWhen: { field: 'terms', operator: 'nnull' } }] },
    undefined,
    'sections.Terms.visibleWhen',
    'condition_circle',
  ],
  [
    'a section that looks at no field',
    { sections: [{ name: 'Odd', visibleWhen: is('nowhere', 1) }] },
    undefined,
    'sections.Odd.visibleWhen',
    'unknown_field_key',
  ],
  [
    'unique values together with another length',
    { fields: [{ key: 'badge', unique: true, length: 9 }] },
    undefined,
    'fields.badge.unique',
    'unique_alone',
  ],
]

describe('a document is refused before its first step, with', () => {
  test.each(cases)('%s', async (_, document, prune, at, code) => {
    const body = { document: { ...nothing, ...document }, ...(prune && { prune }) }
    const { status, body: told } = await api.refused('POST', `${path}/plan`, { body })
    const codes = Object.entries(told.reasons ?? {}).map(([where, all]) => [where, all[0]?.code])
    expect([status, ...codes]).toEqual([422, [at, code]])
  })

  test.each<[what: string, document: object, code: string]>([
    [
      'conditions that would mean nothing',
      { fields: [{ key: 'tier', options: [free] }] },
      'in_use',
    ],
    [
      'a section’s condition that would',
      { fields: [{ key: 'plan', type: 'integer', options: null }] },
      'in_use',
    ],
    [
      'conditions that mean something only once the field has changed',
      {
        fields: [
          { key: 'tier', type: 'integer', options: null },
          { key: 'vat', visibleWhen: { field: 'tier', operator: 'gt', value: 3 } },
        ],
      },
      'in_use',
    ],
    [
      'more views than there may be',
      { views: Array.from({ length: 200 }, (_, n) => ({ name: `V ${n}`, filter: null })) },
      'wrong_state',
    ],
    [
      'more sections than there may be',
      { sections: Array.from({ length: 100 }, (_, n) => ({ name: `S ${n}` })) },
      'wrong_state',
    ],
  ])('%s', async (_, document, code) => {
    const body = { document: { ...nothing, ...document } }
    const { status, body: told } = await api.refused('POST', `${path}/plan`, { body })
    expect([status, told.code]).toEqual([409, code])
  })

  test('what whoever asks may not give, or would shut themselves out by', async () => {
    const { body: role } = await api.post<{ id: string }>('/api/v1/roles', {
      name: 'Definer',
      permissions: ['view_contacts', 'manage_fields', 'manage_people'],
    })
    const definer = await asRole(api, role.id)
    const refused = async (document: object) => {
      const body = { document: { ...nothing, ...document } }
      const { status, body: told } = await definer.refused('POST', `${path}/plan`, { body })
      return [status, told.code, Object.keys(told.errors ?? {})]
    }
    const more = [{ name: 'More', permissions: ['view_contacts', 'export_contacts'] }]
    expect(await refused({ roles: more })).toEqual([403, 'forbidden', []])
    const fields = [{ key: 'city', viewRoles: ['Lead'] }]
    expect(await refused({ fields })).toEqual([422, 'invalid', ['fields.city.viewRoles']])
  })
})

describe('a document is applied whole', () => {
  test('where a condition goes together with the option that it names', async () => {
    const steps = await taken({
      fields: [
        { key: 'tier', options: [free] },
        { key: 'vat', visibleWhen: null },
      ],
    })
    expect(steps).toEqual(['update vat', 'update tier'])
  })

  test('where a condition on another value takes the place of one on an option that goes', async () => {
    await taken({ fields: [{ key: 'vat', visibleWhen: is('tier', 'Free') }] })
    const fields = [
      { key: 'tier', options: [gold] },
      { key: 'vat', visibleWhen: null, requiredWhen: { field: 'tier', operator: 'nnull' } },
    ]
    expect(await taken({ fields })).toEqual(['update vat', 'update tier'])
  })

  test('where a section’s condition names an option by its text', async () => {
    const sections = [{ name: 'Terms', visibleWhen: is('plan', 'Free') }]
    expect(await taken({ sections })).toEqual(['update Terms'])
    const { body } = await api.get<{ sections: Field[] }>('/api/v1/fields')
    expect(body.sections).toMatchObject([{ visibleWhen: is('plan', 'free') }])
  })
})
