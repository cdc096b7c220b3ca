import type { Field } from '@cardfile/openapi'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, freshEmail, type ProblemBody, startApi } from './support/api.ts'

interface Conversion {
  converts: number
  fails: number
  samples: { contact: string; value: string; reason: string }[]
}

const fields = '/api/v1/fields'
let api: Api
let serial = 0

beforeAll(async () => {
  api = await startApi()
})

/** A field with one contact for each value. */
async function filled(definition: object, values: readonly unknown[]) {
  serial += 1
  const field = await api.field({ name: `Field ${serial}`, ...definition })
  const ids: string[] = []
  for (const value of values) {
    const contact = await api.contact({ name: 'Ann', email: [freshEmail()], [field.key]: value })
    ids.push(contact.id)
  }
  return {
    field,
    ids,
    valuesNow: async () => {
      const contacts = await Promise.all(ids.map((id) => api.get(`/api/v1/contacts/${id}`)))
      return contacts.map(({ body }) => body.values[field.key])
    },
  }
}

const change = (field: Field, body: object) =>
  api.send<Field>('PATCH', `${fields}/${field.id}`, { ifMatch: field.version, body })
const refused = (field: Field, body: object) =>
  api.send<ProblemBody>('PATCH', `${fields}/${field.id}`, { ifMatch: field.version, body })
const preview = async (field: Field, body: object) =>
  (await api.post<Conversion>(`${fields}/${field.id}/conversion`, body)).body

describe('shortening and narrowing', () => {
  test('is refused with the number of contacts in the way, those in the trash counted', async () => {
    const { field, ids } = await filled({ type: 'text' }, ['short', 'much longer', 'longer too'])
    await api.send('DELETE', `/api/v1/contacts/${ids[2]}`, { ifMatch: 1 })
    const { status, body } = await refused(field, { length: 8 })
    expect(status).toBe(409)
    expect(body.code).toBe('in_use')
    expect(body.detail).toContain('2 contacts')
    expect(Object.keys(body.errors)).toEqual(['length'])
    expect(await preview(field, { length: 8 })).toMatchObject({ converts: 1, fails: 2 })
    expect((await api.fieldByKey(field.key)).length).toBe(256)
    expect((await change(field, { length: 11 })).body.length).toBe(11)
  })

  test('counts characters, not code units', async () => {
    const { field } = await filled({ type: 'text' }, ['😀😀😀'])
    expect((await refused(field, { length: 2 })).status).toBe(409)
    expect((await change(field, { length: 3 })).status).toBe(200)
  })

  test.each([
    ['min', { type: 'integer' }, [5], { min: 6 }, { min: 5 }],
    ['max', { type: 'integer' }, [5], { max: 4 }, { max: 5 }],
    ['decimals', { type: 'decimal' }, [1.25], { decimals: 1 }, { decimals: 3 }],
  ])('of %s is refused where values are in the way', async (property, made, values, bad, good) => {
    const { field } = await filled(made, values)
    const { status, body } = await refused(field, bad)
    expect(status).toBe(409)
    expect(Object.keys(body.errors)).toEqual([property])
    expect((await change(field, good)).status).toBe(200)
  })
})

describe('another type', () => {
  test('is refused where numbers would lose the zeros they begin with', async () => {
    const { field } = await filled({ type: 'text' }, ['00123', '0.5'])
    expect((await refused(field, { type: 'decimal' })).status).toBe(409)
    expect(await preview(field, { type: 'decimal' })).toMatchObject({
      converts: 1,
      samples: [{ value: '00123', reason: 'would lose its leading zeros' }],
    })
  })

  const options = [{ text: 'Gold plan' }, { text: '7' }]

  test.each([
    ['integer', 'text', {}, {}, [12, -3], ['12', '-3']],
    ['decimal', 'integer', {}, {}, [12, 0], [12, 0]],
    ['text', 'integer', {}, {}, ['12', ' 7 '], [12, 7]],
    ['text', 'email', {}, {}, [' a@b.org '], ['a@b.org']],
    ['text', 'date', {}, {}, ['2026-02-28'], ['2026-02-28']],
    ['checkbox', 'text', {}, {}, [true, false], ['TRUE', 'FALSE']],
    ['text', 'checkbox', {}, {}, ['yes', 'No'], [true, false]],
    ['text', 'dropdown', {}, { options }, ['Gold plan', '7'], ['gold_plan', '7']],
    ['dropdown', 'text', { options }, {}, ['gold_plan', '7'], ['Gold plan', '7']],
    ['dropdown', 'radio', { options }, {}, ['gold_plan'], ['gold_plan']],
    ['radio', 'checkboxlist', { options }, {}, ['gold_plan'], [['gold_plan']]],
    ['checkboxlist', 'dropdown', { options }, {}, [['7']], ['7']],
    ['checkboxlist', 'textarea', { options }, {}, [['7', 'gold_plan']], ['Gold plan; 7']],
    ['timezone', 'text', {}, {}, ['Europe/Berlin'], ['Europe/Berlin']],
    ['url', 'textarea', {}, {}, ['https://a.org'], ['https://a.org']],
  ])('from %s to %s converts what is stored', async (from, to, made, more, values, expected) => {
    const { field, valuesNow } = await filled({ type: from, ...made }, values)
    expect(await preview(field, { type: to, ...more })).toEqual({
      converts: values.length,
      fails: 0,
      samples: [],
      nextCursor: null,
    })
    const { status, body } = await change(field, { type: to, ...more })
    expect(status).toBe(200)
    expect(body).toMatchObject({ id: field.id, key: field.key, type: to })
    expect(await valuesNow()).toEqual(expected)
  })

  test('keeps a day the same day in America and in New Zealand, and says which time it got', async () => {
    const { field, valuesNow } = await filled({ type: 'date' }, ['2026-02-28', '2026-07-01'])
    expect(await preview(field, { type: 'datetime' })).toEqual({
      converts: 2,
      fails: 0,
      samples: [],
      note: expect.stringContaining('10:00 UTC'),
      nextCursor: null,
    })
    expect((await change(field, { type: 'datetime' })).status).toBe(200)
    const now = await valuesNow()
    expect(now).toEqual(['2026-02-28T10:00:00.000Z', '2026-07-01T10:00:00.000Z'])
    const zones = ['Pacific/Honolulu', 'America/Los_Angeles', 'America/Sao_Paulo', 'Europe/Berlin']
    for (const timeZone of [...zones, 'Asia/Tokyo', 'Pacific/Auckland', 'Pacific/Tongatapu'])
      expect(
        now.map((at) => new Date(String(at)).toLocaleDateString('sv', { timeZone })),
        timeZone,
      ).toEqual(['2026-02-28', '2026-07-01'])
  })

  test('is refused where one value would be lost, and nothing is changed', async () => {
    const { field, ids, valuesNow } = await filled({ type: 'text' }, ['12', 'twelve'])
    expect(await preview(field, { type: 'integer' })).toEqual({
      converts: 1,
      fails: 1,
      samples: [
        {
          contact: ids[1],
          value: 'twelve',
          reason: 'must be a number',
          code: 'not_number',
          params: {},
        },
      ],
      nextCursor: null,
    })
    const { status, body } = await refused(field, { type: 'integer' })
    expect(status).toBe(409)
    expect(body.code).toBe('in_use')
    expect(body.detail).toContain('1 contact has')
    expect(Object.keys(body.errors)).toEqual(['type'])
    expect(await valuesNow()).toEqual(['12', 'twelve'])
  })

  test.each([
    ['checkboxlist', 'dropdown', { options }, [['gold_plan', '7']]],
    ['decimal', 'integer', {}, [1.5]],
    ['datetime', 'date', {}, ['2026-02-28T14:30:00Z']],
    ['textarea', 'text', {}, ['two\nlines']],
    ['text', 'integer', {}, ['9007199254740993']],
  ])('from %s to %s is refused where it would say less', async (type, to, made, values) => {
    const { field } = await filled({ type, ...made }, values)
    expect((await refused(field, { type: to })).status).toBe(409)
  })

  test('is written to the history of each contact it changed', async () => {
    const { field, ids } = await filled({ type: 'integer' }, [5])
    await change(field, { type: 'text' })
    const { body } = await api.get(`/api/v1/contacts/${ids[0]}`)
    expect(body.version).toBe(2)
    const history = await api.get<{ data: { kind: string; via: string; changed: object }[] }>(
      `/api/v1/contacts/${ids[0]}/changes`,
    )
    expect(history.body.data[0]).toMatchObject({
      kind: 'convert',
      via: 'fields',
      changed: { [field.key]: { before: 5, after: '5' } },
    })
  })

  test('is found, sorted and filtered as what it is now', async () => {
    const { field } = await filled({ type: 'integer', indexed: true }, [10, 9])
    await change(field, { type: 'text' })
    const sorted = await api.query({
      sorters: [{ field: field.key, order: 'asc' }],
      filter: { field: field.key, operator: 'nnull' },
    })
    expect(sorted.body.data.map(({ values }) => values[field.key])).toEqual(['10', '9'])
    const filter = { field: field.key, operator: 'contains', value: '1' }
    expect((await api.query({ filter })).body.total).toBe(1)
  })

  test('brings substring search up to date', async () => {
    const { field } = await filled({ type: 'dropdown', options: [{ text: 'Zebrafish' }] }, [
      'zebrafish',
    ])
    expect((await api.list({ q: 'zebrafish' })).body.total).toBe(0)
    const { body: text } = await change(field, { type: 'text' })
    expect((await api.list({ q: 'zebrafish' })).body.total).toBe(1)
    await change(text, { type: 'radio', options: [{ text: 'Zebrafish' }] })
    expect((await api.list({ q: 'zebrafish' })).body.total).toBe(0)
  })

  test('refuses a default that does not fit it', async () => {
    const { field } = await filled({ type: 'text', defaultValue: 'x' }, [])
    const { status, body } = await refused(field, { type: 'integer' })
    expect([status, Object.keys(body.errors)]).toEqual([422, ['defaultValue']])
    expect((await change(field, { type: 'integer', defaultValue: 3 })).status).toBe(200)
  })
})

describe('options', () => {
  const made = { type: 'dropdown', options: [{ text: 'Gold' }, { text: 'Tin' }] }

  test('renamed keep their ids and the values that chose them', async () => {
    const { field, valuesNow } = await filled(made, ['gold', 'tin'])
    const { body } = await change(field, {
      options: [
        { id: 'gold', text: 'Platinum' },
        { id: 'tin', text: 'Gold' },
      ],
    })
    expect(body.options).toEqual([
      { id: 'gold', text: 'Platinum' },
      { id: 'tin', text: 'Gold' },
    ])
    expect(await valuesNow()).toEqual(['gold', 'tin'])
  })

  test('sent without their ids are known by their texts', async () => {
    const { field } = await filled(made, ['gold'])
    const { body } = await change(field, {
      options: [{ text: 'Iron' }, { text: 'Tin' }, { text: 'Gold' }],
    })
    expect(body.options?.map(({ id }) => id)).toEqual(['iron', 'tin', 'gold'])
  })

  test('in use cannot be deleted, and it is said by how many', async () => {
    const { field } = await filled(made, ['gold', 'gold'])
    const usage = await api.get(`${fields}/${field.id}/usage`)
    expect(usage.body).toEqual({
      contacts: 2,
      options: [
        { id: 'gold', contacts: 2 },
        { id: 'tin', contacts: 0 },
      ],
    })
    const { status, body } = await refused(field, { options: [{ id: 'tin', text: 'Tin' }] })
    expect(status).toBe(409)
    expect(body.detail).toContain('2 contacts')
    expect(Object.keys(body.errors)).toEqual(['options'])
    expect((await change(field, { options: [{ id: 'gold', text: 'Gold' }] })).status).toBe(200)
  })

  test('of a list in use cannot be deleted either', async () => {
    const { field } = await filled({ ...made, type: 'checkboxlist' }, [['gold', 'tin']])
    expect((await refused(field, { options: [{ id: 'tin', text: 'Tin' }] })).status).toBe(409)
  })

  test('in another order leave values what they are', async () => {
    const { field, ids, valuesNow } = await filled({ ...made, type: 'checkboxlist' }, [
      ['tin', 'gold'],
    ])
    await change(field, { options: [{ text: 'Tin' }, { text: 'Gold' }], readOnly: true })
    const [value] = await valuesNow()
    const again = await api.patch(ids[0]!, '*', { [field.key]: value })
    expect(again.status).toBe(200)
    expect(again.body.version).toBe(1)
  })
})

test('usage of a text field counts its contacts and lists no values', async () => {
  const { field } = await filled({ type: 'text' }, ['a', 'b'])
  const { body, trips } = await api.get<object>(`${fields}/${field.id}/usage`)
  expect(body).toEqual({ contacts: 2, options: [] })
  expect(trips).toBe(1)
})
