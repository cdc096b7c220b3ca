import type { Field } from '@cardfile/openapi'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, type FieldListBody, freshEmail, startApi } from './support/api.ts'
import { oneOfEach } from './support/people.ts'

const fields = '/api/v1/fields'
let api: Api

beforeAll(async () => {
  api = await startApi()
})

const refused = (definition: unknown) => api.refused('POST', fields, { body: definition as object })

describe('a new field', () => {
  test.each(oneOfEach)('of type $type needs its name and its type alone', async (definition) => {
    const name = `A ${definition.type}`
    const { status, headers, body } = await api.post<Field>(fields, { ...definition, name })
    expect(status).toBe(201)
    expect(headers.get('etag')).toBe('"1"')
    expect(headers.get('location')).toBe(`${fields}/${body.id}`)
    expect(body).toMatchObject({
      key: `a_${definition.type}`,
      name,
      kind: 'C',
      type: definition.type,
      helpText: null,
      defaultValue: null,
      visible: true,
      required: false,
      readOnly: false,
      version: 1,
    })
    expect((await api.get<Field>(`${fields}/${body.id}`)).body).toEqual(body)
    const { body: all } = await api.get<FieldListBody>(fields)
    expect(all.data.at(-1)).toEqual(body)
    expect(all.total).toBe(all.data.length)
  })

  test('is there at once: in values, in filters and in sorting', async () => {
    await api.field({ name: 'Shoe size', type: 'integer', min: 10, max: 60 })
    await api.contact({ name: 'Ann', email: [freshEmail()], shoe_size: 38 })
    const bad = await api.refused('POST', '/api/v1/contacts', {
      body: { values: { name: 'Bob', email: [freshEmail()], shoe_size: 9 } },
    })
    expect(bad.body.errors).toEqual({ 'values.shoe_size': ['must be at least 10'] })
    const filter = { field: 'shoe_size', operator: 'gte', value: 38 }
    expect((await api.query({ filter })).body.total).toBe(1)
    const { body } = await api.list({ sort: '-shoe_size' })
    expect(body.data[0]?.values.shoe_size).toBe(38)
  })

  test.each([
    ['Födelsedag (år)', 'fodelsedag_ar'],
    ['  Plan  B  ', 'plan_b'],
    ['2nd phone', 'f_2nd_phone'],
    ['日本', 'field'],
    ['名前', 'field_2'],
    ['Plan-B', 'plan_b_2'],
    ['proto', 'proto_2'],
    ['__proto__', 'proto_3'],
    ['constructor', 'constructor_2'],
    ['Identities', 'identities_2'],
    ['x'.repeat(100), 'x'.repeat(56)],
  ])('called “%s” gets the key %s', async (name, key) => {
    if (name === 'proto') await api.field({ name: 'Taken', key: 'proto', type: 'text' })
    expect((await api.field({ name, type: 'text' })).key).toBe(key)
  })

  test('keeps a key that is given', async () => {
    expect((await api.field({ name: 'Given', key: 'my_key_1', type: 'text' })).key).toBe('my_key_1')
  })

  test('gets option ids from the options’ texts', async () => {
    const { options } = await api.field({
      name: 'Levels',
      type: 'dropdown',
      options: [
        { text: 'Gold plan' },
        { text: 'gold-plan' },
        { id: 'own', text: 'Own' },
        { text: '金' },
      ],
    })
    expect(options).toEqual([
      { id: 'gold_plan', text: 'Gold plan' },
      { id: 'gold_plan_2', text: 'gold-plan' },
      { id: 'own', text: 'Own' },
      { id: 'option', text: '金' },
    ])
  })

  test('fills its default into contacts created without a value, and into no others', async () => {
    const old = await api.contact({ name: 'Old', email: [freshEmail()] })
    await api.field({
      name: 'Tier',
      type: 'dropdown',
      options: [{ text: 'Gold' }, { text: 'Tin' }],
      defaultValue: 'Tin',
    })
    expect((await api.fieldByKey('tier')).defaultValue).toBe('tin')
    const filled = await api.contact({ name: 'New', email: [freshEmail()] })
    expect(filled.values.tier).toBe('tin')
    const chosen = await api.contact({ name: 'New', email: [freshEmail()], tier: 'gold' })
    expect(chosen.values.tier).toBe('gold')
    const none = await api.contact({ name: 'New', email: [freshEmail()], tier: null })
    expect(none.values.tier).toBeUndefined()
    expect((await api.patch(old.id, 1, { city: 'Rome' })).body.values.tier).toBeUndefined()
    expect((await api.patch(filled.id, 1, { tier: null })).body.values.tier).toBeUndefined()
  })

  test('keeps a default of false or 0', async () => {
    const no = await api.field({ name: 'Opt in', type: 'checkbox', defaultValue: false })
    const zero = await api.field({ name: 'Visits', type: 'integer', defaultValue: 0 })
    expect([no.defaultValue, zero.defaultValue]).toEqual([false, 0])
    const { values } = await api.contact({ name: 'New', email: [freshEmail()] })
    expect([values.opt_in, values.visits]).toEqual([false, 0])
  })

  test('comes to be where several are made at once', async () => {
    const made = await Promise.all(
      [1, 2, 3, 4, 5, 6].map((n) => api.post<Field>(fields, { name: `Swarm ${n}`, type: 'text' })),
    )
    expect(made.map(({ status }) => status)).toEqual(made.map(() => 201))
    expect(new Set(made.map(({ body }) => body.id)).size).toBe(made.length)
  })
})

describe('a field is refused', () => {
  beforeAll(async () => {
    await api.field({ name: 'Existing', key: 'existing_key', type: 'text' })
  })

  test.each([
    ['without a name', { type: 'text' }, 'name'],
    ['with a blank name', { name: '  ', type: 'text' }, 'name'],
    ['with two lines for a name', { name: 'a\nb', type: 'text' }, 'name'],
    ['with a name too long', { name: 'x'.repeat(101), type: 'text' }, 'name'],
    ['without a type', { name: 'A' }, 'type'],
    ['with an unknown type', { name: 'A', type: 'fax' }, 'type'],
    ['with a type of every object', { name: 'A', type: 'constructor' }, 'type'],
    ['with a property nobody knows', { name: 'A', type: 'text', color: 'red' }, 'color'],
    ['that says what it is', { name: 'A', type: 'text', kind: 'I' }, 'kind'],
    ['with a length of 0', { name: 'A', type: 'text', length: 0 }, 'length'],
    ['with a length beyond a cell', { name: 'A', type: 'text', length: 32_768 }, 'length'],
    ['with half a length', { name: 'A', type: 'text', length: 1.5 }, 'length'],
    ['with its bounds crossed', { name: 'A', type: 'integer', min: 2, max: 1 }, 'max'],
    ['with 11 decimals', { name: 'A', type: 'decimal', decimals: 11 }, 'decimals'],
    ['with a setting of other types', { name: 'A', type: 'integer', length: 9 }, 'length'],
    ['without options', { name: 'A', type: 'dropdown' }, 'options'],
    ['with no options', { name: 'A', type: 'radio', options: [] }, 'options'],
    [
      'with an option twice',
      { name: 'A', type: 'radio', options: [{ text: 'x' }, { text: 'X ' }] },
      'options',
    ],
    [
      'with an option id twice',
      {
        name: 'A',
        type: 'radio',
        options: [
          { id: 'a', text: 'x' },
          { id: 'a', text: 'y' },
        ],
      },
      'options',
    ],
    [
      'with an empty option',
      { name: 'A', type: 'radio', options: [{ text: ' ' }] },
      'options.text',
    ],
    [
      'with a default of another type',
      { name: 'A', type: 'integer', defaultValue: 'x' },
      'defaultValue',
    ],
    [
      'with a default beyond its bounds',
      { name: 'A', type: 'integer', max: 3, defaultValue: 4 },
      'defaultValue',
    ],
    [
      'with a default that is no option',
      { name: 'A', type: 'radio', options: [{ text: 'x' }], defaultValue: 'y' },
      'defaultValue',
    ],
    [
      'hidden and required',
      { name: 'A', type: 'text', visible: false, required: true },
      'required',
    ],
    ['with a key in capitals', { name: 'A', type: 'text', key: 'Key' }, 'key'],
    ['with a key that begins with a digit', { name: 'A', type: 'text', key: '1a' }, 'key'],
    ['with the key __proto__', { name: 'A', type: 'text', key: '__proto__' }, 'key'],
    ['with the key constructor', { name: 'A', type: 'text', key: 'constructor' }, 'key'],
    ['with the key to_string', { name: 'A', type: 'text', key: 'to_string' }, 'key'],
    ['with the key identities', { name: 'A', type: 'text', key: 'identities' }, 'key'],
    ['with a key too long', { name: 'A', type: 'text', key: 'k'.repeat(65) }, 'key'],
    ['with a control in its help', { name: 'A', type: 'text', helpText: 'a\u0000' }, 'helpText'],
    ['with a flag that is no flag', { name: 'A', type: 'text', visible: 'yes' }, 'visible'],
  ])('%s', async (_, definition, path) => {
    const { status, body } = await refused(definition)
    expect(status).toBe(422)
    expect(Object.keys(body.errors)).toEqual([path])
  })

  test.each([
    ['name of another', { name: 'existing', type: 'text' }, 'name'],
    ['name of a system field', { name: 'FIRST NAME', type: 'text' }, 'name'],
    ['key of another', { name: 'B', key: 'existing_key', type: 'text' }, 'key'],
    ['key of an identity', { name: 'B', key: 'email', type: 'text' }, 'key'],
    ['key of a computed value', { name: 'B', key: 'created_at', type: 'text' }, 'key'],
  ])('with the %s', async (_, definition, path) => {
    const { status, body } = await refused(definition)
    expect(status).toBe(409)
    expect(body.code).toBe('already_exists')
    expect(Object.keys(body.errors)).toEqual([path])
  })
})
