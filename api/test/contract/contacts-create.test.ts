import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, freshEmail, type ProblemBody, startApi } from './support/api.ts'

const contacts = '/api/v1/contacts'
let api: Api

beforeAll(async () => {
  api = await startApi()
})

const create = (values: unknown) => api.refused('POST', contacts, { body: { values } })

describe('creating a contact', () => {
  test('answers 201 with the contact, its ETag and its address', async () => {
    const email = freshEmail()
    const { status, headers, body } = await api.post(contacts, {
      values: { name: 'Ann', email: [email] },
    })
    expect(status).toBe(201)
    expect(headers.get('etag')).toBe('"1"')
    expect(headers.get('location')).toBe(`${contacts}/${body.id}`)
    expect(body).toMatchObject({ version: 1, values: { name: 'Ann', email: [email] } })
    expect(body.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(body.updatedAt).toBe(body.createdAt)
    const read = await api.get(`${contacts}/${body.id}`)
    expect(read.body).toEqual(body)
    expect(read.headers.get('etag')).toBe('"1"')
  })

  test('keeps every kind of value as it was sent', async () => {
    const values = {
      name: 'Ann “Ω” 😀',
      email: ['Ann.Lee@Example.com', 'second@example.com'],
      sms: ['+49 (30) 1234567'],
      twitter: ['@AnnLee'],
      phone: '0049 30 1',
      postal_code: '00123',
      description: '=1+1\n\tquote " back\\slash 100% _x_ ’',
      time_zone: 'Europe/Berlin',
    }
    const created = await api.contact({ ...values, email: [freshEmail(), 'Second@Example.com'] })
    const { body } = await api.get(`${contacts}/${created.id}`)
    expect(body.values).toEqual({ ...values, email: created.values.email })
  })

  test('leaves out what has no value', async () => {
    const { values } = await api.contact({
      name: 'Ann',
      email: [freshEmail()],
      city: '',
      company: null,
      title: '  ',
      sms: [],
    })
    expect(Object.keys(values).sort()).toEqual(['email', 'name'])
  })

  test('refuses a second contact with the e-mail in another spelling, naming the first', async () => {
    const first = await api.contact({ name: 'Ann First', email: ['Ann.First@example.com'] })
    const sent = '  aNN.fIRST@EXAMPLE.com '
    const { status, body } = await create({ name: 'Other', email: [sent] })
    expect(status).toBe(409)
    expect(body.code).toBe('conflict')
    expect(body.conflicts).toEqual([
      { field: 'email', value: sent.trim(), contact: { id: first.id, name: 'Ann First' } },
    ])
    expect(body.errors['values.email']).toHaveLength(1)
    expect(body.errors['values.email']?.[0]).toContain('Ann First')
  })

  test.each([
    ['sms', '+1 213 373 4253', '(213) 373-4253', '+12133734253'],
    ['sms', '+49 30 7654321', '0049307654321', '+49307654321'],
    ['twitter', '@SomeHandle', 'https://x.com/somehandle', 'somehandle'],
    ['telegram', 'tina', 'https://t.me/@Tina', 'Tina'],
    ['instagram', 'Insta.Person', 'instagram.com/insta.person/?hl=en', 'insta.person'],
    ['external_id', 'X-1', ' X-1 ', 'X-1'],
  ])('takes two spellings of one %s for the same: %s and %s', async (key, one, other, kept) => {
    const first = await api.contact({ name: 'First', [key]: [one] })
    const { status, body } = await create({ name: 'Second', [key]: [other] })
    expect(status).toBe(409)
    expect(body.conflicts).toEqual([
      { field: key, value: kept, contact: { id: first.id, name: 'First' } },
    ])
  })

  test('tells ids of other systems apart by case', async () => {
    await api.contact({ name: 'One', sso_id: ['abc'] })
    await api.contact({ name: 'Two', sso_id: ['ABC'] })
  })

  test('lets one value stand in two identity fields', async () => {
    await api.contact({ name: 'One', sms: ['+49 30 5550001'] })
    await api.contact({ name: 'Two', whatsapp: ['+49 30 5550001'] })
  })

  test('names every contact in the way, in the order the identities were sent', async () => {
    const one = await api.contact({ name: 'One', email: ['clash1@example.com'] })
    const two = await api.contact({ name: 'Two', twitter: ['clash2'] })
    const { body } = await create({
      name: 'Third',
      twitter: ['CLASH2'],
      email: ['free@example.com', 'Clash1@example.com'],
    })
    expect(body.conflicts).toEqual([
      { field: 'email', value: 'Clash1@example.com', contact: { id: one.id, name: 'One' } },
      { field: 'twitter', value: 'CLASH2', contact: { id: two.id, name: 'Two' } },
    ])
    expect((await api.list({ q: 'free@example.com' })).body.total).toBe(0)
  })

  test('keeps one of two spellings within one contact', async () => {
    const { values } = await api.contact({
      name: 'Ann',
      email: ['Twice@example.com', 'twice@EXAMPLE.com'],
    })
    expect(values.email).toEqual(['Twice@example.com'])
  })

  test('lets exactly one of 200 simultaneous creates of one e-mail through', async () => {
    const replies = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        create({
          name: `Racer ${index}`,
          email: [index % 2 ? 'race@example.com' : ' RACE@example.com'],
        }),
      ),
    )
    const counts: Record<number, number> = {}
    for (const { status } of replies) counts[status] = (counts[status] ?? 0) + 1
    expect(counts).toEqual({ 201: 1, 409: 199 })
    const { body } = await api.list({ q: 'race@example.com' })
    expect(body.total).toBe(1)
    const winner = { id: body.data[0]?.id, name: body.data[0]?.values.name }
    for (const { status, body: refusal } of replies)
      if (status === 409) expect(refusal.conflicts[0]?.contact).toEqual(winner)
  })
})

describe('what a contact may not be', () => {
  test('refuses one without any identity, and says which would do', async () => {
    const { status, body } = await create({ name: 'Ann', city: 'Berlin' })
    expect(status).toBe(422)
    expect(body.code).toBe('invalid')
    expect(Object.keys(body.errors)).toEqual(['identities'])
    expect(body.errors.identities?.[0]).toContain('Email, SMS')
  })

  test('tells all that is wrong at once', async () => {
    const { status, body } = await create({
      email: ['not an address', 'ok@example.com'],
      time_zone: 'Mars/Olympus',
      nickname: 'x',
      created_at: '2026-01-01T00:00:00Z',
      company: 7,
    })
    expect(status).toBe(422)
    expect(Object.keys(body.errors).sort()).toEqual([
      'values.company',
      'values.created_at',
      'values.email',
      'values.name',
      'values.nickname',
      'values.time_zone',
    ])
  })

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', '', 'Name'])(
    'refuses the unknown key “%s”',
    async (key) => {
      const values = `{"name": "Ann", "email": ["k@example.com"], ${JSON.stringify(key)}: {"x": 1}}`
      const { status, body } = await api.refused('POST', contacts, {
        body: `{"values": ${values}}`,
      })
      expect(status).toBe(422)
      expect(Object.keys(body.errors)).toEqual([`values.${key}`])
    },
  )

  test.each([
    ['a list', '[]', 'values'],
    ['null', 'null', 'values'],
    ['text', '"x"', 'values'],
  ])('refuses values that are %s', async (_, values, path) => {
    const { status, body } = await api.refused('POST', contacts, {
      body: `{"values": ${values}}`,
    })
    expect(status).toBe(422)
    expect(Object.keys(body.errors)).toEqual([path])
  })

  test('refuses properties beside the values', async () => {
    const { status, body } = await api.refused('POST', contacts, {
      body: { values: { name: 'A', email: [freshEmail()] }, id: 'mine', version: 7 },
    })
    expect(status).toBe(422)
    expect(Object.keys(body.errors).sort()).toEqual(['id', 'version'])
  })

  test.each([
    ['NUL', 'a\u0000b'],
    ['a C1 control', 'a\u0085b'],
    ['an escape', 'a\u001bb'],
    ['a line end', 'a\nb'],
    ['U+FFFE', 'a\ufffeb'],
  ])('refuses a name with %s', async (_, name) => {
    const { status, body } = await create({ name, email: [freshEmail()] })
    expect(status).toBe(422)
    expect(Object.keys(body.errors)).toEqual(['values.name'])
  })

  test('refuses a lone surrogate', async () => {
    const { status } = await api.refused('POST', contacts, {
      body: `{"values": {"name": "a\\ud800b", "email": ["${freshEmail()}"]}}`,
    })
    expect(status).toBe(422)
  })

  test('counts a length in characters, not in code units', async () => {
    await api.contact({ name: '😀'.repeat(256), email: [freshEmail()] })
    const { status, body } = await create({ name: '😀'.repeat(257), email: [freshEmail()] })
    expect(status).toBe(422)
    expect(body.errors['values.name']?.[0]).toContain('256')
  })

  test('answers with a problem that carries the id of the request', async () => {
    const { headers, body } = await api.send<ProblemBody>('POST', contacts, {
      body: { values: {} },
    })
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/)
    expect(body.requestId).toBe(headers.get('x-request-id'))
    expect(body.status).toBe(422)
  })
})
