import type { Section } from '@cardfile/openapi'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, type FieldListBody, startApi } from './support/api.ts'

const fields = '/api/v1/fields'
const sections = '/api/v1/sections'
let api: Api

beforeAll(async () => {
  api = await startApi()
  await api.post(sections, { name: 'Section' })
  await api.field({ name: 'Own', type: 'text' })
})
afterAll(() => api.close())

test('the order of fields is what was asked for, in every list from then on', async () => {
  const { body: before } = await api.get<FieldListBody>(fields)
  const ids = before.data.map(({ id }) => id).toReversed()
  const { status, body } = await api.post<FieldListBody>(`${fields}:reorder`, { ids })
  expect(status).toBe(200)
  expect(body.data.map(({ id }) => id)).toEqual(ids)
  expect(body.data.map(({ position }) => position)).toEqual(ids.map((_, index) => index + 1))
  expect((await api.get<FieldListBody>(fields)).body.data.map(({ id }) => id)).toEqual(ids)
})

test('the order of fields is that of the sections first, each with its own', async () => {
  const layout = async () => {
    const { body } = await api.get<FieldListBody>(fields)
    return body.data.map(({ key, section }) => (section == null ? key : `${section} ${key}`))
  }
  const { body } = await api.get<FieldListBody>(fields)
  const idOf = new Map(body.data.map(({ key, id }) => [key, id]))
  const { id: last } = (await api.post<Section>(sections, { name: 'Last' })).body
  const first = body.sections[0]!.id
  const address = ['country', 'city'].map((key) => idOf.get(key))
  const others = body.data.map(({ id }) => id).filter((id) => !address.includes(id))
  const reply = await api.post<FieldListBody>(`${fields}:reorder`, {
    ids: others.slice(1),
    sections: [
      { id: last, ids: address },
      { id: first, ids: others.slice(0, 1) },
    ],
  })
  expect([reply.status, reply.trips]).toEqual([200, 1])
  expect(reply.body.sections.map(({ id }) => id)).toEqual([last, first])
  const placed = await layout()
  expect(placed.slice(-3)).toEqual([
    `${last} country`,
    `${last} city`,
    `${first} ${body.data[0]!.key}`,
  ])
  // Fields alone: each stays in its section.
  const ids = [...address.toReversed(), ...others]
  await api.post(`${fields}:reorder`, { ids })
  expect((await layout()).slice(-3, -1)).toEqual([`${last} city`, `${last} country`])
  const { properties } = (await api.readDocument()).components.schemas.ContactValues as {
    properties: Record<string, Record<string, unknown>>
  }
  expect(Object.keys(properties).slice(-3, -1)).toEqual(['city', 'country'])
  expect(properties.city!['x-cardfile-section']).toBe('Last')
  const sample = await (await api.fetch('/api/v1/exports/sample?format=csv')).text()
  expect(sample.split('\r\n')[0]).toMatch(/,City,Country,[^,]+$/)
  // A section goes alone.
  const gone = await api.send('DELETE', `${sections}/${last}`, { ifMatch: 1 })
  expect([gone.status, gone.trips]).toEqual([204, 1])
  const { body: after } = await api.get<FieldListBody>(fields)
  expect(after.sections.map(({ id }) => id)).toEqual([first])
  expect((await layout()).slice(-3, -1)).toEqual(['city', 'country'])
  expect(after.total).toBe(body.total)
})

test('the order of fields is refused where it leaves a section out, or has one twice or that is not there', async () => {
  const { body } = await api.get<FieldListBody>(fields)
  const ids = body.data.map(({ id }) => id)
  const [one] = body.sections.map(({ id }) => ({ id, ids: [] }))
  for (const wrong of [[], [one, one], [one, { id: 999, ids: [] }]]) {
    const reply = await api.refused('POST', `${fields}:reorder`, {
      body: { ids, sections: wrong },
    })
    expect([reply.status, Object.keys(reply.body.errors)]).toEqual([422, ['sections']])
  }
  const twice = { ids, sections: [{ ...one, ids: ids.slice(0, 1) }] }
  const reply = await api.refused('POST', `${fields}:reorder`, { body: twice })
  expect([reply.status, Object.keys(reply.body.errors)]).toEqual([422, ['ids']])
})

test('the order of fields is refused where it leaves one out, has one twice or one that is not there', async () => {
  const { body } = await api.get<FieldListBody>(fields)
  const ids = body.data.map(({ id }) => id)
  for (const wrong of [[], ids.slice(1), [...ids, ids[0]], [...ids.slice(1), 99999]])
    expect((await api.post(`${fields}:reorder`, { ids: wrong })).status).toBe(422)
})
