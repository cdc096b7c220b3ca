import {
  type Field,
  judgeContact,
  type Section,
  type Values,
  withSections,
} from '@cardfile/openapi'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, type ContactBody, type FieldListBody, startApi } from './support/api.ts'
import { importRows, type Mode, numbered, rowsOf, undoAll } from './support/imports.ts'
import {
  codesOf,
  itemOf,
  type Told,
  toldByBulk,
  toldByIdentify,
  toldByImport,
  toldByUpsert,
} from './support/told.ts'

const is = (field: string, value: unknown) => ({ field, operator: 'eq', value })

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

interface Case {
  stored: Values | null
  sent: Values
  /** Codes of reasons by field. */
  told: Record<string, string>
}

const nothing = {}
const business = { plan: 'business', vat: 'DE1' }
const late = { begins: '2026-05-01', ends: '2026-04-01' }

const created: Case[] = [
  { stored: null, sent: {}, told: nothing },
  { stored: null, sent: { plan: 'free' }, told: nothing },
  { stored: null, sent: business, told: nothing },
  { stored: null, sent: { ...business, office: 'Berlin' }, told: nothing },
  { stored: null, sent: { plan: 'business' }, told: { vat: 'required' } },
  { stored: null, sent: { plan: 'free', vat: 'DE1' }, told: { vat: 'not_there' } },
  { stored: null, sent: { office: 'Berlin' }, told: { office: 'not_there' } },
  { stored: null, sent: { closed: true, verdict: 'won' }, told: nothing },
  { stored: null, sent: late, told: { excuse: 'required' } },
  { stored: null, sent: { ...late, excuse: 'x' }, told: nothing },
  { stored: null, sent: { country_code: 'de', region: 'bavaria' }, told: nothing },
  { stored: null, sent: { region: 'bavaria' }, told: { region: 'option_not_offered' } },
  { stored: null, sent: { ...business, seats: 3 }, told: nothing },
  { stored: null, sent: { plan: 'free', seats: 30 }, told: { seats: 'not_there' } },
  { stored: null, sent: { ...business, seats: 30 }, told: { floor: 'required' } },
]

const changed: Case[] = [
  { stored: { plan: 'free' }, sent: { plan: 'business' }, told: { vat: 'required' } },
  { stored: { plan: 'free' }, sent: business, told: nothing },
  { stored: business, sent: { plan: 'free' }, told: nothing },
  { stored: business, sent: { plan: 'free', vat: 'DE2' }, told: { vat: 'not_there' } },
  { stored: { ...business, plan: 'free' }, sent: { vat: 'DE1', city: 'Rome' }, told: nothing },
  { stored: { ...business, plan: 'free' }, sent: { vat: 'DE2' }, told: { vat: 'not_there' } },
  { stored: { plan: 'business' }, sent: { city: 'Rome' }, told: nothing },
  { stored: { plan: 'business' }, sent: { plan: 'business', city: 'Rome' }, told: nothing },
  { stored: { begins: '2026-05-01' }, sent: { ends: '2026-04-01' }, told: { excuse: 'required' } },
  { stored: late, sent: { ends: '2026-04-02' }, told: { excuse: 'required' } },
  {
    stored: { country_code: 'de', region: 'bavaria' },
    sent: { country_code: 'us' },
    told: { region: 'option_not_offered' },
  },
  {
    stored: { country_code: 'us', region: 'bavaria' },
    sent: { city: 'Rome' },
    told: nothing,
  },
  { stored: { ...business, seats: 3 }, sent: { seats: 30 }, told: { floor: 'required' } },
  { stored: { ...business, seats: 30 }, sent: { plan: 'free' }, told: nothing },
  {
    stored: { ...business, plan: 'free', seats: 3 },
    sent: { seats: 30 },
    told: { seats: 'not_there' },
  },
  {
    stored: { ...business, plan: 'free', seats: 30 },
    sent: { plan: 'business' },
    told: { floor: 'required' },
  },
]

/** What contacts have that are there before the conditions: one for each case and path. */
const changingPaths = [
  'PATCH',
  'bulk',
  'identify',
  'upsert',
  'update',
  'replace',
  'dry run',
] as const

let api: Api
let known: readonly Field[]
const made = new Map<string, ContactBody[]>()

beforeAll(async () => {
  api = await startApi()
  for (const field of fields) await api.field(field)
  for (const path of changingPaths) made.set(path, await storedFor(path))
  const { body: contract } = await api.post<Section>('/api/v1/sections', section)
  for (const [key, condition] of Object.entries({ seats: {}, ...conditions })) {
    const { id } = await api.fieldByKey(key)
    const patch = { ...condition, ...(inSection.includes(key) && { section: contract.id }) }
    const reply = await api.send('PATCH', `/api/v1/fields/${id}`, { ifMatch: '*', body: patch })
    expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  }
  const { body: divided } = await api.get<FieldListBody>('/api/v1/fields')
  known = withSections(divided.data, divided.sections)
})

const emailOf = (path: string, index: number) => `${path.replace(' ', '')}${index}@example.com`
const whole = (values: Values, path: string, index: number): Values => ({
  name: `${path} ${index}`,
  email: [emailOf(path, index)],
  ...values,
})

async function storedFor(path: string): Promise<ContactBody[]> {
  const items = changed.map(({ stored }, index) => {
    const { email, ...values } = whole(stored ?? {}, path, index)
    return { identities: { email }, values }
  })
  const { body } = await api.post<{ items: { contact: ContactBody }[] }>(
    '/api/v1/contacts:upsert',
    { items },
  )
  return body.items.map(({ contact }) => contact)
}

const itemsOf = (path: string, cases: readonly Case[], first = 0) =>
  cases.map(({ stored, sent }, index) =>
    itemOf(whole(sent, path, index + first), stored ? 'update' : 'fill'),
  )

async function byBulk(cases: readonly Case[], more: object = {}): Promise<Told[]> {
  const told: Told[] = []
  for (const [index, { id }] of (made.get('bulk') ?? []).entries())
    told.push(await toldByBulk(api, id, cases[index]!.sent, more))
  return told
}

const byImport = (mode: Mode, rows: readonly Values[], more?: object) =>
  toldByImport(api, mode, rows, more)

const toldOf = (cases: readonly Case[]) => cases.map(({ told }) => told)

describe('a new contact is judged the same', () => {
  const values = created.map(({ sent }, index) => whole(sent, 'new', index))
  const paths: [string, () => Promise<Told[]>][] = [
    [
      'in the form',
      async () => values.map((one) => codesOf(judgeContact(known, 'create', one).reasons ?? {})),
    ],
    [
      'by POST',
      async () => {
        const told: Told[] = []
        for (const one of values) {
          const body = { values: { ...one, email: [`post.${String(one.email)}`] } }
          told.push(codesOf((await api.refused('POST', '/api/v1/contacts', { body })).body.reasons))
        }
        return told
      },
    ],
    ['by identify', () => toldByIdentify(api, itemsOf('identify', created, 100))],
    ['by upsert', () => toldByUpsert(api, itemsOf('new upsert', created))],
    ...(['merge', 'update', 'skip', 'replace'] as const).map(
      (mode): [string, () => Promise<Told[]>] => [
        `by an import that would ${mode}`,
        () =>
          byImport(
            mode,
            created.map(({ sent }, index) => whole(sent, `new ${mode}`, index)),
          ),
      ],
    ),
    [
      'by a dry run',
      () =>
        byImport(
          'update',
          created.map(({ sent }, index) => whole(sent, 'new dry', index)),
          { dryRun: true },
        ),
    ],
  ]
  test.each(paths)('%s', async (_, judge) => {
    expect(await judge()).toEqual(toldOf(created))
  })
})

describe('a change is judged the same', () => {
  const rows = (path: string) => changed.map(({ sent }, index) => whole(sent, path, index))
  const wholeRows = (path: string) =>
    changed.map(({ stored, sent }, index) => whole({ ...stored, ...sent }, path, index))
  const paths: [string, () => Promise<Told[]>][] = [
    [
      'in the form',
      async () =>
        changed.map(({ stored, sent }, index) => {
          const current = whole(stored ?? {}, 'form', index)
          return codesOf(judgeContact(known, 'patch', sent, { current }).reasons ?? {})
        }),
    ],
    [
      'by PATCH',
      async () => {
        const told: Told[] = []
        for (const [index, { id, version }] of (made.get('PATCH') ?? []).entries()) {
          const body = { values: changed[index]!.sent }
          const ifMatch = index % 2 === 0 ? version : '*'
          const reply = await api.refused('PATCH', `/api/v1/contacts/${id}`, { ifMatch, body })
          told.push(codesOf(reply.body.reasons))
        }
        return told
      },
    ],
    ['by the dry run of a bulk change', () => byBulk(changed, { dryRun: true })],
    ['by a bulk change', () => byBulk(changed)],
    ['by identify', () => toldByIdentify(api, itemsOf('identify', changed))],
    ['by upsert', () => toldByUpsert(api, itemsOf('upsert', changed))],
    ['by an import that updates', () => byImport('update', rows('update'))],
    ['by an import that replaces', () => byImport('replace', wholeRows('replace'))],
    ['by a dry run', () => byImport('update', rows('dry run'), { dryRun: true })],
  ]
  test.each(paths)('%s', async (_, judge) => {
    expect(await judge()).toEqual(toldOf(changed))
  })
})

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
    expect(await byImport(mode, [row('Keeper', { plan: 'free', city: mode })])).toEqual([{}])
    expect((await read(id)).values).toMatchObject({ plan: 'free', vat: 'DE1' })
  }
})

test('an import that fills what is empty makes nothing required that it does not bring', async () => {
  await contact('Filled', {})
  expect(await byImport('merge', [row('Filled', { plan: 'business' })])).toEqual([
    { vat: 'required' },
  ])
  expect(await byImport('merge', [row('Filled', { vat: 'DE1' })])).toEqual([{ vat: 'not_there' }])
  expect(await byImport('merge', [row('Filled', business)])).toEqual([{}])
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
    const [, , , , , , old] = made.get('PATCH') ?? []
    const path = `/api/v1/contacts/${old?.id}`
    expect((await api.send('DELETE', path, { ifMatch: '*' })).status).toBe(204)
    expect((await api.send('POST', `${path}/restore`)).status).toBe(200)
  })
})
