import type { Field } from '@cardfile/openapi'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, type FieldListBody, startApi } from './support/api.ts'
import { asRole } from './support/callers.ts'

const fields = '/api/v1/fields'
let api: Api
let plan: Field
let vat: Field

const isBusiness = { field: 'plan', operator: 'eq', value: 'business' }

beforeAll(async () => {
  api = await startApi()
  plan = await api.field({
    name: 'Plan',
    type: 'dropdown',
    options: [{ text: 'Free' }, { text: 'Business' }],
  })
  vat = await api.field({ name: 'VAT', type: 'text', requiredWhen: isBusiness })
})

const change = (field: Field, patch: object, as: Api = api) =>
  as.refused('PATCH', `${fields}/${field.id}`, { ifMatch: '*', body: patch })
const asked = async (field: Field, as: Api = api) =>
  (await as.get<Field>(`${fields}/${field.id}`)).body

describe('a condition of a definition', () => {
  test('is answered as it was sent, with options by their ids', async () => {
    const patch = { visibleWhen: { field: 'plan', operator: 'eq', value: 'Business' } }
    expect((await change(vat, patch)).status).toBe(200)
    expect(await asked(vat)).toMatchObject({
      visibleWhen: isBusiness,
      requiredWhen: isBusiness,
      readOnlyWhen: null,
    })
    expect((await change(vat, { visibleWhen: null })).status).toBe(200)
    expect((await asked(vat)).visibleWhen).toBeNull()
  })

  test('of an option stays where the option is sent without it, and goes with null', async () => {
    const when = { field: 'vat', operator: 'nnull' }
    const options = [{ text: 'Small' }, { text: 'Large', when }]
    const size = await api.field({ name: 'Size', type: 'radio', options })
    expect(size.options).toEqual([
      { id: 'small', text: 'Small' },
      { id: 'large', text: 'Large', when },
    ])
    await change(size, { options: [{ id: 'large', text: 'Big' }, { text: 'Small' }] })
    expect((await asked(size)).options?.[0]).toEqual({ id: 'large', text: 'Big', when })
    await change(size, { options: [{ id: 'large', text: 'Big', when: null }, { text: 'Small' }] })
    expect((await asked(size)).options?.[0]).toEqual({ id: 'large', text: 'Big' })
  })

  test('that goes round in a circle is refused with its path', async () => {
    await change(vat, { visibleWhen: isBusiness })
    const { status, body } = await change(plan, {
      visibleWhen: { field: 'vat', operator: 'nnull' },
    })
    expect([status, body.errors]).toEqual([
      422,
      { visibleWhen: ['goes round in a circle: Plan → VAT → Plan'] },
    ])
    await change(vat, { visibleWhen: null })
  })
})

describe('a field that conditions look at', () => {
  test('is told with those, and neither deleted nor changed so that they mean nothing', async () => {
    const { body: uses } = await api.get(`${fields}/${plan.id}/uses`)
    expect(uses).toEqual({
      views: [],
      otherViews: 0,
      fields: [{ id: vat.id, name: 'VAT' }],
      otherFields: 0,
      sections: [],
      otherSections: 0,
    })
    const refusals = [
      await api.refused('DELETE', `${fields}/${plan.id}`, { ifMatch: '*' }),
      await change(plan, { options: [{ id: 'free', text: 'Free' }] }),
      await change(plan, { type: 'checkbox', options: null }),
    ]
    for (const { status, body } of refusals)
      expect([status, body.code, body.detail]).toEqual([
        409,
        'in_use',
        'Conditions of other fields depend on “Plan”: VAT. Change those first.',
      ])
  })

  test('comes back before the field that has the condition', async () => {
    const input = await api.field({ name: 'Input', type: 'text' })
    const when = { field: 'input', operator: 'nnull' }
    const field = await api.field({ name: 'Dependent', type: 'text', visibleWhen: when })
    const remove = ({ id }: Field) => api.send('DELETE', `${fields}/${id}`, { ifMatch: '*' })
    const restore = ({ id }: Field) => api.refused('POST', `${fields}/${id}/restore`)
    expect([(await remove(field)).status, (await remove(input)).status]).toEqual([204, 204])
    const early = await restore(field)
    expect([early.status, early.body.code]).toEqual([409, 'wrong_state'])
    expect([(await restore(input)).status, (await restore(field)).status]).toEqual([200, 200])
    expect((await asked(field)).visibleWhen).toEqual(when)
  })
})

test('a condition on what somebody may not see is not told to them, nor theirs to change', async () => {
  const secret = await api.field({ name: 'Secret', type: 'text', viewRoles: ['owner'] })
  const when = { field: 'secret', operator: 'nnull' }
  const shown = await api.field({ name: 'Shown', type: 'text', visibleWhen: when })
  const admin = await asRole(api, 'admin')
  expect(await asked(shown, admin)).toMatchObject({
    visibleWhen: null,
    unseenConditions: ['visibleWhen'],
  })
  const taken = await change(shown, { visibleWhen: null }, admin)
  expect([taken.status, Object.keys(taken.body.errors)]).toEqual([422, ['visibleWhen']])
  expect((await change(shown, { name: 'Shown now' }, admin)).status).toBe(200)
  expect((await asked(shown)).visibleWhen).toEqual(when)
  const pointing = await change(shown, { requiredWhen: when }, admin)
  expect(pointing.body.reasons?.requiredWhen?.map(({ code }) => code)).toEqual([
    'unknown_field_key',
  ])
  expect(JSON.stringify((await admin.get(`${fields}?`)).body)).not.toContain('secret')
  expect((await admin.refused('DELETE', `${fields}/${secret.id}`, { ifMatch: '*' })).status).toBe(
    404,
  )
  await admin.send('DELETE', `${fields}/${shown.id}`, { ifMatch: '*' })
  const deleted = await admin.get<FieldListBody>(`${fields}?deleted=true`)
  expect(deleted.body.data.find(({ id }) => id === shown.id)).toMatchObject({
    visibleWhen: null,
    unseenConditions: ['visibleWhen'],
  })
})

test('a condition on what somebody sees masks of is refused as that', async () => {
  const { body: role } = await api.post<{ id: string }>('/api/v1/roles', {
    name: 'Clerk',
    permissions: ['view_contacts', 'view_identities', 'manage_fields'],
  })
  await api.field({ name: 'Salary', type: 'integer', maskRoles: [role.id] })
  const clerk = await asRole(api, role.id)
  const when = { field: 'salary', operator: 'gt', value: 9 }
  const definition = { name: 'Bonus', type: 'text', requiredWhen: when }
  for (const [path, property, body] of [
    [fields, 'requiredWhen', definition],
    [`${fields}:check`, 'requiredWhen', definition],
    ['/api/v1/sections', 'visibleWhen', { name: 'Bonuses', visibleWhen: when }],
  ] as const) {
    const { status, body: told } = await clerk.refused('POST', path, { body })
    expect([path, status, told.errors]).toEqual([
      path,
      422,
      { [property]: ['cannot depend on Salary, of which you see masks'] },
    ])
  }
})

describe('who would not pass is counted first, and stays as they are', () => {
  interface Check {
    passes: number
    fails: number
    samples: { contact: { name: string }; reasons: { field: string; code: string }[] }[]
    nextCursor: string | null
  }

  beforeAll(() => api.contact({ name: 'Checked', email: ['checked@example.com'], city: 'Oslo' }))

  const inOslo = { requiredWhen: { field: 'city', operator: 'eq', value: 'oslo' } }

  test('with a changed definition', async () => {
    const { id } = await api.field({ name: 'Excuse', type: 'text' })
    const { status, body } = await api.post<Check>(`${fields}/${id}/check`, inOslo)
    expect([status, body.fails, body.nextCursor]).toEqual([200, 1, null])
    expect(body.samples).toMatchObject([
      { contact: { name: 'Checked' }, reasons: [{ field: 'excuse', code: 'required' }] },
    ])
  })

  test('with a new field, which nobody has a value in', async () => {
    const ask = async (more: object) => {
      const field = { name: 'Not made', type: 'text', defaultValue: 'x', ...more }
      return (await api.post<Check>(`${fields}:check`, field)).body
    }
    const asked = await ask(inOslo)
    expect(asked).toMatchObject({ fails: 1, nextCursor: null })
    expect(asked.samples).toMatchObject([
      { contact: { name: 'Checked' }, reasons: [{ field: 'not_made', code: 'required' }] },
    ])
    const every = asked.passes + asked.fails
    expect(await ask({ required: true })).toMatchObject({ passes: 0, fails: every })
    expect(await ask({})).toMatchObject({ passes: every, fails: 0 })
    const absent = { required: true, visibleWhen: { field: 'city', operator: 'eq', value: 'oslo' } }
    expect(await ask(absent)).toMatchObject({ passes: every - 1, fails: 1 })
    expect(
      (await api.get<FieldListBody>(fields)).body.data.some(({ key }) => key === 'not_made'),
    ).toBe(false)
  })
})
