import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Api, startApi } from './support/api.ts'
import { asRole } from './support/callers.ts'
import { planned, pull, pulled, refusedPlan, schemaPath, taken } from './support/set-up.ts'

const secret = { field: 'secret', operator: 'eq', value: 'x' }
const inBonn = { field: 'city', operator: 'eq', value: 'Bonn' }
const view = ['view_contacts']
const defining = [...view, 'manage_fields', 'manage_people', 'manage_views']
const one = { id: 'one', text: 'One' }
const two = { id: 'two', text: 'Two' }

let owner: Api
/** Sees masks of one field and nothing of another, and may change neither. */
let definer: Api

beforeAll(async () => {
  owner = await startApi()
  await taken(owner, {
    roles: [
      { name: 'Definer', permissions: defining },
      { name: 'Stronger', permissions: [...view, 'export_contacts'] },
      { name: 'Given', permissions: view },
      { name: 'Wider', permissions: view },
    ],
    sections: [{ name: 'Guarded', visibleWhen: secret }],
    fields: [
      { key: 'secret', name: 'Secret', type: 'text', maskRoles: ['Definer'] },
      { key: 'concealed', name: 'Concealed', type: 'text', viewRoles: ['Wider'] },
      { key: 'locked', name: 'Locked', type: 'text', editRoles: ['Admin'] },
      { key: 'depending', name: 'Depending', type: 'text', requiredWhen: secret },
      {
        key: 'offered',
        name: 'Offered',
        type: 'dropdown',
        options: [{ ...one, when: secret }, two],
      },
    ],
  })
  for (const name of ['A', 'B'])
    await owner.contact({ name, email: [`${name}@example.com`], secret: 'the same' })
  const { body } = await owner.get<{ data: { id: string; name: string }[] }>('/api/v1/roles')
  const idOf = (name: string) => body.data.find((role) => role.name === name)?.id ?? ''
  await asRole(owner, idOf('Given'))
  definer = await asRole(owner, idOf('Definer'), {}, 'own')
})
afterAll(() => owner.close())

test('the set-up is for who may manage what it has, and tells nobody of what they do not see', async () => {
  const agent = await asRole(owner, 'agent')
  for (const [method, at, body] of [
    ['GET', schemaPath, undefined],
    ['POST', `${schemaPath}/plan`, { document: await pulled(owner) }],
    ['POST', `${schemaPath}/apply`, { planId: 'x' }],
  ] as const)
    expect((await agent.refused(method, at, { body })).status).toBe(403)
  expect(await pull(definer)).not.toContain('concealed')
  const fieldsAlone = await asRole(owner, 'admin', {
    permissions: ['view_contacts', 'manage_fields'],
  })
  const { status, body } = await refusedPlan(fieldsAlone, {
    roles: [{ name: 'Mine', permissions: view }],
  })
  expect([status, body.detail]).toEqual([403, expect.stringContaining('Manage people')])
})

test('what somebody sees of the set-up, sent back, changes nothing of what they do not see', async () => {
  const document = await pulled(definer)
  expect(await planned(definer, document)).toMatchObject({ steps: [] })
  expect((await planned(owner, document)).steps).toEqual([])
})

type Case = [what: string, document: object, prune: object | undefined, told: unknown[]]
const forbidden = [403, 'forbidden']
const unseen = (at: string) => [422, 'invalid', [at, 'condition_unseen']]

const cases: Case[] = [
  [
    'a role of permissions that they lack',
    { roles: [{ name: 'More', permissions: [...view, 'export_contacts'] }] },
    undefined,
    forbidden,
  ],
  [
    'fewer permissions for a role that has such',
    { roles: [{ name: 'Stronger', permissions: view }] },
    undefined,
    forbidden,
  ],
  ['the end of a role that has such', {}, { roles: ['Stronger'] }, forbidden],
  ['the end of a role that somebody has', {}, { roles: ['Given'] }, [409, 'in_use']],
  [
    'more for a role that sees what they do not',
    { roles: [{ name: 'Wider', permissions: [...view, 'manage_views'] }] },
    undefined,
    forbidden,
  ],
  [
    'a right that would shut them out',
    { fields: [{ key: 'city', viewRoles: ['Wider'] }] },
    undefined,
    [422, 'invalid', ['fields.city.viewRoles', 'own_role_missing']],
  ],
  [
    'who may change what they may not',
    { fields: [{ key: 'locked', editRoles: null }] },
    undefined,
    forbidden,
  ],
  [
    'unique values of a field that they see masks of',
    { fields: [{ key: 'secret', unique: true }] },
    undefined,
    forbidden,
  ],
  ['another name for one', { fields: [{ key: 'secret', name: 'Known' }] }, undefined, forbidden],
  [
    'no condition in place of one that they do not see',
    { fields: [{ key: 'depending', requiredWhen: null }] },
    undefined,
    unseen('fields.depending.requiredWhen'),
  ],
  [
    'another one',
    { fields: [{ key: 'depending', requiredWhen: inBonn }] },
    undefined,
    unseen('fields.depending.requiredWhen'),
  ],
  [
    'another one of an option',
    { fields: [{ key: 'offered', options: [{ ...one, when: inBonn }, two] }] },
    undefined,
    unseen('fields.offered.options'),
  ],
  [
    'no condition in place of a section’s',
    { sections: [{ name: 'Guarded', visibleWhen: null }] },
    undefined,
    unseen('sections.Guarded.visibleWhen'),
  ],
  [
    'another one of a section',
    { sections: [{ name: 'Guarded', visibleWhen: inBonn }] },
    undefined,
    unseen('sections.Guarded.visibleWhen'),
  ],
]

describe('whoever asks is refused before the first step', () => {
  test.each(cases)('%s', async (_, document, prune, right) => {
    const { status, body } = await refusedPlan(definer, document, prune)
    const reasons = Object.entries(body.reasons ?? {}).map(([at, all]) => [at, all[0]?.code])
    expect([status, body.code, ...reasons]).toEqual(right)
  })
})

test('the end of a field that they see masks of', async () => {
  await taken(owner, { fields: [{ key: 'depending', requiredWhen: null }] })
  await taken(
    owner,
    { fields: [{ key: 'offered', options: [{ ...one, when: null }, two] }] },
    { sections: ['Guarded'] },
  )
  const { status, body } = await refusedPlan(definer, {}, { fields: ['secret'] })
  expect([status, body.code]).toEqual(forbidden)
})

test('a view begins for a role however its name is written', async () => {
  const document = { views: [{ name: 'New', filter: null, roles: ['wider'] }] }
  expect(await taken(owner, document)).toEqual(['create view New', 'update view New'])
})
