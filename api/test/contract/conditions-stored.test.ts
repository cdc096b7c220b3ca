import type { Values } from '@cardfile/openapi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Api } from './support/api.ts'
import { business, conditionalApi } from './support/conditions.ts'
import { importRows, numbered, rowsOf, undoAll } from './support/imports.ts'
import { codesOf, toldByImport } from './support/told.ts'

let api: Api
/** The id of a contact that lacks what is required of it since. */
let incomplete: string

beforeAll(async () => {
  api = await conditionalApi(async (bare) => {
    const values = { name: 'Old', email: ['old@example.com'], plan: 'business' }
    incomplete = (await bare.contact(values)).id
  })
})
afterAll(() => api.close())

const read = async (id: string) => (await api.get(`/api/v1/contacts/${id}`)).body
const contact = (name: string, values: Values) =>
  api.contact({ name, email: [`${name.toLowerCase()}@example.com`], ...values })
const row = (name: string, values: Values): Values => ({
  name,
  email: [`${name.toLowerCase()}@example.com`],
  ...values,
})

describe('what is locked by what is stored', () => {
  const locked = { closed: true, verdict: 'won' }

  test('is refused where it is sent, also together with what unlocks it', async () => {
    const { id } = await contact('Locked', locked)
    const body = { values: { closed: null, verdict: 'lost' } }
    const reply = await api.refused('PATCH', `/api/v1/contacts/${id}`, { ifMatch: '*', body })
    expect(codesOf(reply.body.reasons)).toEqual({ verdict: 'read_only_now' })
    expect((await api.patch(id, '*', { closed: null })).status).toBe(200)
    expect((await api.patch(id, '*', { verdict: 'lost' })).status).toBe(200)
  })

  test('is left as it is by who brings what is known, and said to be', async () => {
    const { id } = await contact('Kept', locked)
    const item = { identities: { email: ['kept@example.com'] }, values: { verdict: 'lost' } }
    const { body } = await api.post<{ left: string[] }>('/api/v1/contacts:identify', {
      ...item,
      onMatch: 'update',
    })
    expect(body.left).toEqual(['verdict'])
    for (const mode of ['update', 'replace', 'merge'] as const) {
      const values = row('Kept', { closed: true, verdict: 'lost' })
      const keys = Object.keys(values)
      const cells = Object.values(values).map(String)
      const done = await importRows(api, mode, keys, numbered([cells]))
      const [only] = await rowsOf(api, done.id)
      expect([mode, only?.notes.map(({ code }) => code)]).toEqual([mode, ['read_only_now_left']])
    }
    expect((await read(id)).values.verdict).toBe('won')
  })
})

test('what a field holds that is not there is kept by every mode of imports', async () => {
  const { id } = await contact('Keeper', business)
  expect((await api.patch(id, '*', { plan: 'free' })).status).toBe(200)
  for (const mode of ['merge', 'update', 'replace'] as const) {
    expect(await toldByImport(api, mode, [row('Keeper', { plan: 'free', city: mode })])).toEqual([
      {},
    ])
    expect((await read(id)).values).toMatchObject({ plan: 'free', vat: 'DE1' })
  }
})

test('an import that fills what is empty makes nothing required that it does not bring', async () => {
  await contact('Filled', {})
  expect(await toldByImport(api, 'merge', [row('Filled', { plan: 'business' })])).toEqual([
    { vat: 'required' },
  ])
  expect(await toldByImport(api, 'merge', [row('Filled', { vat: 'DE1' })])).toEqual([
    { vat: 'not_there' },
  ])
  expect(await toldByImport(api, 'merge', [row('Filled', business)])).toEqual([{}])
})

describe('going back', () => {
  test('from an import is kept by what is locked since, and by what would be required', async () => {
    const { id } = await contact('Undone', { verdict: 'open' })
    const values = row('Undone', { closed: true, verdict: 'won' })
    const done = await importRows(
      api,
      'update',
      Object.keys(values),
      numbered([Object.values(values).map(String)]),
    )
    const { kept } = await undoAll(api, done.id)
    expect(kept).toBe(1)
    const list = await api.get<{ data: { reasons: { code: string; params: object }[] }[] }>(
      `/api/v1/imports/${done.id}/kept`,
    )
    expect(list.body.data[0]?.reasons).toMatchObject([
      { code: 'read_only_by_now', params: { name: 'Verdict' } },
    ])
    expect((await read(id)).values.verdict).toBe('won')
  })

  test('from the trash is never kept by a condition', async () => {
    const path = `/api/v1/contacts/${incomplete}`
    expect((await api.send('DELETE', path, { ifMatch: '*' })).status).toBe(204)
    expect((await api.send('POST', `${path}/restore`)).status).toBe(200)
  })
})
