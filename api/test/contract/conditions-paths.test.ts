import { type Field, judgeContact, type Values, withSections } from '@cardfile/openapi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Api, ContactBody, FieldListBody } from './support/api.ts'
import { business, conditionalApi, storeAll } from './support/conditions.ts'
import type { Mode } from './support/imports.ts'
import {
  codesOf,
  itemOf,
  type Told,
  toldByBulk,
  toldByIdentify,
  toldByImport,
  toldByUpsert,
  toldIn,
} from './support/told.ts'

interface Case {
  stored: Values | null
  sent: Values
  /** Codes of reasons by field. */
  told: Record<string, string>
}

const nothing = {}
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

const emailOf = (path: string, index: number) => `${path.replace(' ', '')}${index}@example.com`
const whole = (values: Values, path: string, index: number): Values => ({
  name: `${path} ${index}`,
  email: [emailOf(path, index)],
  ...values,
})

beforeAll(async () => {
  api = await conditionalApi(async (bare) => {
    for (const path of changingPaths) {
      const all = changed.map(({ stored }, index) => whole(stored ?? {}, path, index))
      made.set(path, await storeAll(bare, all))
    }
  })
  const { body: divided } = await api.get<FieldListBody>('/api/v1/fields')
  known = withSections(divided.data, divided.sections)
})
afterAll(() => api.close())

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
          told.push(toldIn(await api.refused('POST', '/api/v1/contacts', { body })))
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
          const sent = { ifMatch, body }
          told.push(toldIn(await api.refused('PATCH', `/api/v1/contacts/${id}`, sent)))
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
