import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, freshEmail, type ProblemBody, startApi } from './support/api.ts'

const contacts = '/api/v1/contacts'
let api: Api

beforeAll(async () => {
  api = await startApi()
})

const refusedPatch = (id: string, ifMatch: string | number | undefined, values: unknown) =>
  api.refused('PATCH', `${contacts}/${id}`, {
    body: { values },
    ...(ifMatch === undefined ? {} : { ifMatch }),
  })

describe('changing a contact', () => {
  test('changes what is sent, clears what is null, keeps the rest, and counts the version', async () => {
    const before = await api.contact({
      name: 'Ann',
      email: [freshEmail()],
      city: 'Berlin',
      company: 'Acme',
    })
    const { status, headers, body } = await api.patch(before.id, 1, { city: 'Köln', company: null })
    expect(status).toBe(200)
    expect(headers.get('etag')).toBe('"2"')
    const { company: _, ...kept } = before.values
    expect(body).toMatchObject({ id: before.id, version: 2, createdAt: before.createdAt })
    expect(body.values).toEqual({ ...kept, city: 'Köln' })
    expect((await api.get(`${contacts}/${before.id}`)).body).toEqual(body)
  })

  test('needs If-Match', async () => {
    const { id } = await api.contact({ name: 'Ann', email: [freshEmail()] })
    const { status, body } = await refusedPatch(id, undefined, { city: 'Rome' })
    expect(status).toBe(428)
    expect(body.code).toBe('precondition_required')
    expect((await api.refused('DELETE', `${contacts}/${id}`)).status).toBe(428)
    expect((await api.get(`${contacts}/${id}`)).body.version).toBe(1)
  })

  test.each(['"2"', 'W/"2"', 'w/"1"', '"x"', '1', '"1", "2"', '"01x"'])(
    'refuses the stale or foreign tag %s with the present state',
    async (tag) => {
      const contact = await api.contact({ name: 'Ann', email: [freshEmail()] })
      const { status, body } = await refusedPatch(contact.id, tag, { city: 'Rome' })
      expect(status).toBe(412)
      expect(body.code).toBe('stale')
      expect(body.current).toEqual(contact)
    },
  )

  test('refuses a stale tag even where nothing would change', async () => {
    const { id } = await api.contact({ name: 'Ann', email: [freshEmail()] })
    await api.patch(id, 1, { city: 'Rome' })
    expect((await refusedPatch(id, 1, {})).status).toBe(412)
    expect((await refusedPatch(id, 1, { city: 'Rome' })).status).toBe(412)
  })

  test('takes the right version made weak on its way, as proxies that compress do', async () => {
    const { id } = await api.contact({ name: 'Ann', email: [freshEmail()] })
    const { status, body } = await api.patch(id, 'W/"1"', { city: 'Rome' })
    expect([status, body.version]).toEqual([200, 2])
  })

  test('takes * for whichever version there is', async () => {
    const { id } = await api.contact({ name: 'Ann', email: [freshEmail()] })
    expect((await api.patch(id, '*', { city: 'Rome' })).body.version).toBe(2)
    expect((await refusedPatch(id, '*', { city: 1 })).status).toBe(422)
  })

  test.each([
    ['nothing', {}],
    ['the same', { city: 'Rome', description: 'two\nlines\t"q"' }],
    ['null for what is empty', { company: null, title: '', fax: ' ' }],
  ])('keeps the version where %s is sent', async (_, patch) => {
    const contact = await api.contact({
      name: 'Ann',
      email: [freshEmail()],
      city: 'Rome',
      description: 'two\nlines\t"q"',
    })
    const { status, headers, body } = await api.patch(contact.id, 1, patch)
    expect(status).toBe(200)
    expect(headers.get('etag')).toBe('"1"')
    expect(body).toEqual(contact)
  })

  test('lets one of two changes of the same version through', async () => {
    const { id } = await api.contact({ name: 'Ann', email: [freshEmail()] })
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, n) => api.patch(id, 1, { city: `City ${n}` })),
    )
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(replies.filter(({ status }) => status === 412)).toHaveLength(19)
    expect((await api.get(`${contacts}/${id}`)).body.version).toBe(2)
  })

  test('answers 404 for a contact that never was or is in the trash', async () => {
    const nobody = '01900000-0000-7000-8000-000000000000'
    expect((await refusedPatch(nobody, 1, { city: 'x' })).status).toBe(404)
    expect((await api.refused('GET', `${contacts}/${nobody}`)).status).toBe(404)
    expect((await api.refused('DELETE', `${contacts}/${nobody}`, { ifMatch: 1 })).status).toBe(404)
    const { id } = await api.contact({ name: 'Ann', email: [freshEmail()] })
    await api.send('DELETE', `${contacts}/${id}`, { ifMatch: 1 })
    expect((await refusedPatch(id, 2, { city: 'x' })).status).toBe(404)
  })
})

describe('rules over what is there', () => {
  test('refuses to empty the name, in every way there is', async () => {
    const { id } = await api.contact({ name: 'Ann', email: [freshEmail()] })
    for (const name of [null, '', '   ']) {
      const { status, body } = await refusedPatch(id, 1, { name })
      expect(status).toBe(422)
      expect(Object.keys(body.errors)).toEqual(['values.name'])
    }
  })

  test('refuses to empty a required field, and lets older contacts go without it', async () => {
    const old = await api.contact({ name: 'Old', email: [freshEmail()] })
    const field = await api.field({ name: 'Segment', type: 'text', required: true })
    const lacking = await api.refused('POST', contacts, {
      body: { values: { name: 'New', email: [freshEmail()] } },
    })
    expect(lacking.body.errors).toEqual({ 'values.segment': ['is required'] })
    expect((await api.patch(old.id, 1, { city: 'Rome' })).status).toBe(200)
    const fresh = await api.contact({ name: 'New', email: [freshEmail()], segment: 'A' })
    expect((await refusedPatch(fresh.id, 1, { segment: null })).status).toBe(422)
    expect((await refusedPatch(fresh.id, 1, { segment: ' ' })).status).toBe(422)
    await api.send('DELETE', `/api/v1/fields/${field.id}`, { ifMatch: field.version })
  })

  test('lets a read-only field be set at creation and never after, also to what it is', async () => {
    await api.field({ name: 'Source', type: 'text', readOnly: true })
    await api.field({
      name: 'Tags',
      type: 'checkboxlist',
      readOnly: true,
      options: [{ text: 'B' }, { text: 'A' }],
    })
    const made = await api.contact({
      name: 'Ann',
      email: [freshEmail()],
      source: 'web',
      tags: ['a', 'b'],
    })
    const other = await refusedPatch(made.id, 1, { source: 'shop', city: 'Rome' })
    expect(other.status).toBe(422)
    expect(Object.keys(other.body.errors)).toEqual(['values.source'])
    expect((await refusedPatch(made.id, 1, { source: null })).status).toBe(422)
    expect((await refusedPatch(made.id, 1, { tags: ['a'] })).status).toBe(422)
    const same = await api.patch(made.id, 1, { source: 'web', tags: ['b', 'a'], city: 'Rome' })
    expect(same.status).toBe(200)
    expect(same.body.version).toBe(2)
    const unset = await api.contact({ name: 'Bob', email: [freshEmail()] })
    expect((await refusedPatch(unset.id, 1, { source: 'late' })).status).toBe(422)
    expect((await api.patch(unset.id, 1, { source: null })).status).toBe(200)
  })

  test('guards a read-only identity like any other field', async () => {
    const field = await api.fieldByKey('sso_id')
    await api.send('PATCH', `/api/v1/fields/${field.id}`, {
      ifMatch: field.version,
      body: { readOnly: true },
    })
    const { id } = await api.contact({ name: 'Ann', sso_id: ['s-1', 's-2'] })
    expect((await refusedPatch(id, 1, { sso_id: ['s-1'] })).status).toBe(422)
    expect((await refusedPatch(id, 1, { sso_id: ['s-2', 's-1'] })).status).toBe(422)
    expect((await api.patch(id, 1, { sso_id: ['s-1', 's-2'] })).body.version).toBe(1)
  })

  test('keeps created at and updated at out of reach', async () => {
    const { id } = await api.contact({ name: 'Ann', email: [freshEmail()] })
    const { status, body } = await refusedPatch(id, 1, { created_at: null, updated_at: 'x' })
    expect(status).toBe(422)
    expect(Object.keys(body.errors).sort()).toEqual(['values.created_at', 'values.updated_at'])
  })

  test('reads and writes hidden fields', async () => {
    const { id } = await api.contact({ name: 'Ann', email: [freshEmail()], alias: 'A' })
    expect((await api.patch(id, 1, { alias: 'B' })).body.values.alias).toBe('B')
  })
})

describe('changing identities', () => {
  test('refuses to take away the last one, and lets it be replaced', async () => {
    const email = freshEmail()
    const { id } = await api.contact({ name: 'Ann', email: [email] })
    for (const empty of [null, [], ['']]) {
      const { status, body } = await refusedPatch(id, 1, { email: empty })
      expect(status).toBe(422)
      expect(Object.keys(body.errors)).toEqual(['identities'])
    }
    const moved = await api.patch(id, 1, { email: null, twitter: [`@${id}`] })
    expect(moved.status).toBe(200)
    expect(moved.body.values.email).toBeUndefined()
    await api.contact({ name: 'Heir', email: [email] })
  })

  test('frees the keys it drops and claims those it adds', async () => {
    const { id } = await api.contact({ name: 'Ann', email: ['a1@x.org', 'a2@x.org'] })
    expect((await api.patch(id, 1, { email: ['A2@x.org', 'a3@x.org'] })).status).toBe(200)
    await api.contact({ name: 'Bob', email: ['a1@x.org'] })
    for (const taken of ['a2@X.org', 'A3@x.org']) {
      const { status, body } = await api.refused('POST', contacts, {
        body: { values: { name: 'Eve', email: [taken] } },
      })
      expect(status).toBe(409)
      expect(body.conflicts[0]?.contact.id).toBe(id)
    }
  })

  test('refuses an identity of another contact and changes nothing', async () => {
    const other = await api.contact({ name: 'Other', email: ['taken@x.org'] })
    const mine = await api.contact({ name: 'Mine', email: ['mine@x.org'] })
    const { status, body } = await api.send<ProblemBody>('PATCH', `${contacts}/${mine.id}`, {
      ifMatch: 1,
      body: { values: { city: 'Rome', email: ['mine@x.org', 'TAKEN@x.org'] } },
    })
    expect(status).toBe(409)
    expect(body.conflicts).toEqual([
      { field: 'email', value: 'TAKEN@x.org', contact: { id: other.id, name: 'Other' } },
    ])
    expect((await api.get(`${contacts}/${mine.id}`)).body).toEqual(mine)
  })

  test('lets a contact spell its own identity anew', async () => {
    const { id } = await api.contact({ name: 'Ann', email: ['spell@x.org'] })
    const { status, body } = await api.patch(id, 1, { email: ['Spell@X.org'] })
    expect(status).toBe(200)
    expect(body.values.email).toEqual(['Spell@X.org'])
  })

  test('lets one of many contacts that reach for one identity at once have it', async () => {
    const all = await Promise.all(
      Array.from({ length: 12 }, () => api.contact({ name: 'R', email: [freshEmail()] })),
    )
    const replies = await Promise.all(
      all.map(({ id, values }) =>
        api.patch(id, 1, { email: [...(values.email as string[]), 'prize@x.org'] }),
      ),
    )
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(replies.filter(({ status }) => status === 409)).toHaveLength(11)
  })
})
