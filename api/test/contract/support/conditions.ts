import type { Section, Values } from '@cardfile/openapi'
import { expect } from 'vitest'
import { type Api, type ContactBody, startApi } from './api.ts'

export const is = (field: string, value: unknown) => ({ field, operator: 'eq', value })

export const business = { plan: 'business', vat: 'DE1' }

const fields = [
  { name: 'Plan', type: 'dropdown', options: [{ text: 'Free' }, { text: 'Business' }] },
  { name: 'VAT', type: 'text' },
  { name: 'Office', type: 'text' },
  { name: 'Closed', type: 'checkbox' },
  { name: 'Verdict', type: 'text' },
  { name: 'Begins', type: 'date' },
  { name: 'Ends', type: 'date' },
  { name: 'Excuse', type: 'text' },
  { name: 'Country code', type: 'radio', options: [{ text: 'DE' }, { text: 'US' }] },
  { name: 'Region', type: 'dropdown', options: [{ text: 'Bavaria' }, { text: 'Texas' }] },
  { name: 'Seats', type: 'integer' },
  { name: 'Floor', type: 'integer' },
]

/** There with what it depends on, and with it the fields that stand in it. */
const section = { name: 'Contract', visibleWhen: is('plan', 'business') }

/** Made when the contacts are there already, since some of them break them. */
const conditions: Record<string, object> = {
  vat: { required: true, visibleWhen: is('plan', 'business') },
  office: { visibleWhen: { field: 'vat', operator: 'nnull' } },
  verdict: { readOnlyWhen: is('closed', true) },
  excuse: { requiredWhen: { field: 'ends', operator: 'lt', value: { field: 'begins' } } },
  region: {
    options: [
      { text: 'Bavaria', when: is('country_code', 'de') },
      { text: 'Texas', when: is('country_code', 'us') },
    ],
  },
  floor: { requiredWhen: { field: 'seats', operator: 'gte', value: 10 } },
}
/** In that section. */
const inSection = ['seats', 'floor']

/** Gives fields their conditions. @param definitions what is changed of each, by its key */
export async function setConditions(api: Api, definitions: Record<string, object>): Promise<void> {
  for (const [key, body] of Object.entries(definitions)) {
    const { id } = await api.fieldByKey(key)
    const reply = await api.send('PATCH', `/api/v1/fields/${id}`, { ifMatch: '*', body })
    expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  }
}

/** Contacts, each with an e-mail address, in their order. */
export async function storeAll(api: Api, all: readonly Values[]): Promise<ContactBody[]> {
  const items = all.map(({ email, ...values }) => ({ identities: { email }, values }))
  const { body } = await api.post<{ items: { contact: ContactBody }[] }>(
    '/api/v1/contacts:upsert',
    { items },
  )
  return body.items.map(({ contact }) => contact)
}

/**
 * An installation with fields that depend on others.
 *
 * @param before makes the contacts that are there before the conditions
 */
export async function conditionalApi(before: (api: Api) => Promise<void>): Promise<Api> {
  const api = await startApi()
  for (const field of fields) await api.field(field)
  await before(api)
  const { body: contract } = await api.post<Section>('/api/v1/sections', section)
  const placed = inSection.map((key) => [key, { ...conditions[key], section: contract.id }])
  await setConditions(api, { ...conditions, ...Object.fromEntries(placed) })
  return api
}
