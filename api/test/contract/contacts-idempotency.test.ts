import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, freshEmail, startApi } from './support/api.ts'

const contacts = '/api/v1/contacts'
let api: Api

beforeAll(async () => {
  api = await startApi()
})

const create = (key: string, values: object) =>
  api.send('POST', contacts, { body: { values }, headers: { 'idempotency-key': key } })

describe('Idempotency-Key', () => {
  test('gives a repeated creation the first answer, also after the contact has changed', async () => {
    const values = { name: 'Ann', email: [freshEmail()] }
    const first = await create('k1', values)
    expect(first.status).toBe(201)
    await api.patch(first.body.id, 1, { city: 'Rome' })
    const again = await create('k1', values)
    expect(again.status).toBe(201)
    expect(again.body).toEqual(first.body)
    expect(again.headers.get('etag')).toBe('"1"')
    expect(again.headers.get('location')).toBe(first.headers.get('location'))
    expect((await api.list({ q: values.email[0]! })).body.total).toBe(1)
  })

  test('refuses a key that was used for another body', async () => {
    await create('k2', { name: 'Ann', email: [freshEmail()] })
    const { status, body } = await api.refused('POST', contacts, {
      body: { values: { name: 'Bob', email: [freshEmail()] } },
      headers: { 'idempotency-key': 'k2' },
    })
    expect(status).toBe(422)
    expect(body.code).toBe('key_reused')
  })

  test('creates once where many ask at once', async () => {
    const values = { name: 'Once', email: [freshEmail()] }
    const replies = await Promise.all(Array.from({ length: 20 }, () => create('k3', values)))
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]))
    expect(new Set(replies.map(({ body }) => body.id)).size).toBe(1)
    expect((await api.list({ q: values.email[0]! })).body.total).toBe(1)
  })

  test('remembers no refusal: a mended request may use the key again', async () => {
    const email = freshEmail()
    const blocker = await api.contact({ name: 'Blocker', email: [email] })
    expect((await create('k4', { name: 'Ann', email: [email] })).status).toBe(409)
    expect((await create('k4', { email: [email] })).status).toBe(422)
    await api.send('DELETE', `${contacts}/${blocker.id}`, { ifMatch: 1 })
    expect((await create('k4', { name: 'Ann', email: [email] })).status).toBe(201)
  })

  test('makes two contacts of two keys', async () => {
    const one = await create('k5', { name: 'Ann', email: [freshEmail()] })
    const two = await create('k6', { name: 'Ann', email: [freshEmail()] })
    expect(one.body.id).not.toBe(two.body.id)
  })

  test('refuses a key of more than 255 characters', async () => {
    const { status } = await create('x'.repeat(256), { name: 'Ann', email: [freshEmail()] })
    expect(status).toBe(422)
  })
})
