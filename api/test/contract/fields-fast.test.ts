import type { Field } from '@cardfile/openapi'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, freshEmail, startApi } from './support/api.ts'

let api: Api
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.close())

const fields = '/api/v1/fields'

/** The numbers of fields whose values the index of a field holds, its own among them. */
async function heldBy(field: Pick<Field, 'id'>): Promise<string[]> {
  const { rows } = await api.client.execute(
    `SELECT sql FROM sqlite_master WHERE name = 'contacts_f${field.id}'`,
  )
  return [...String(rows[0]?.sql).matchAll(/\$\.f(\d+)/g)].map(([, id]) => String(id))
}

const change = (field: Field, body: object) =>
  api.send<Field>('PATCH', `${fields}/${field.id}`, { ifMatch: '*', body })

test('a fast field is found with the short values of other fast fields, whatever becomes of these', async () => {
  const city = await api.fieldByKey('city')
  const score = await api.field({ name: 'Score', type: 'integer' })
  const since = await api.field({ name: 'Since', type: 'date', indexed: true })
  const plan = await api.field({ name: 'Plan', type: 'text', indexed: true })
  const numbers = [30, 10, null, 20]
  for (const [at, number] of numbers.entries())
    await api.contact({
      name: `Contact ${at}`,
      email: [freshEmail()],
      city: at === 1 ? 'Oslo' : 'Rome',
      [score.key]: number,
      [since.key]: `2026-01-0${at + 1}`,
    })
  const inRome = async (...sort: string[]) => {
    const filter = { field: 'city', operator: 'eq', value: 'rome' }
    const { body } = await api.list({ filter: JSON.stringify(filter), sort: sort.join() })
    return body.data.map(({ values }) => values.name)
  }
  const byScore = ['Contact 3', 'Contact 0', 'Contact 2']
  const ids = (...of: Field[]) => of.map(({ id }) => String(id))
  expect(await heldBy(city)).toEqual(ids(city, since))
  expect(await heldBy(plan)).toEqual(ids(plan, since))
  expect(await heldBy(since)).toEqual(ids(since))
  expect(await inRome(score.key)).toEqual(byScore)

  expect((await change(score, { indexed: true })).status).toBe(200)
  expect(await heldBy(city)).toEqual(ids(city, score, since))
  expect(await heldBy(since)).toEqual(ids(since, score))
  expect(await heldBy(score)).toEqual(ids(score, since))
  expect(await inRome(score.key)).toEqual(byScore)
  expect(await inRome(`-${since.key}`)).toEqual(['Contact 3', 'Contact 2', 'Contact 0'])

  expect((await change(since, { indexed: false })).status).toBe(200)
  expect(await heldBy(city)).toEqual(ids(city, score))
  expect(await inRome(`-${since.key}`)).toEqual(['Contact 3', 'Contact 2', 'Contact 0'])

  // As a text it is not short any more.
  expect((await change(score, { type: 'text' })).status).toBe(200)
  expect(await heldBy(city)).toEqual(ids(city))
  expect((await change(score, { type: 'decimal' })).status).toBe(200)
  expect(await heldBy(city)).toEqual(ids(city, score))
  expect(await inRome(`-${score.key}`)).toEqual(['Contact 0', 'Contact 3', 'Contact 2'])

  expect((await api.send('DELETE', `${fields}/${score.id}`, { ifMatch: '*' })).status).toBe(204)
  expect(await heldBy(city)).toEqual(ids(city))
  expect(await inRome('name')).toEqual(['Contact 0', 'Contact 2', 'Contact 3'])
})
