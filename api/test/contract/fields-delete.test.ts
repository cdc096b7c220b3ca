import type { Field } from '@cardfile/openapi'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, type FieldListBody, freshEmail, startApi } from './support/api.ts'

const fields = '/api/v1/fields'
let api: Api

beforeAll(async () => {
  api = await startApi()
})

const remove = (field: Field) =>
  api.send('DELETE', `${fields}/${field.id}`, { ifMatch: field.version })
const restore = (field: Field) => api.send<Field>('POST', `${fields}/${field.id}/restore`)
const deleted = async () => (await api.get<FieldListBody>(`${fields}?deleted=true`)).body.data

describe('deleting a field', () => {
  test('is for custom fields alone', async () => {
    for (const key of ['name', 'city', 'email', 'created_at']) {
      const field = await api.fieldByKey(key)
      const { status, body } = await api.refused('DELETE', `${fields}/${field.id}`, {
        ifMatch: '*',
      })
      expect([status, body.code]).toEqual([409, 'wrong_state'])
    }
  })

  test('takes it out of values, filters, sorting, search and the document at once', async () => {
    const field = await api.field({ name: 'Gone soon', type: 'text' })
    const { id } = await api.contact({ name: 'Ann', email: [freshEmail()], gone_soon: 'xyzzy' })
    expect((await api.list({ q: 'xyzzy' })).body.total).toBe(1)
    expect((await remove(field)).status).toBe(204)
    expect((await api.get(`/api/v1/contacts/${id}`)).body.values.gone_soon).toBeUndefined()
    expect((await api.list({ q: 'xyzzy' })).body.total).toBe(0)
    expect((await api.list({ sort: 'gone_soon' })).status).toBe(422)
    const filter = { field: 'gone_soon', operator: 'nnull' }
    expect((await api.query({ filter })).status).toBe(422)
    const created = await api.refused('POST', '/api/v1/contacts', {
      body: { values: { name: 'Bob', email: [freshEmail()], gone_soon: 'a' } },
    })
    expect(Object.keys(created.body.errors)).toEqual(['values.gone_soon'])
    expect(JSON.stringify(await api.readDocument())).not.toContain('gone_soon')
    expect((await api.get(`${fields}/${field.id}`)).status).toBe(404)
    expect((await remove(field)).status).toBe(404)
  })

  test('and restoring it keeps the values, also those of contacts changed meanwhile', async () => {
    const field = await api.field({ name: 'Kept', type: 'text', defaultValue: 'd', indexed: true })
    const one = await api.contact({ name: 'Ann', email: [freshEmail()], kept: 'plugh' })
    await remove(field)
    await api.patch(one.id, '*', { city: 'Rome' })
    const none = await api.contact({ name: 'Bob', email: [freshEmail()] })
    expect((await deleted())[0]).toMatchObject({ id: field.id, key: 'kept' })
    const { status, headers, body } = await restore(field)
    expect(status).toBe(200)
    expect(headers.get('etag')).toBe(`"${body.version}"`)
    expect(body).toMatchObject({ id: field.id, key: 'kept', name: 'Kept', defaultValue: 'd' })
    expect(body.version).toBeGreaterThan(field.version)
    expect((await deleted()).map(({ id }) => id)).not.toContain(field.id)
    const { body: now } = await api.get(`/api/v1/contacts/${one.id}`)
    expect(now.values).toMatchObject({ kept: 'plugh', city: 'Rome' })
    expect((await api.get(`/api/v1/contacts/${none.id}`)).body.values.kept).toBeUndefined()
    expect((await api.list({ q: 'plugh' })).body.total).toBe(1)
    const filter = { field: 'kept', operator: 'eq', value: 'plugh' }
    expect((await api.query({ filter })).body.total).toBe(1)
    expect((await restore(field)).status).toBe(404)
  })

  test('lets no new field inherit its id, its key or its values', async () => {
    const field = await api.field({ name: 'Heirloom', type: 'text' })
    const { id } = await api.contact({ name: 'Ann', email: [freshEmail()], heirloom: 'ring' })
    await remove(field)
    const heir = await api.field({ name: 'Heirloom', type: 'text' })
    expect(heir.id).toBeGreaterThan(field.id)
    expect(heir.key).toBe('heirloom_2')
    expect((await api.get(`/api/v1/contacts/${id}`)).body.values).not.toHaveProperty('heirloom_2')
    const taken = await api.refused('POST', fields, {
      body: { name: 'Other', key: 'heirloom', type: 'text' },
    })
    expect(taken.status).toBe(409)
    const back = await api.refused('POST', `${fields}/${field.id}/restore`)
    expect([back.status, back.body.code]).toEqual([409, 'already_exists'])
    await remove(heir)
    const next = await api.field({ name: 'Next', type: 'text' })
    expect(next.id).toBeGreaterThan(heir.id)
  })

  test('can be undone for 90 days and no longer', async () => {
    const field = await api.field({ name: 'Old', type: 'text' })
    await remove(field)
    const age = (days: number) =>
      api.client.execute({
        sql: 'UPDATE fields SET deleted_at = ? WHERE id = ?',
        args: [Date.now() - days * 86_400_000, field.id],
      })
    await age(90.1)
    expect((await deleted()).map(({ id }) => id)).not.toContain(field.id)
    expect((await restore(field)).status).toBe(404)
    await age(89.9)
    expect((await restore(field)).status).toBe(200)
  })

  test('says how many contacts hold a value first', async () => {
    const field = await api.field({ name: 'Counted', type: 'checkbox' })
    const made = await Promise.all(
      [true, false, undefined].map((counted) =>
        api.contact({ name: 'Ann', email: [freshEmail()], counted }),
      ),
    )
    await api.send('DELETE', `/api/v1/contacts/${made[0]!.id}`, { ifMatch: 1 })
    const { body } = await api.get(`${fields}/${field.id}/usage`)
    expect(body).toEqual({ contacts: 1, options: [] })
  })
})
