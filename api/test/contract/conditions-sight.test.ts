import type { Permission, Values } from '@cardfile/openapi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Api, type ContactBody, startApi } from './support/api.ts'
import { asRole } from './support/callers.ts'
import { business, is, setConditions, storeAll } from './support/conditions.ts'
import {
  itemOf,
  type Told,
  toldByBulk,
  toldByIdentify,
  toldByImport,
  toldByUpsert,
  toldIn,
} from './support/told.ts'

/** What conditions look at: some see masks of it, some nothing. */
const inputs = [
  { name: 'Plan', type: 'dropdown', options: [{ text: 'Free' }, { text: 'Business' }] },
  { name: 'Closed', type: 'checkbox' },
  { name: 'Account', type: 'text' },
]

const inputKeys = new Set(inputs.map(({ name }) => name.toLowerCase()))

const dependants = [
  { name: 'VAT', type: 'text' },
  { name: 'Office', type: 'text' },
  { name: 'Verdict', type: 'text' },
  { name: 'Excuse', type: 'text' },
  { name: 'Region', type: 'dropdown', options: [{ text: 'Bavaria' }, { text: 'Texas' }] },
]

/** Made when the contacts are there already, since some of them break them. */
const conditions: Record<string, object> = {
  vat: { visibleWhen: is('plan', 'business'), required: true },
  office: { visibleWhen: { field: 'vat', operator: 'nnull' } },
  verdict: { readOnlyWhen: is('closed', true) },
  excuse: { requiredWhen: is('account', 'SPENDTHRIFT') },
  region: { options: [{ text: 'Bavaria', when: is('plan', 'business') }, { text: 'Texas' }] },
}

interface Case {
  stored: Values
  sent: Values
  told: Told
}

const former = { plan: 'free', vat: 'DE1' }
const spent = { account: 'spendthrift', excuse: 'none' }

const cases: Case[] = [
  { stored: business, sent: { vat: 'DE2' }, told: {} },
  { stored: former, sent: { vat: 'DE2' }, told: { vat: 'not_there' } },
  { stored: former, sent: { city: 'Rome' }, told: {} },
  { stored: business, sent: { office: 'Bonn' }, told: {} },
  { stored: former, sent: { office: 'Bonn' }, told: { office: 'not_there' } },
  { stored: { plan: 'free' }, sent: { region: 'bavaria' }, told: { region: 'option_not_offered' } },
  { stored: { plan: 'free' }, sent: { region: 'texas' }, told: {} },
  { stored: business, sent: { region: 'bavaria' }, told: {} },
  { stored: spent, sent: { excuse: 'some' }, told: {} },
  { stored: { account: 'thrifty' }, sent: { verdict: 'won' }, told: {} },
]

/** What empty cells do not say. */
const cleared: Case[] = [
  { stored: business, sent: { vat: null }, told: { vat: 'required' } },
  { stored: former, sent: { vat: null }, told: {} },
  { stored: spent, sent: { excuse: null }, told: { excuse: 'required' } },
]

/** Who brings what is known leaves it and is told so; who sends it knowing the contact is refused. */
const locked: Case[] = [
  {
    stored: { closed: true, verdict: 'won' },
    sent: { verdict: 'lost' },
    told: { verdict: 'read_only_now' },
  },
]

const permissions: Permission[] = [
  'view_contacts',
  'view_identities',
  'edit_contacts',
  'import_contacts',
]

const sights = ['who sees all', 'who sees masks', 'who sees nothing of it'] as const
type Sight = (typeof sights)[number]

let owner: Api
const callers = new Map<Sight, Api>()
const made = new Map<string, ContactBody[]>()

const emailOf = (sight: Sight, path: string, index: number) =>
  `${`${sight} ${path} ${index}`.replaceAll(' ', '.').toLowerCase()}@example.com`

/** Each with the contacts that it changes. */
const paths: Record<string, Case[]> = {
  PATCH: [...cases, ...cleared, ...locked],
  'a bulk change': [...cases, ...cleared, ...locked],
  'the dry run of one': [...cases, ...cleared, ...locked],
  identify: [...cases, ...cleared],
  upsert: [...cases, ...cleared],
  'an import that updates': cases,
  'an import that replaces': cases,
  'a dry run': cases,
}

type Judge = (sight: Sight, path: string) => Promise<Told[]>

const callerOf = (sight: Sight) => callers.get(sight)!
const madeFor = (sight: Sight, path: string) => made.get(`${sight} ${path}`) ?? []

async function forEach(
  sight: Sight,
  path: string,
  ask: (api: Api, contact: ContactBody, sent: Values) => Promise<Told>,
): Promise<Told[]> {
  const told: Told[] = []
  for (const [index, contact] of madeFor(sight, path).entries())
    told.push(await ask(callerOf(sight), contact, paths[path]![index]!.sent))
  return told
}

const bulk =
  (more: object): Judge =>
  (sight, path) =>
    forEach(sight, path, (api, { id }, sent) => toldByBulk(api, id, sent, more))

const rowsOf = (sight: Sight, path: string, isWhole = false) =>
  paths[path]!.map(({ stored, sent }, index): Values => {
    const whole = isWhole ? { ...stored, ...sent } : sent
    const isSent = (key: string) => sight === 'who sees all' || !inputKeys.has(key)
    const seen = Object.entries(whole).filter(([key]) => isSent(key))
    const email = [emailOf(sight, path, index)]
    return { name: `${path} ${index}`, email, ...Object.fromEntries(seen) }
  })

const items = (sight: Sight, path: string) =>
  rowsOf(sight, path).map((row) => itemOf(row, 'update'))

const judges: Record<string, Judge> = {
  PATCH: (sight, path) =>
    forEach(sight, path, async (api, { id }, values) => {
      const sent = { ifMatch: '*', body: { values } }
      return toldIn(await api.refused('PATCH', `/api/v1/contacts/${id}`, sent))
    }),
  'a bulk change': bulk({}),
  'the dry run of one': bulk({ dryRun: true }),
  identify: (sight, path) => toldByIdentify(callerOf(sight), items(sight, path)),
  upsert: (sight, path) => toldByUpsert(callerOf(sight), items(sight, path)),
  'an import that updates': (sight, path) =>
    toldByImport(callerOf(sight), 'update', rowsOf(sight, path)),
  'an import that replaces': (sight, path) =>
    toldByImport(callerOf(sight), 'replace', rowsOf(sight, path, true)),
  'a dry run': (sight, path) =>
    toldByImport(callerOf(sight), 'update', rowsOf(sight, path), { dryRun: true }),
}

beforeAll(async () => {
  owner = await startApi()
  const roles: string[] = []
  for (const name of ['Masks', 'Nothing']) {
    const { body } = await owner.post<{ id: string }>('/api/v1/roles', { name, permissions })
    roles.push(body.id)
  }
  const [masks = '', nothing = ''] = roles
  for (const input of inputs)
    await owner.field({ ...input, maskRoles: [masks], viewRoles: [masks, 'admin'] })
  for (const field of dependants) await owner.field(field)
  for (const sight of sights)
    for (const [path, some] of Object.entries(paths)) {
      const all = some.map(({ stored }, index) => {
        return { name: `${path} ${index}`, email: [emailOf(sight, path, index)], ...stored }
      })
      made.set(`${sight} ${path}`, await storeAll(owner, all))
    }
  await setConditions(owner, conditions)
  callers.set('who sees all', owner)
  // Masks are no options of a dropdown, which is what their own document says.
  callers.set('who sees masks', await asRole(owner, masks, undefined, 'own'))
  callers.set('who sees nothing of it', await asRole(owner, nothing))
})
afterAll(() => owner.close())

describe.each(sights)('for %s of what conditions look at, a change is judged the same', (sight) => {
  test.each(Object.keys(paths))('by %s', async (path) => {
    const told = await judges[path]!(sight, path)
    expect(told).toEqual(paths[path]!.map((one) => one.told))
  })

  test('in a new contact', async () => {
    const told: Told[] = []
    const asked: Values[] = [{}, { vat: 'DE1' }, { region: 'bavaria' }, { region: 'texas' }]
    for (const [index, sent] of asked.entries()) {
      const values = { name: 'New', email: [emailOf(sight, 'new', index)], ...sent }
      const sending = { body: { values } }
      told.push(toldIn(await callerOf(sight).refused('POST', '/api/v1/contacts', sending)))
    }
    expect(told).toEqual([{}, { vat: 'not_there' }, { region: 'option_not_offered' }, {}])
  })
})
