import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Api, startApi } from './support/api.ts'
import { refusedPlan, taken } from './support/set-up.ts'

const is = (field: string, value: unknown) => ({ field, operator: 'eq', value })
const text = (key: string, more: object = {}) => ({ key, name: `Of ${key}`, type: 'text', ...more })
const gold = { id: 'gold', text: 'Gold' }
const free = { id: 'free', text: 'Free' }
const permissions = ['view_contacts']

let api: Api

beforeAll(async () => {
  api = await startApi()
  await taken(api, {
    roles: [{ name: 'Lead', permissions }],
    sections: [{ name: 'Terms', visibleWhen: is('plan', 'Gold') }],
    fields: [
      { key: 'plan', name: 'Plan', type: 'dropdown', options: [gold, free] },
      text('terms', { section: 'Terms' }),
      text('used'),
      text('badge'),
    ],
    views: [{ name: 'Used', filter: { field: 'used', operator: 'nnull' }, roles: ['Lead'] }],
  })
  await taken(api, { fields: [text('lost')] })
  await taken(api, { views: [{ name: 'Broken', filter: { field: 'lost', operator: 'nnull' } }] })
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
  ['a field twice', { fields: [text('x'), text('x')] }, undefined, 'fields.x', 'stated_twice'],
  [
    'a section twice, in another case',
    { sections: [{ name: 'A' }, { name: 'a' }] },
    undefined,
    'sections.a',
    'stated_twice',
  ],
  [
    'a view twice, with an accent',
    { views: [{ name: 'A' }, { name: 'Á' }] },
    undefined,
    'views.a',
    'stated_twice',
  ],
  [
    'a role twice',
    { roles: ['Boss', 'BOSS'].map((name) => ({ name, permissions })) },
    undefined,
    'roles.boss',
    'stated_twice',
  ],
  [
    'the end of a field that it states',
    { fields: [{ key: 'badge' }] },
    { fields: ['badge'] },
    'prune.fields',
    'stated_and_pruned',
  ],
  [
    'the end of a section that it states',
    { sections: [{ name: 'terms' }] },
    { sections: ['Terms'] },
    'prune.sections',
    'stated_and_pruned',
  ],
  [
    'the end of a field that every installation has',
    {},
    { fields: ['city'] },
    'prune.fields',
    'only_custom_deleted',
  ],
  [
    'the end of fields of which one looks at the other, and something else too',
    {},
    { fields: ['plan', 'terms'] },
    'prune.fields',
    'pruned_and_needed',
  ],
  [
    'a field in a section that goes',
    { fields: [text('x', { section: 'Terms' })] },
    { sections: ['Terms'] },
    'fields.x.section',
    'no_such_section',
  ],
  [
    'the name of a field, in another case',
    { fields: [text('x', { name: 'CITY' })] },
    undefined,
    'fields.x.name',
    'name_of_other_field',
  ],
  [
    'the key of a field that was deleted',
    { fields: [text('lost')] },
    undefined,
    'fields.lost.key',
    'key_of_other_field',
  ],
  [
    'a field without a name',
    { fields: [{ key: 'x', type: 'text' }] },
    undefined,
    'fields.x.name',
    'required',
  ],
  [
    'a field in a section that there is not',
    { fields: [text('x', { section: 'Nowhere' })] },
    undefined,
    'fields.x.section',
    'no_such_section',
  ],
  [
    'a field for a role that there is not',
    { fields: [text('x', { viewRoles: ['Nobody'] })] },
    undefined,
    'fields.x.viewRoles',
    'no_such_role_named',
  ],
  [
    'a view for a role that there is not',
    { views: [{ name: 'New', filter: null, roles: ['Nobody'] }] },
    undefined,
    'views.New.roles',
    'no_such_role_named',
  ],
  [
    'a name that may be missing',
    { fields: [{ key: 'name', required: false }] },
    undefined,
    'fields.name.required',
    'locked_name',
  ],
]

describe('a document is refused before its first step, with', () => {
  test.each(cases)('%s', async (_, document, prune, at, code) => {
    const { status, body } = await refusedPlan(api, document, prune)
    const codes = Object.entries(body.reasons ?? {}).map(([where, all]) => [where, all[0]?.code])
    expect([status, ...codes]).toEqual([422, [at, code]])
  })

  test.each<[what: string, document: object, prune: object | undefined]>([
    [
      'more views than there may be',
      { views: Array.from({ length: 200 }, (_, n) => ({ name: `V ${n}`, filter: null })) },
      undefined,
    ],
    [
      'more sections than there may be',
      { sections: Array.from({ length: 100 }, (_, n) => ({ name: `S ${n}` })) },
      undefined,
    ],
    ['the end of a role that every installation has', {}, { roles: ['agent'] }],
    ['the end of the owner’s role', {}, { roles: ['owner'] }],
  ])('%s', async (_, document, prune) => {
    const { status, body } = await refusedPlan(api, document, prune)
    expect([status, body.code]).toEqual([409, 'wrong_state'])
  })

  test('more than is kept as one value', async () => {
    const options = Array.from({ length: 500 }, (_, n) => ({ text: `${n} ${'x'.repeat(250)}` }))
    const long = (n: number) => ({ ...text(`long_${n}`), type: 'dropdown', options })
    const fields = Array.from({ length: 16 }, (_, n) => long(n))
    const { status, body } = await refusedPlan(api, { fields })
    expect([status, body.code]).toEqual([413, 'too_large'])
  })

  test.each<[what: string, list: string, entry: object, path: string, reason: string]>([
    ['a type', 'fields', { key: 'shelf', name: 'S', type: 'novel' }, '.type', '“shelf” must be'],
    [
      'an option',
      'fields',
      { key: 'shelf', options: [{ text: 7 }] },
      '.options[0].text',
      '“shelf”',
    ],
    ['a property', 'views', { name: 'Mine', colour: 'red' }, '.colour', '“colour” is not known'],
    ['a key', 'fields', { name: 'Shelf' }, '.key', '“Shelf” '],
    ['a name', 'sections', { columns: 2 }, '.name', ''],
  ])('%s that cannot be, said with the entry that has it', async (_, list, entry, at, told) => {
    const first = list === 'fields' ? { key: 'badge' } : { name: 'First' }
    const { status, body } = await refusedPlan(api, { [list]: [first, entry] })
    expect(status).toBe(422)
    expect(body.errors).toEqual({
      [`document.${list}[1]${at}`]: [expect.stringContaining(told)],
    })
  })
})
