import {
  conditionNames,
  type EditableProperty,
  editableProperties,
  type Field,
  type SettingName,
  settingNames,
  settings,
} from '@cardfile/openapi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Api, type ProblemBody, freshEmail, startApi } from './support/api.ts'

const fields = '/api/v1/fields'
let api: Api

beforeAll(async () => {
  api = await startApi()
  expect((await api.post('/api/v1/sections', { name: 'Section' })).body.id).toBe(1)
})
afterAll(() => api.close())

const change = (field: Field, body: object) =>
  api.send<Field>('PATCH', `${fields}/${field.id}`, { ifMatch: field.version, body })

async function refusedPaths(field: Field, body: object) {
  const reply = await api.send<ProblemBody>('PATCH', `${fields}/${field.id}`, {
    ifMatch: field.version,
    body,
  })
  return [reply.status, Object.keys(reply.body.errors ?? {})]
}

const otherSettings = Object.fromEntries(
  settingNames.map((name) => [name, settings[name].editor === 'options' ? [{ text: 'x' }] : 7]),
) as Record<SettingName, unknown>

/** Something else than what the field has, for each property. */
const other: Record<EditableProperty, unknown> = {
  ...otherSettings,
  name: 'Renamed',
  type: 'date',
  defaultCountry: 'DE',
  helpText: 'Some help',
  defaultValue: 'Europe/Rome',
  visible: false,
  required: true,
  readOnly: true,
  visibleWhen: { field: 'city', operator: 'nnull' },
  requiredWhen: { field: 'city', operator: 'nnull' },
  readOnlyWhen: { field: 'city', operator: 'nnull' },
  indexed: true,
  // That of the first section that is made.
  section: 1,
  viewRoles: ['admin'],
  maskRoles: ['viewer'],
  editRoles: ['admin'],
}

const everywhere = ['section', 'viewRoles', 'maskRoles', 'editRoles'] as const

/** What may be edited of each kind: the design's table. */
const editable: Record<string, EditableProperty[]> = {
  time_zone: [
    'name',
    'helpText',
    'defaultValue',
    'visible',
    'required',
    'readOnly',
    ...conditionNames,
    'indexed',
    ...everywhere,
  ],
  email: ['name', 'helpText', 'visible', 'required', 'readOnly', ...conditionNames, ...everywhere],
  sms: [
    'name',
    'helpText',
    'visible',
    'required',
    'readOnly',
    ...conditionNames,
    'defaultCountry',
    ...everywhere,
  ],
}

describe('what may be changed', () => {
  describe.each(Object.keys(editable))('of %s', (key) => {
    test.each(editableProperties)('%s', async (property) => {
      const target = await api.fieldByKey(key)
      const wanted = property === 'indexed' ? !target.indexed : other[property]
      const [status, paths] = await refusedPaths(target, { [property]: wanted })
      const allowed = editable[key]!.includes(property)
      expect([status, paths]).toEqual(allowed ? [200, []] : [422, [property]])
      const now = await api.fieldByKey(key)
      if (allowed) await change(now, { [property]: target[property] ?? null })
      else expect(now).toEqual(target)
    })
  })

  test('the name’s own name and help, and nothing that would hide it', async () => {
    const name = await api.fieldByKey('name')
    expect((await change(name, { name: 'Full name', helpText: 'As on the card' })).status).toBe(200)
    const now = await api.fieldByKey('name')
    expect(await refusedPaths(now, { visible: false, required: false })).toEqual([
      422,
      ['visible', 'required'],
    ])
    expect((await change(now, { visible: true, required: true })).status).toBe(200)
  })

  test('nothing that computed values are judged by', async () => {
    const field = await api.fieldByKey('created_at')
    const [status, paths] = await refusedPaths(field, {
      required: true,
      readOnly: false,
      defaultValue: '2026-01-01T00:00:00Z',
    })
    expect(status).toBe(422)
    expect((paths as string[]).sort()).toEqual(['defaultValue', 'readOnly', 'required'])
  })

  test('the key of none', async () => {
    const custom = await api.field({ name: 'Keyed', type: 'text' })
    const refused = await api.refused('PATCH', `${fields}/${custom.id}`, {
      ifMatch: '*',
      body: { key: 'another' },
    })
    expect([refused.status, refused.body]).toMatchObject([
      422,
      { errors: { key: [expect.stringMatching(/^cannot be changed/)] } },
    ])
    expect((await change(custom, { key: custom.key })).status).toBe(200)
    expect(await refusedPaths(custom, { kind: 'S', position: 1, id: 5 })).toEqual([
      422,
      ['kind', 'position', 'id'],
    ])
  })

  test('all of a custom field that its type has', async () => {
    const custom = await api.field({ name: 'Free', type: 'text' })
    const { status, body } = await change(custom, {
      name: 'Freer',
      length: 20,
      helpText: 'h',
      defaultValue: 'd',
      required: true,
      readOnly: true,
      indexed: true,
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      id: custom.id,
      key: 'free',
      name: 'Freer',
      length: 20,
      helpText: 'h',
      defaultValue: 'd',
      required: true,
      readOnly: true,
      indexed: true,
      version: 2,
    })
    expect(await refusedPaths(body, { defaultCountry: 'DE' })).toEqual([422, ['defaultCountry']])
    expect(await refusedPaths(body, { length: 0 })).toEqual([422, ['length']])
    expect(await refusedPaths(body, { defaultValue: 'x'.repeat(21) })).toEqual([
      422,
      ['defaultValue'],
    ])
    expect(await refusedPaths(body, { visible: false })).toEqual([422, ['required']])
    expect((await change(body, { visible: false, required: false })).status).toBe(200)
  })

  test('no country that is none', async () => {
    const sms = await api.fieldByKey('sms')
    for (const defaultCountry of ['ZZ', 'us', 'USA', '', null])
      expect(await refusedPaths(sms, { defaultCountry })).toEqual([422, ['defaultCountry']])
  })
})

describe('a change of a field', () => {
  test('needs the version it builds on', async () => {
    const field = await api.field({ name: 'Versioned', type: 'text' })
    const path = `${fields}/${field.id}`
    const body = { helpText: 'x' }
    expect((await api.refused('PATCH', path, { body })).status).toBe(428)
    expect((await api.refused('DELETE', path)).status).toBe(428)
    const { headers, body: changed } = await change(field, body)
    expect(headers.get('etag')).toBe('"2"')
    const stale = await api.refused('PATCH', path, { ifMatch: 1, body })
    expect(stale.status).toBe(412)
    expect(stale.body.current).toEqual(changed)
    expect((await api.refused('DELETE', path, { ifMatch: 1 })).status).toBe(412)
    expect((await api.send('PATCH', path, { ifMatch: '*', body: { helpText: 'y' } })).status).toBe(
      200,
    )
  })

  test('lets one of two at once through', async () => {
    const field = await api.field({ name: 'Contended', type: 'text' })
    const replies = await Promise.all(
      [1, 2, 3].map((n) => change(field, { helpText: `help ${n}` })),
    )
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 412, 412])
  })

  test('refuses a name that is taken, but not its own in other letters', async () => {
    const field = await api.field({ name: 'Mine', type: 'text' })
    expect((await change(field, { name: 'first NAME' })).status).toBe(409)
    expect((await change(field, { name: 'MINE' })).status).toBe(200)
  })

  test('answers 404 for a field that is not there', async () => {
    for (const method of ['GET', 'PATCH', 'DELETE'])
      expect(
        (
          await api.refused(method, `${fields}/99999`, {
            ifMatch: 1,
            ...(method === 'PATCH' ? { body: {} } : {}),
          })
        ).status,
      ).toBe(404)
  })
})

describe('the default country of a phone field', () => {
  test('says how national numbers are read from then on, and leaves the stored ones theirs', async () => {
    const american = await api.contact({ name: 'American', sms: ['(213) 373-4253'] })
    const field = await api.fieldByKey('sms')
    expect((await change(field, { defaultCountry: 'DE' })).body.defaultCountry).toBe('DE')
    await api.contact({ name: 'German', sms: ['030 7654321'] })
    const taken = await api.refused('POST', '/api/v1/contacts', {
      body: { values: { name: 'Eve', sms: ['+1 213 373 4253'] } },
    })
    expect(taken.status).toBe(409)
    const again = await api.refused('POST', '/api/v1/contacts', {
      body: { values: { name: 'Eve', sms: ['+49307654321'] } },
    })
    expect(again.status).toBe(409)
    const filter = { field: 'sms', operator: 'eq', value: '+12133734253' }
    expect((await api.query({ filter })).body.data[0]?.id).toBe(american.id)
    // What is sent back as it was read must still mean the same person.
    const { body: now } = await api.get(`/api/v1/contacts/${american.id}`)
    const email = freshEmail()
    await api.patch(now.id, now.version, { sms: now.values.sms, email: [email] })
    expect((await api.query({ filter })).body.total).toBe(1)
    await api.send('DELETE', `/api/v1/contacts/${now.id}`, { ifMatch: '*' })
    await api.send('POST', `/api/v1/contacts/${now.id}/restore`)
    expect((await api.query({ filter })).body.total).toBe(1)
  })
})

describe('the options of a field', () => {
  const before = [
    { id: 'free', text: 'Free' },
    { id: 'gold', text: 'Gold' },
  ]

  /** What is sent, and what the options are then. */
  test.each([
    [
      'one renamed, and another with the name it had',
      [{ id: 'free', text: 'Basic' }, { text: 'Free' }, { id: 'gold', text: 'Gold' }],
      { free: 'Basic', free_2: 'Free', gold: 'Gold' },
    ],
    [
      'two that change their names',
      [
        { id: 'free', text: 'Gold' },
        { id: 'gold', text: 'Free' },
      ],
      { free: 'Gold', gold: 'Free' },
    ],
    [
      'texts alone',
      [{ text: 'Gold' }, { text: 'Free' }, { text: 'New' }],
      { gold: 'Gold', free: 'Free', new: 'New' },
    ],
    [
      'one renamed to what another is called, which goes by its text to a new one',
      [{ id: 'gold', text: 'Free' }, { text: 'Gold' }, { id: 'free', text: 'Basic' }],
      { gold: 'Free', gold_2: 'Gold', free: 'Basic' },
    ],
  ])('are changed in one save: %s', async (_title, options, after) => {
    const name = `Options ${Math.random()}`
    const { body: field } = await api.post<Field>(fields, {
      name,
      type: 'dropdown',
      options: before,
    })
    const { status, body } = await change(field, { options })
    expect(status).toBe(200)
    expect(body.options).toEqual(Object.entries(after).map(([id, text]) => ({ id, text })))
  })
})
