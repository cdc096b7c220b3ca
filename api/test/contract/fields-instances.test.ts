import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../../src/app.ts'
import { createDatabase } from '../../src/db/database.ts'
import { origin } from '../targets/target.ts'
import { type Api, checkedApi, freshEmail, startApi } from './support/api.ts'
import { withSecret } from './support/callers.ts'

let here: Api
let elsewhere: ReturnType<typeof checkedApi>
let close: () => void

beforeAll(async () => {
  here = await startApi()
  const client = here.connect()
  const app = createApp({ db: createDatabase(client) })
  elsewhere = checkedApi({
    fetch: async (path, init) => app.fetch(new Request(new URL(path, origin), init)),
  })
  close = () => client.close()
})

afterAll(() => close())

/** Lets the instance under test know the definitions as they are now. */
const warm = () => here.contact({ name: 'Warm', email: [freshEmail()] })

describe('what another instance has changed in the fields', () => {
  test('a new field is taken at once', async () => {
    await warm()
    await elsewhere.field({ name: 'Fresh', type: 'integer' })
    const { values } = await here.contact({ name: 'Ann', email: [freshEmail()], fresh: 5 })
    expect(values.fresh).toBe(5)
  })

  test('a new field can be filtered and sorted by at once', async () => {
    await warm()
    await elsewhere.field({ name: 'Sortable', type: 'integer' })
    expect((await here.list({ sort: 'sortable' })).status).toBe(200)
    await elsewhere.field({ name: 'Filterable', type: 'integer' })
    const filter = { field: 'filterable', operator: 'null' }
    expect((await here.query({ filter })).status).toBe(200)
  })

  test('a deleted field is refused', async () => {
    const field = await elsewhere.field({ name: 'Doomed', type: 'text' })
    await here.contact({ name: 'Ann', email: [freshEmail()], doomed: 'x' })
    await elsewhere.send('DELETE', `/api/v1/fields/${field.id}`, { ifMatch: 1 })
    const { status, body } = await here.refused('POST', '/api/v1/contacts', {
      body: { values: { name: 'Bob', email: [freshEmail()], doomed: 'y' } },
    })
    expect(status).toBe(422)
    expect(Object.keys(body.errors)).toEqual(['values.doomed'])
  })

  test('a stricter rule holds, and a default fills', async () => {
    const field = await elsewhere.field({ name: 'Ruled', type: 'integer' })
    const { id } = await here.contact({ name: 'Ann', email: [freshEmail()], ruled: 1 })
    await elsewhere.send('PATCH', `/api/v1/fields/${field.id}`, {
      ifMatch: 1,
      body: { max: 10, defaultValue: 7, readOnly: true },
    })
    expect((await here.patch(id, 1, { ruled: 2 })).status).toBe(422)
    const { values } = await here.contact({ name: 'Bob', email: [freshEmail()] })
    expect(values.ruled).toBe(7)
    const { status } = await here.refused('POST', '/api/v1/contacts', {
      body: { values: { name: 'Eve', email: [freshEmail()], ruled: 11 } },
    })
    expect(status).toBe(422)
  })

  test('a looser rule holds', async () => {
    const field = await elsewhere.field({ name: 'Loose', type: 'text', length: 3 })
    await warm()
    await elsewhere.send('PATCH', `/api/v1/fields/${field.id}`, { ifMatch: 1, body: { length: 9 } })
    await here.contact({ name: 'Ann', email: [freshEmail()], loose: 'longer' })
  })

  test('a field can be changed by the version another instance gave it', async () => {
    const field = await here.field({ name: 'Versioned', type: 'text' })
    const path = `/api/v1/fields/${field.id}`
    await elsewhere.send('PATCH', path, { ifMatch: 1, body: { helpText: 'one' } })
    expect((await here.send('PATCH', path, { ifMatch: 2, body: { helpText: 'two' } })).status).toBe(
      200,
    )
    const stale = await elsewhere.refused('PATCH', path, { ifMatch: 2, body: { helpText: 'x' } })
    expect(stale.status).toBe(412)
    expect(stale.body.current.version).toBe(3)
  })

  test('a field made there can be asked for, changed and deleted here', async () => {
    await warm()
    const field = await elsewhere.field({ name: 'Shared', type: 'text' })
    const path = `/api/v1/fields/${field.id}`
    expect((await here.get(`${path}/usage`)).status).toBe(200)
    expect((await here.send('PATCH', path, { ifMatch: 1, body: { helpText: 'h' } })).status).toBe(
      200,
    )
    expect((await here.send('DELETE', path, { ifMatch: 2 })).status).toBe(204)
    expect((await elsewhere.send('DELETE', path, { ifMatch: 3 })).status).toBe(404)
    expect((await elsewhere.send('POST', `${path}/restore`)).status).toBe(200)
  })

  test('costs nothing while nothing has changed, and one trip where it has', async () => {
    await warm()
    const body = { values: { name: 'Ann', email: [freshEmail()] } }
    expect((await here.send('POST', '/api/v1/contacts', { body })).trips).toBe(1)
    await elsewhere.field({ name: 'Bump', type: 'text' })
    const other = { values: { name: 'Ann', email: [freshEmail()] } }
    const { status, trips } = await here.send('POST', '/api/v1/contacts', { body: other })
    expect([status, trips]).toEqual([201, 3])
  })
})

describe('what another instance has changed in the API keys', () => {
  test('a new one is known, then costs no trip, and is refused once it is revoked', async () => {
    await warm()
    const { body } = await elsewhere.post<{ key: { id: string }; secret: string }>(
      '/api/v1/api-keys',
      { name: 'Shop', roleId: 'admin' },
    )
    const shop = withSecret(here, body.secret)
    expect((await shop.list({})).status).toBe(200)
    const { status, trips } = await shop.list({})
    expect([status, trips]).toEqual([200, 1])
    await elsewhere.send('DELETE', `/api/v1/api-keys/${body.key.id}`)
    expect((await shop.refused('GET', '/api/v1/contacts')).body.code).toBe('unauthenticated')
    const values = { name: 'Ann', email: [freshEmail()] }
    const refused = await shop.refused('POST', '/api/v1/contacts', { body: { values } })
    expect(refused.body.code).toBe('unauthenticated')
  })
})
