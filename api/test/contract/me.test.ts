import { beforeAll, describe, expect, test } from 'vitest'
import { makePerson, type TestPerson } from '../targets/index.ts'
import { type Api, startApi } from './support/api.ts'
import { asRole } from './support/callers.ts'

let api: Api

beforeAll(async () => {
  api = await startApi()
})

const asPerson = ({ headers }: TestPerson) => ({ headers })

describe('oneself', () => {
  test('is told who they are and what they may do', async () => {
    const viewer = await makePerson(api.client, 'viewer', { name: 'Vera' })
    const { body } = await api.send('GET', '/api/v1/me', asPerson(viewer))
    expect(body).toEqual({
      caller: { kind: 'person', id: viewer.id, name: 'Vera', email: viewer.email },
      role: { id: 'viewer', name: 'Viewer' },
      permissions: ['view_contacts', 'view_identities', 'view_notes'],
      preferences: {
        contactColumns: null,
        defaultView: null,
        sections: [],
        density: 'comfortable',
        singleKeys: true,
      },
      twoFactor: false,
      isOwner: false,
      language: null,
    })
  })

  test('changes their name and nothing else', async () => {
    const viewer = await makePerson(api.client, 'viewer')
    const patch = (body: object) =>
      api.send<{ caller: { name: string } }>('PATCH', '/api/v1/me', { body, ...asPerson(viewer) })
    expect((await patch({ name: ' Vera ' })).body.caller.name).toBe('Vera')
    expect((await patch({ name: 'V', roleId: 'owner' })).status).toBe(422)
    expect((await patch({ name: '' })).status).toBe(422)
  })

  test('chooses the language of their screens, or that of the browser again', async () => {
    const viewer = await makePerson(api.client, 'viewer')
    const patch = (language: unknown) =>
      api.send<{ language: string | null }>('PATCH', '/api/v1/me', {
        body: { language },
        ...asPerson(viewer),
      })
    expect((await patch('en')).body.language).toBe('en')
    expect((await api.send('GET', '/api/v1/me', asPerson(viewer))).body).toMatchObject({
      language: 'en',
    })
    expect((await patch('tlh')).status).toBe(422)
    expect((await patch(null)).body.language).toBe(null)
  })
})

describe('preferences', () => {
  const closed = [{ id: 1, collapsed: true }]
  const usual = {
    contactColumns: null,
    defaultView: null,
    sections: [],
    density: 'comfortable',
    singleKeys: true,
  }
  const wide = [
    { field: 'city', width: 320 },
    { field: 'email', width: null, pinned: true },
  ]

  test('are kept for each person, change where they are told to, and take one trip', async () => {
    const [ann, bob] = [
      await makePerson(api.client, 'viewer'),
      await makePerson(api.client, 'viewer'),
    ]
    const mine = async (person: TestPerson) =>
      (await api.send<{ preferences: unknown }>('GET', '/api/v1/me', asPerson(person))).body
        .preferences
    const steps: [patch: object, right: object][] = [
      [{}, usual],
      [{ contactColumns: wide }, { ...usual, contactColumns: wide }],
      [{ singleKeys: false }, { ...usual, contactColumns: wide, singleKeys: false }],
      [
        { defaultView: 'v' },
        { ...usual, contactColumns: wide, defaultView: 'v', singleKeys: false },
      ],
      [{ defaultView: null }, { ...usual, contactColumns: wide, singleKeys: false }],
      [{ contactColumns: [] }, { ...usual, contactColumns: [], singleKeys: false }],
      [
        { contactColumns: null, singleKeys: true, sections: closed },
        { ...usual, sections: closed },
      ],
      [
        { sections: [], density: 'compact' },
        { ...usual, density: 'compact' },
      ],
      [{ density: 'comfortable' }, usual],
    ]
    expect(await mine(ann)).toEqual(usual)
    for (const [body, right] of steps) {
      const change = { ...asPerson(ann), body }
      const answer = await api.send('PATCH', '/api/v1/me/preferences', change)
      expect(answer).toMatchObject({ status: 200, body: right })
      expect(answer.headers.get('server-timing')).toContain('1 trips')
      expect(await mine(ann)).toEqual(right)
    }
    expect(await mine(bob)).toEqual(usual)
  })

  test.each([
    ['a width that is none', { contactColumns: [{ field: 'city', width: 1 }] }],
    ['a section that is only named', { sections: [{ id: 1 }] }],
    ['a density that is none', { density: 'tight' }],
    ['a column without its field', { contactColumns: [{ width: 100 }] }],
    ['what is none of them', { contactColumn: null }],
    ['null where there is no usual', { singleKeys: null }],
  ])('refuse %s', async (_what, body) => {
    const answer = await api.send('PATCH', '/api/v1/me/preferences', {
      ...asPerson(await makePerson(api.client, 'viewer')),
      body,
    })
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid' } })
  })

  test('are a person’s, not a key’s', async () => {
    const key = await asRole(api, 'owner')
    const answer = await key.send('PATCH', '/api/v1/me/preferences', { body: {} })
    expect(answer.status).toBe(403)
  })
})
