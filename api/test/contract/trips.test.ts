import type { Field } from '@cardfile/openapi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { target } from '../targets/index.ts'
import { type Api, type ContactBody, freshEmail, startApi } from './support/api.ts'

const contacts = '/api/v1/contacts'
const fields = '/api/v1/fields'
const bulk = '/api/v1/bulk-changes'
const table: [operation: string, trips: number][] = []

let api: Api
let contact: ContactBody
let binned: ContactBody
let field: Field
let doomed: Field
let coldTrips: string | null
let merge: string
let note: string
let change: string
let plan: string

beforeAll(async () => {
  api = await startApi()
  coldTrips = (await api.fetch(contacts)).headers.get('server-timing')
  field = await api.field({ name: 'Segment', type: 'text' })
  doomed = await api.field({ name: 'Doomed', type: 'text' })
  contact = await api.contact({ name: 'Ann', email: [freshEmail()] })
  binned = await api.contact({ name: 'Bin', email: [freshEmail()] })
  await api.send('DELETE', `${contacts}/${binned.id}`, { ifMatch: 1 })
  await api.contact({ name: 'Known', email: [known] })
  // Warm from here on: definitions are known.
  await api.get(`${contacts}/${contact.id}`)
})

afterAll(() => {
  const lines = table.map(([operation, trips]) => `  ${operation.padEnd(40)}${trips}`)
  console.log(['', `Database round trips on ${target.name}:`, ...lines].join('\n'))
})

const known = 'known@trips.example'

const newOnes = async () =>
  (await api.query({ filter: { field: 'name', operator: 'eq', value: 'New' } })).body.total

const email = () => ({ values: { name: 'New', email: [freshEmail()] } })

interface Case {
  operation: string
  budget: number
  status: number
  send(): ReturnType<Api['send']>
}

const one = () => `${contacts}/${contact.id}`
const cases: Case[] = [
  { operation: 'get', budget: 1, status: 200, send: () => api.get(one()) },
  {
    operation: 'list',
    budget: 1,
    status: 200,
    send: () => api.send('GET', `${contacts}?sort=name&q=ann&count=exact`),
  },
  {
    operation: 'list by filter (:query)',
    budget: 1,
    status: 200,
    send: () =>
      api.post(`${contacts}:query`, { filter: { field: 'email', operator: 'nnull' }, page: 1 }),
  },
  { operation: 'create', budget: 1, status: 201, send: () => api.post(contacts, email()) },
  {
    operation: 'create with Idempotency-Key',
    budget: 1,
    status: 201,
    send: () => api.post(contacts, email(), { headers: { 'idempotency-key': 'trips' } }),
  },
  {
    operation: 'create, in conflict',
    budget: 1,
    status: 409,
    send: () => api.post(contacts, { values: { name: 'Eve', email: contact.values.email } }),
  },
  {
    operation: 'create, refused',
    budget: 1,
    status: 422,
    send: () => api.post(contacts, { values: { nope: 1 } }),
  },
  {
    operation: 'update',
    budget: 1,
    status: 200,
    send: () =>
      api.send('PATCH', one(), {
        ifMatch: 1,
        body: { values: { city: 'Rome', email: [freshEmail()] } },
      }),
  },
  {
    operation: 'update, stale',
    budget: 1,
    status: 412,
    send: () => api.send('PATCH', one(), { ifMatch: 1, body: { values: { city: 'Oslo' } } }),
  },
  {
    operation: 'notes: write',
    budget: 1,
    status: 201,
    send: async () => {
      const written = await api.post(`${one()}/notes`, { text: 'Call back' })
      note = written.body.id
      return written
    },
  },
  { operation: 'notes: list', budget: 1, status: 200, send: () => api.get(`${one()}/notes`) },
  {
    operation: 'notes: change',
    budget: 1,
    status: 200,
    send: () =>
      api.send('PATCH', `/api/v1/notes/${note}`, { ifMatch: 1, body: { text: 'Called' } }),
  },
  {
    operation: 'notes: delete',
    budget: 1,
    status: 204,
    send: () => api.send('DELETE', `/api/v1/notes/${note}`, { ifMatch: 2 }),
  },
  {
    operation: 'delete',
    budget: 1,
    status: 204,
    send: () => api.send('DELETE', one(), { ifMatch: 2 }),
  },
  {
    operation: 'bulk change, first step',
    budget: 2,
    status: 201,
    send: async () => {
      const changed = await api.post(bulk, {
        on: { filter: { field: 'name', operator: 'eq', value: 'New' } },
        expected: await newOnes(),
        do: [{ set: { city: 'Oslo' } }],
      })
      change = changed.body.id
      return changed
    },
  },
  {
    operation: 'bulk change, undo of a step',
    budget: 2,
    status: 200,
    send: () => api.post(`${bulk}/${change}/undo`, {}),
  },
  {
    operation: 'bulk change, what became of it',
    budget: 1,
    status: 200,
    send: () => api.get(`${bulk}/${change}`),
  },
  { operation: 'bulk changes', budget: 1, status: 200, send: () => api.get(bulk) },
  {
    operation: 'bulk change, its contacts',
    budget: 2,
    status: 200,
    send: () => api.get(`${bulk}/${change}/rows?outcome=changed`),
  },
  {
    operation: 'bulk deletion of one',
    budget: 2,
    status: 201,
    send: () => api.post(bulk, { on: { ids: [contact.id] }, do: 'delete' }),
  },
  {
    operation: 'restore',
    budget: 2,
    status: 200,
    send: () => api.send('POST', `${contacts}/${binned.id}/restore`),
  },
  {
    operation: 'merge of ten',
    budget: 2,
    status: 200,
    send: async () => {
      const [into, ...from] = await Promise.all(
        Array.from({ length: 10 }, () => api.contact({ name: 'Ten', email: [freshEmail()] })),
      )
      const body = { from: from.map(({ id, version }) => ({ id, version })) }
      const merged = await api.post(`${contacts}/${into?.id}/merge`, body, { ifMatch: 1 })
      merge = (merged.body as unknown as { merge: { id: string } }).merge.id
      return merged
    },
  },
  {
    operation: 'undo of a merge of ten',
    budget: 3,
    status: 200,
    send: () => api.post(`/api/v1/merges/${merge}/undo`, {}),
  },
  { operation: 'history', budget: 1, status: 200, send: () => api.get(`${one()}/changes`) },
  {
    operation: 'identify, nothing to change',
    budget: 1,
    status: 200,
    send: () => api.post(`${contacts}:identify`, { identities: { email: [known] } }),
  },
  {
    operation: 'identify, with something to add',
    budget: 2,
    status: 200,
    send: () =>
      api.post(`${contacts}:identify`, {
        identities: { email: [known] },
        values: { company: 'Acme' },
      }),
  },
  {
    operation: 'upsert of three',
    budget: 2,
    status: 200,
    send: () =>
      api.post(`${contacts}:upsert`, {
        items: [known, freshEmail(), freshEmail()].map((one) => ({ identities: { email: [one] } })),
      }),
  },
  {
    operation: 'get by identity',
    budget: 1,
    status: 200,
    send: () => api.get(`${contacts}/by-identity/email/${known}`),
  },
  {
    operation: 'duplicates, right after writes',
    budget: 8,
    status: 200,
    send: () => api.get('/api/v1/duplicates'),
  },
  { operation: 'duplicates', budget: 1, status: 200, send: () => api.get('/api/v1/duplicates') },
  {
    operation: 'duplicates of a contact',
    budget: 1,
    status: 200,
    send: async () => {
      const { body } = await api.get(`${contacts}/by-identity/email/${known}`)
      return api.get(`${contacts}/${body.id}/duplicates`)
    },
  },
  {
    operation: 'duplicates of what is typed',
    budget: 1,
    status: 200,
    send: () => api.post('/api/v1/duplicates:find', { values: { name: 'Known' } }),
  },
  {
    operation: 'feed of changes',
    budget: 1,
    status: 200,
    send: () => api.get('/api/v1/changes?since=0'),
  },
  {
    operation: 'feed of changes, from now on',
    budget: 1,
    status: 200,
    send: () => api.get('/api/v1/changes?since=now'),
  },
  { operation: 'fields: list', budget: 1, status: 200, send: () => api.get(fields) },
  {
    operation: 'fields: get',
    budget: 1,
    status: 200,
    send: () => api.get(`${fields}/${field.id}`),
  },
  {
    operation: 'fields: usage',
    budget: 1,
    status: 200,
    send: () => api.get(`${fields}/${field.id}/usage`),
  },
  {
    operation: 'fields: create',
    budget: 1,
    status: 201,
    send: () => api.post(fields, { name: 'Another', type: 'text' }),
  },
  {
    operation: 'fields: update',
    budget: 1,
    status: 200,
    send: () => api.send('PATCH', `${fields}/${field.id}`, { ifMatch: 1, body: { helpText: 'h' } }),
  },
  {
    operation: 'fields: update that tries values',
    budget: 2,
    status: 200,
    send: () => api.send('PATCH', `${fields}/${field.id}`, { ifMatch: 2, body: { length: 9 } }),
  },
  {
    operation: 'fields: update to a fast number, beside four fast fields',
    budget: 6,
    status: 200,
    send: async () => {
      const { id } = await api.field({ name: 'Score', type: 'integer' })
      return api.send('PATCH', `${fields}/${id}`, { ifMatch: 1, body: { indexed: true } })
    },
  },
  {
    operation: 'fields: update with two indexes',
    budget: 2,
    status: 200,
    send: async () => {
      const { id, version } = await api.fieldByKey('fax')
      return api.send('PATCH', `${fields}/${id}`, { ifMatch: version, body: { indexed: true } })
    },
  },
  {
    operation: 'fields: delete',
    budget: 1,
    status: 204,
    send: () => api.send('DELETE', `${fields}/${doomed.id}`, { ifMatch: 1 }),
  },
  {
    operation: 'sections: create',
    budget: 1,
    status: 201,
    send: () => api.post('/api/v1/sections', { name: 'Address' }),
  },
  {
    operation: 'sections: update',
    budget: 1,
    status: 200,
    send: () => api.send('PATCH', '/api/v1/sections/1', { ifMatch: 1, body: { columns: 1 } }),
  },
  { operation: 'sections: list', budget: 1, status: 200, send: () => api.get('/api/v1/sections') },
  {
    operation: 'sections: delete',
    budget: 1,
    status: 204,
    send: () => api.send('DELETE', '/api/v1/sections/1', { ifMatch: 2 }),
  },
  { operation: 'set-up: get', budget: 1, status: 200, send: () => api.get('/api/v1/schema') },
  {
    operation: 'set-up: plan',
    budget: 2,
    status: 200,
    async send() {
      const planned = { key: 'planned', name: 'Planned', type: 'text' }
      const document = { cardfile: 1, roles: [], sections: [], fields: [planned], views: [] }
      const reply = await api.send('POST', '/api/v1/schema/plan', { body: { document } })
      plan = String(JSON.parse(JSON.stringify(reply.body)).planId)
      return reply
    },
  },
  {
    operation: 'set-up: apply a step',
    budget: 3,
    status: 200,
    send: () => api.send('POST', '/api/v1/schema/apply', { body: { planId: plan } }),
  },
  { operation: 'health', budget: 1, status: 200, send: () => api.get('/healthz') },
]

describe('the budget of database round trips', () => {
  test.each(cases)('of $operation is $budget', async ({ operation, budget, status, send }) => {
    const reply = await send()
    expect(reply.status, JSON.stringify(reply.body)).toBe(status)
    table.push([operation, reply.trips])
    expect(reply.trips).toBeLessThanOrEqual(budget)
  })

  test('of the live document is 1', async () => {
    const response = await api.fetch('/api/v1/openapi.json')
    expect(response.headers.get('server-timing')).toContain('1 trips')
  })

  test('is counted, and not claimed: a cold start needs one trip more', () => {
    expect(coldTrips).toContain('2 trips')
  })
})
