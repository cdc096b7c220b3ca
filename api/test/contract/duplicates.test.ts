import type { Reason, Values } from '@cardfile/openapi'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, type ContactBody, freshEmail, startApi } from './support/api.ts'
import { asRole } from './support/callers.ts'

interface Suspects {
  data: { contact: ContactBody; score: number; strength: string; reasons: Reason[] }[]
  passedOver: Reason[]
  pending: number
}

interface Queue {
  data: { contacts: ContactBody[]; score: number; strength: string; reasons: Reason[] }[]
  nextCursor: string | null
  counts: { total: number; byReason: Record<string, number>; byStrength: Record<string, number> }
  passedOver: number | null
  pending: number
}

let api: Api
let viewer: Awaited<ReturnType<typeof asRole>>

beforeAll(async () => {
  api = await startApi()
  viewer = await asRole(api, 'viewer')
})

const duplicates = async (id: string, by: Pick<Api, 'get'> = api) =>
  (await by.get<Suspects>(`/api/v1/contacts/${id}/duplicates`)).body
const suspectsOf = async (id: string, by?: Pick<Api, 'get'>) =>
  (await duplicates(id, by)).data.map(({ contact, reasons }) => [
    contact.id,
    ...reasons.map(({ code }) => code),
  ])
const queue = async (query = '') => (await api.get<Queue>(`/api/v1/duplicates${query}`)).body
const made = (values: Values) => api.contact({ external_id: [crypto.randomUUID()], ...values })
const notDuplicates = (a: ContactBody, b: ContactBody) => `/api/v1/not-duplicates/${a.id}/${b.id}`

/** Two contacts and what is said of them: codes of reasons, what says most first; none where nothing is. */
const cases: [what: string, a: Values, b: Values, codes: string[]][] = [
  [
    'one number under SMS and WhatsApp',
    { name: 'Ida', sms: ['+4915112345601'] },
    { name: 'I. Berg', whatsapp: ['+49 151 12345601'] },
    ['same_identity', 'same_phone'],
  ],
  [
    'a number with and without its country',
    { name: 'Ole', sms: ['+4915112345602'] },
    { name: 'O. Dahl', phone: '0151/123 456 02' },
    ['same_phone'],
  ],
  [
    'one mailbox of a company, spelt in two ways',
    { name: 'Eva', email: ['eva.maria@firm-one.example'] },
    { name: 'E. M.', email: ['Eva_Maria+news@firm-one.example'] },
    ['same_mailbox'],
  ],
  [
    'dots in an address of Google',
    { name: 'Liv', email: ['l.i.v.dahl@gmail.com'] },
    { name: 'L. D.', email: ['livdahl@googlemail.com'] },
    ['same_mailbox'],
  ],
  [
    'dots in an address where anybody may have one: two people',
    { name: 'Uwe', email: ['u.we@gmx.de'] },
    { name: 'U. W.', email: ['uwe@gmx.de'] },
    [],
  ],
  [
    'name and company, in another order and form',
    { name: 'Åse Müller', company: 'Nordlys GmbH & Co. KG' },
    { name: 'Müller, Dr. Ase', company: 'NORDLYS' },
    ['same_company', 'same_name'],
  ],
  [
    'name and city',
    { name: 'Jan Jansen', city: 'Utrecht' },
    { name: 'jan jansen', city: 'utrecht' },
    ['same_city', 'same_name'],
  ],
  ['a name alone: two people', { name: 'Bo Nilsen' }, { name: 'Bo Nilsen' }, []],
  [
    'colleagues at one switchboard: two people',
    { name: 'Per Ek', company: 'Ekverk', phone: '030 99887761' },
    { name: 'Kai Ek', company: 'Ekverk', phone: '+49 30 998877-61' },
    [],
  ],
  [
    'a switchboard and a name',
    { name: 'Siv Lie', phone: '030 99887762' },
    { name: 'Siv Lie', phone: '+49 30 99887762' },
    ['same_office_phone', 'same_name'],
  ],
  [
    'one handle on two sites: anybody may have taken it',
    { name: 'Ann', twitter: ['annabergum'] },
    { name: 'A. B.', instagram: ['annabergum'] },
    [],
  ],
  [
    'one handle on two sites, and a name',
    { name: 'Tor Moe', twitter: ['tormoe77'] },
    { name: 'Moe, Tor', instagram: ['@TorMoe77'] },
    ['same_handle', 'same_name'],
  ],
  ['nothing', { name: 'Nora', city: 'Bergen' }, { name: 'Hans', city: 'Bergen' }, []],
]

describe('of two contacts it is told what they have in common', () => {
  test.each(cases)('%s', async (_, a, b, codes) => {
    const [one, other] = [await made(a), await made(b)]
    const right = (id: string) => (codes.length > 0 ? [[id, ...codes]] : [])
    expect(await suspectsOf(one.id)).toEqual(right(other.id))
    expect(await suspectsOf(other.id)).toEqual(right(one.id))
    // While it is typed, to who has not made it yet.
    const { body } = await api.post<Suspects>('/api/v1/duplicates:find', {
      values: { ...a, external_id: ['x'] },
    })
    const typed = body.data.find(({ contact }) => contact.id === other.id)
    if (codes.length > 0) expect(typed?.reasons.map(({ code }) => code)).toEqual(codes)
  })
})

test('the queue has each pair once, page by page, the surest first, with counts', async () => {
  const whole = await queue('?pageSize=100')
  const pairs = whole.data.map(({ contacts: [a, b] }) => `${a?.id} ${b?.id}`)
  expect(new Set(pairs).size).toBe(pairs.length)
  expect(pairs.length).toBe(cases.filter(([, , , codes]) => codes.length > 0).length)
  expect(whole.data.map(({ score }) => score)).toEqual(
    whole.data.map(({ score }) => score).toSorted((a, b) => b - a),
  )
  expect(whole.counts.total).toBe(pairs.length)
  const paged: string[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Queue = await queue(`?pageSize=2${cursor && `&cursor=${cursor}`}`)
    paged.push(...page.data.map(({ contacts: [a, b] }) => `${a?.id} ${b?.id}`))
    cursor = page.nextCursor
  }
  expect(paged).toEqual(pairs)
  const named = await queue('?reason=same_city')
  expect(named.data.map(({ reasons }) => reasons.map(({ code }) => code))).toEqual([
    ['same_city', 'same_name'],
  ])
  expect(whole.counts.byReason.same_city).toBe(1)
  const [strong, likely] = [await queue('?strength=strong'), await queue('?strength=likely')]
  expect([strong.data.length, likely.data.length]).toEqual([
    whole.counts.byStrength.strong,
    whole.counts.byStrength.likely,
  ])
  expect(strong.data.every(({ score }) => score >= 80)).toBe(true)
})

test('not a duplicate: until one of them changes in what they have in common', async () => {
  const one = await made({ name: 'Gro Vik', company: 'Vikverk', city: 'Voss' })
  const other = await made({ name: 'Gro Vik', company: 'Vikverk' })
  const before = (await queue()).counts.total
  expect((await api.send('PUT', notDuplicates(other, one))).status).toBe(204)
  expect((await api.send('PUT', notDuplicates(one, other))).status).toBe(204)
  expect([await suspectsOf(one.id), await suspectsOf(other.id)]).toEqual([[], []])
  expect((await queue()).counts.total).toBe(before - 1)
  // Something else is theirs alone.
  const { body: moved } = await api.patch(one.id, '*', { city: 'Oslo', title: 'Boss' })
  expect(await suspectsOf(one.id)).toEqual([])
  const { body: renamed } = await api.patch(other.id, '*', { company: 'Vikverk AS', city: 'Oslo' })
  expect(await suspectsOf(one.id)).toEqual([[renamed.id, 'same_company', 'same_city', 'same_name']])
  await api.send('PUT', notDuplicates(moved, renamed))
  expect((await api.send('DELETE', notDuplicates(renamed, moved))).status).toBe(204)
  expect((await suspectsOf(other.id)).length).toBe(1)
})

test('one in the trash is no duplicate, and is one again when it is back', async () => {
  const one = await made({ name: 'Leif Dal', city: 'Hamar' })
  const other = await made({ name: 'Leif Dal', city: 'Hamar' })
  expect((await suspectsOf(one.id)).length).toBe(1)
  await api.send('DELETE', `/api/v1/contacts/${other.id}`, { ifMatch: '*' })
  expect(await suspectsOf(one.id)).toEqual([])
  const refused = await api.refused('GET', `/api/v1/contacts/${other.id}/duplicates`)
  expect([refused.status, refused.body.code]).toEqual([410, 'in_trash'])
  await api.post(`/api/v1/contacts/${other.id}/restore`, {})
  expect((await suspectsOf(one.id)).length).toBe(1)
})

test('what more than 20 have in common is passed over, and said', async () => {
  const items = Array.from({ length: 21 }, (_, index) => ({
    identities: { email: [freshEmail()] },
    values: { name: 'Nobody Known', city: `Town ${index % 2}` },
  }))
  const { body } = await api.post<{ items: { contact: ContactBody }[] }>(
    '/api/v1/contacts:upsert',
    {
      items,
    },
  )
  const [first] = body.items
  const { data, passedOver } = await duplicates(first?.contact.id ?? '')
  // Their cities are those of ten each, but the name beside them says nothing any more.
  expect(data).toEqual([])
  expect(passedOver.map(({ code, params }) => [code, params.values, params.most])).toEqual([
    ['shared_by_many', ['Nobody Known'], 20],
  ])
  expect((await queue()).passedOver).toBe(1)
})

test('who does not see the field that decides learns nothing of it', async () => {
  const field = await api.field({ name: 'Mobile phone', type: 'text' })
  const one = await made({ name: 'Ulf Holm', sms: ['+4915112345677'] })
  const other = await made({ name: 'U. H.', [field.key]: '0151 12345677' })
  expect(await suspectsOf(one.id)).toEqual([[other.id, 'same_phone']])
  expect(await suspectsOf(one.id, viewer)).toEqual([[other.id, 'same_phone']])
  await api.send('PATCH', `/api/v1/fields/${field.id}`, {
    ifMatch: '*',
    body: { viewRoles: ['admin'] },
  })
  expect(await suspectsOf(one.id)).toEqual([[other.id, 'same_phone']])
  expect(await suspectsOf(one.id, viewer)).toEqual([])
  const find = (by: Pick<Api, 'post'>) =>
    by.post<Suspects>('/api/v1/duplicates:find', { values: { sms: ['+49 151 12345677'] } })
  const found = async (by: Pick<Api, 'post'>) =>
    (await find(by)).body.data.map(({ contact }) => contact.id)
  expect(await found(api)).toContain(other.id)
  expect(await found(viewer)).toEqual([one.id])
  const agent = await asRole(api, 'agent')
  const { body } = await agent.get<Queue>('/api/v1/duplicates?pageSize=100')
  expect([body.counts, body.passedOver]).toEqual([null, null])
  expect(body.data.some(({ contacts }) => contacts.some(({ id }) => id === one.id))).toBe(false)
  // A pair whose strength comes from what is hidden is to them what they see of it, wherever it stands.
  const mobile = '0151 12345678'
  const surer = [
    await made({ name: 'Siv Lund', city: 'Moss', sms: ['+4915112345678'] }),
    await made({ name: 'Siv Lund', city: 'Moss', [field.key]: mobile }),
  ]
  const seen: string[] = []
  const cursors: string[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: { body: Queue } = await agent.get(
      `/api/v1/duplicates?pageSize=1&strength=likely${cursor && `&cursor=${cursor}`}`,
    )
    seen.push(...page.body.data.map(({ contacts: [first] }) => first?.id ?? ''))
    cursor = page.body.nextCursor
    if (cursor === null) break
    cursors.push(cursor)
    // A page that ended at a pair they do not see would tell of it.
    expect(page.body.data).toHaveLength(1)
  }
  expect(seen).toContain(surer[0]?.id)
  expect(seen.length).toBe(new Set(seen).size)
  for (const cursor of cursors) expect(JSON.parse(atob(cursor))).toHaveLength(3)
  const strong = await agent.get<Queue>('/api/v1/duplicates?pageSize=100&strength=strong')
  expect(strong.body.data.flatMap(({ contacts }) => contacts.map(({ id }) => id))).not.toContain(
    surer[0]?.id,
  )
  const owners = (await queue('?pageSize=1')).nextCursor
  const ofOthers = await agent.refused('GET', `/api/v1/duplicates?cursor=${owners}`)
  expect(ofOthers.status).toBe(422)
})

test('a contact that is erased leaves nothing here', async () => {
  const one = await made({ name: 'Eli Sand', city: 'Moss' })
  await suspectsOf(one.id)
  const other = await made({ name: 'Eli Sand', city: 'Moss' })
  const [pairs, said] = [await countOf('duplicate_pairs'), await countOf('not_duplicates')]
  await api.send('PUT', notDuplicates(one, other))
  await api.send('POST', `/api/v1/contacts/${other.id}/erase`, { ifMatch: '*' })
  expect([await countOf('duplicate_pairs'), await countOf('not_duplicates')]).toEqual([pairs, said])
})

async function countOf(table: string): Promise<number> {
  const { rows } = await api.client.execute(`SELECT count(*) AS n FROM ${table}`)
  return Number(rows[0]?.n)
}
