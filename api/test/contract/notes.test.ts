import type { Note, Permission } from '@cardfile/openapi'
import { beforeAll, describe, expect, it } from 'vitest'
import { makePerson } from '../targets/index.ts'
import {
  type Api,
  type ContactBody,
  freshEmail,
  type ProblemBody,
  startApi,
} from './support/api.ts'
import { asRole } from './support/callers.ts'

const contacts = '/api/v1/contacts'
const inDays = (days: number) => Date.now() + days * 86_400_000
let api: Api
let agent: Awaited<ReturnType<typeof asRole>>

beforeAll(async () => {
  api = await startApi()
  agent = await asRole(api, 'agent')
})

type By = Pick<Api, 'get' | 'post' | 'send'>
interface NotePage {
  data: Note[]
  nextCursor: string | null
}

const person = (name = 'Ann') => api.contact({ name, email: [freshEmail()] })
const notesOf = ({ id }: Pick<ContactBody, 'id'>) => `${contacts}/${id}/notes`
const pathOf = ({ id }: Pick<Note, 'id'>) => `/api/v1/notes/${id}`

async function written(about: ContactBody, text: string, by: By = api): Promise<Note> {
  const { status, body } = await by.post<Note>(notesOf(about), { text })
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}

const change = (note: Note, text: string, by: By = api, ifMatch: string | number = '*') =>
  by.send<Note & ProblemBody>('PATCH', pathOf(note), { ifMatch, body: { text } })
const remove = (note: Note, by: By = api, ifMatch: string | number = '*') =>
  by.send<ProblemBody>('DELETE', pathOf(note), { ifMatch })
const listed = async (about: Pick<ContactBody, 'id'>, by: By = api) =>
  (await by.get<NotePage>(notesOf(about))).body.data
const texts = async (about: Pick<ContactBody, 'id'>, by: By = api) =>
  (await listed(about, by)).map(({ text }) => text)

async function merged(into: ContactBody, from: ContactBody, version = 1): Promise<string> {
  const body = { from: [{ id: from.id, version }] }
  const reply = await api.post<{ merge: { id: string } }>(`${contacts}/${into.id}/merge`, body, {
    ifMatch: '*',
  })
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  return reply.body.merge.id
}

describe('notes on a contact', () => {
  it('are listed newest first, page by page, with who wrote them', async () => {
    const ann = await person()
    for (const text of ['one', 'two', 'three']) await written(ann, text)
    await written(ann, 'four', agent)
    const first = await api.get<NotePage>(`${notesOf(ann)}?pageSize=3`)
    expect(first.body.data).toMatchObject([
      { text: 'four', isMine: false, author: { kind: 'key' }, contact: { id: ann.id } },
      { text: 'three', isMine: true, author: { kind: 'person', name: 'Olive Owner' }, version: 1 },
      { text: 'two' },
    ])
    const rest = await api.get<NotePage>(
      `${notesOf(ann)}?pageSize=3&cursor=${first.body.nextCursor}`,
    )
    expect(rest.body).toMatchObject({ data: [{ text: 'one' }], nextCursor: null })
  })

  it('are written once however often they are sent', async () => {
    const ann = await person()
    const send = (text: string) =>
      api.post<Note & ProblemBody>(notesOf(ann), { text }, { headers: { 'idempotency-key': 'n' } })
    const [first, second, other] = [await send('once'), await send('once'), await send('other')]
    expect(second.body).toEqual(first.body)
    expect(other.body.code).toBe('key_reused')
    expect(await texts(ann)).toEqual(['once'])
  })

  it('are text that can be kept unharmed, of 1 to 10,000 characters', async () => {
    const ann = await person()
    const rows: [text: unknown, right: string | null][] = [
      ['  two\r\nlines\t\n\n', 'two\nlines'],
      ['x'.repeat(10_000), 'x'.repeat(10_000)],
      ['😀'.repeat(10_000), '😀'.repeat(10_000)],
      ['x'.repeat(10_001), null],
      ['', null],
      [' \n\u200b', null],
      ['a\u0000b', null],
      ['a\u0085b', null],
      [7, null],
    ]
    for (const [text, right] of rows) {
      const { status, body } = await api.post<Note & ProblemBody>(notesOf(ann), { text })
      expect([status, body.text ?? null], String(text).slice(0, 20)).toEqual([
        right === null ? 422 : 201,
        right,
      ])
    }
  })

  it('are changed by the version they are built on, and the same text is no change', async () => {
    const note = await written(await person(), 'first')
    expect((await change(note, 'first', api, 1)).body).toEqual(note)
    const changed = await change(note, 'second', api, 1)
    expect(changed.body).toMatchObject({ text: 'second', version: 2, createdAt: note.createdAt })
    const stale = await change(note, 'third', api, 1)
    expect(stale.body).toMatchObject({ code: 'stale', current: { text: 'second', version: 2 } })
    expect((await remove(note, api, 1)).body.code).toBe('stale')
    expect((await remove(note, api, 2)).status).toBe(204)
    expect((await remove(note)).status).toBe(404)
    expect((await change(note, 'fourth')).status).toBe(404)
  })

  it('leave the contact as it is, out of search, exports and the feed', async () => {
    const ann = await person()
    const { next } = (await api.get<{ next: number }>('/api/v1/changes?since=now')).body
    await written(ann, 'Zanzibar')
    expect((await api.get(`${contacts}/${ann.id}`)).body).toEqual(ann)
    expect((await api.list({ q: 'Zanzibar' })).body.data).toEqual([])
    expect(await (await api.fetch('/api/v1/exports/contacts?format=csv')).text()).not.toContain(
      'Zanzibar',
    )
    const feed = await api.get<{ changes: unknown[] }>(`/api/v1/changes?since=${next}`)
    expect(feed.body.changes).toEqual([])
  })
})

describe('who may do what with notes', () => {
  const seeing: Permission[] = ['view_contacts']
  const rows: [given: Permission[], list: number, write: number, removeOthers: number][] = [
    [seeing, 403, 403, 403],
    [['view_notes', 'write_notes'], 403, 403, 403],
    [[...seeing, 'view_notes'], 200, 403, 403],
    [[...seeing, 'write_notes'], 403, 201, 403],
    [[...seeing, 'view_notes', 'erase_contacts'], 200, 403, 403],
    [[...seeing, 'write_notes', 'erase_contacts'], 403, 201, 204],
  ]
  it.each(rows)('with %j: list %i, write %i, delete those of others %i', async (...row) => {
    const [permissions, list, write, removeOthers] = row
    const ann = await person()
    const note = await written(ann, 'of the owner')
    const caller = await asRole(api, 'admin', { permissions })
    expect((await caller.get(notesOf(ann))).status).toBe(list)
    expect((await caller.post(notesOf(ann), { text: 'theirs' })).status).toBe(write)
    expect((await change(note, 'taken', caller)).status).toBe(403)
    const stale = await remove(note, caller, 7)
    expect(stale.status).toBe(removeOthers === 204 ? 412 : 403)
    expect(JSON.stringify(stale.body)).not.toContain('of the owner')
    expect((await remove(note, caller)).status).toBe(removeOthers)
  })

  it('is in the roles that an installation begins with', async () => {
    const ann = await person()
    const viewer = await asRole(api, 'viewer')
    const note = await written(ann, 'by an agent', agent)
    expect(await texts(ann, viewer)).toEqual(['by an agent'])
    expect((await viewer.post(notesOf(ann), { text: 'x' })).status).toBe(403)
    expect((await change(note, 'mine', agent)).status).toBe(200)
    const refused = await remove(await written(ann, 'owner'), agent)
    expect(refused.body).toMatchObject({ status: 403, permission: 'erase_contacts' })
    expect((await remove(note, await asRole(api, 'admin'))).status).toBe(204)
    const { body } = await api.get<{ data: { action: string; target: { id: string } }[] }>(
      '/api/v1/audit?action=note.deleted&pageSize=1',
    )
    expect(body.data).toMatchObject([{ target: { kind: 'contact', id: ann.id } }])
  })

  it('names the author of a note still where the account is removed', async () => {
    const ann = await person()
    const vera = await makePerson(api.client, 'agent', { name: 'Vera Gone' })
    const { headers } = vera
    const { status } = await api.post(notesOf(ann), { text: 'hers' }, { headers })
    expect(status).toBe(201)
    expect((await api.send('DELETE', `/api/v1/people/${vera.id}`, { ifMatch: '*' })).status).toBe(
      204,
    )
    expect(await listed(ann)).toMatchObject([{ text: 'hers', author: { name: 'Vera Gone' } }])
  })
})

describe('notes stay with their contact', () => {
  it('into the trash, where they can be read, and out of it', async () => {
    const ann = await person()
    const note = await written(ann, 'kept')
    await api.send('DELETE', `${contacts}/${ann.id}`, { ifMatch: '*' })
    expect(await texts(ann)).toEqual(['kept'])
    const refused = [
      await api.post<ProblemBody>(notesOf(ann), { text: 'x' }),
      await change(note, 'x'),
      await remove(note),
    ]
    for (const { status, body } of refused) expect([status, body.code]).toEqual([410, 'in_trash'])
    await api.send('POST', `${contacts}/${ann.id}/restore`)
    expect((await change(note, 'changed')).status).toBe(200)
    expect((await api.post(`${contacts}/nosuch/notes`, { text: 'x' })).status).toBe(404)
  })

  it('into a survivor, which shows whose they are, and back', async () => {
    const [ann, bob, cy] = [await person('Ann'), await person('Bob'), await person('Cy')]
    const note = await written(bob, 'about Bob')
    await written(ann, 'about Ann')
    await merged(bob, cy)
    const merge = await merged(ann, bob, 2)
    expect(await listed(ann)).toMatchObject([
      { text: 'about Ann', contact: { id: ann.id, name: 'Ann' } },
      { text: 'about Bob', contact: { id: bob.id, name: 'Bob' } },
    ])
    expect((await change(note, 'about Bob, changed')).status).toBe(200)
    const refused = await api.post<ProblemBody>(notesOf(bob), { text: 'x' })
    expect([refused.status, refused.body.code]).toEqual([409, 'merged'])
    await api.send('DELETE', `${contacts}/${ann.id}`, { ifMatch: '*' })
    expect((await change(note, 'in the trash')).status).toBe(410)
    await api.send('POST', `${contacts}/${ann.id}/restore`)
    expect((await api.post(`/api/v1/merges/${merge}/undo`, {})).status).toBe(200)
    expect(await texts(ann)).toEqual(['about Ann'])
    expect(await texts(bob)).toEqual(['about Bob, changed'])
  })

  it('until it goes for good, and with its record', async () => {
    const left = async () =>
      (await api.client.execute("SELECT text FROM notes WHERE text LIKE 'last%'")).rows.length
    const [ann, bob, cy] = [await person('Ann'), await person('Bob'), await person('Cy')]
    const headers = { 'idempotency-key': 'last' }
    const send = () => api.post<Note & ProblemBody>(notesOf(ann), { text: 'last 1' }, { headers })
    const { author } = (await send()).body
    await written(bob, 'last 2')
    await written(cy, 'last 3')
    await merged(ann, bob)
    const record = await api.get<{ notes: object[] }>(`${contacts}/${ann.id}/record`)
    expect(record.body.notes).toMatchObject([
      { text: 'last 1', contactId: ann.id, author: `person:${author?.id}` },
      { text: 'last 2', contactId: bob.id },
    ])
    const permissions: Permission[] = ['view_contacts', 'export_contacts']
    const blind = await asRole(api, 'admin', { permissions })
    const narrow = await blind.get<{ notes: object[] }>(`${contacts}/${ann.id}/record`)
    expect(narrow.body.notes).toEqual([])
    await api.send('POST', `${contacts}/${ann.id}/erase`, { ifMatch: '*' })
    expect(await left()).toBe(1)
    expect((await send()).body.code).toBe('key_reused')
    await api.send('DELETE', `${contacts}/${cy.id}`, { ifMatch: '*' })
    await api.schedule(inDays(91))
    expect(await left()).toBe(0)
  })
})
