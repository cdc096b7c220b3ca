import type { Cell } from '@cardfile/openapi'
import { describe, expect, test } from 'vitest'
import { type Api, freshEmail, startApi } from './support/api.ts'
import {
  beginImport,
  type ImportBody,
  importRows,
  imports,
  numbered,
  putChunk,
  undoAll,
  type KeptBody,
} from './support/imports.ts'
import { storedContacts, strays } from './support/stored.ts'

async function kept(api: Api, id: string, query = ''): Promise<KeptBody> {
  return (await api.get<KeptBody>(`${imports}/${id}/kept${query}`)).body
}

const headings = ['name', 'email', 'city']

describe('undoing an import', () => {
  test('of 3,000 new and 2,000 replaced contacts puts back all but the 50 edited since', async () => {
    const api = await startApi()
    const before = Array.from({ length: 2_000 }, (_, i): Cell[] => [
      `Old ${i}`,
      `old${i}@example.com`,
      i % 3 === 0 ? null : `Town ${i}`,
    ])
    await importRows(api, 'merge', headings, numbered(before))
    const stored = await storedContacts(api)
    const rows = Array.from({ length: 5_000 }, (_, i): Cell[] =>
      i % 5 < 2
        ? [`Changed ${i}`, `OLD${Math.floor(i / 5) * 2 + (i % 5)}@example.com`, null]
        : [`New ${i}`, `new${i}@example.com`, 'Rome'],
    )
    const done = await importRows(api, 'replace', headings, numbered(rows))
    expect(done.counts).toMatchObject({ created: 3_000, replaced: 2_000 })
    expect(done.undo).toBeNull()

    const { body: page } = await api.list({ pageSize: '200' })
    const edited = page.data.slice(0, 20)
    const replaced = (await api.list({ pageSize: '30', q: 'Changed' })).body.data
    for (const { id, version } of [...edited, ...replaced])
      expect((await api.patch(id, version, { title: 'Dr' })).status).toBe(200)
    const untouched = await storedContacts(api)

    const undone = await undoAll(api, done.id)
    expect(undone.steps).toBe(5)
    expect(undone).toMatchObject({ undone: 4_950, kept: 50, done: true })
    expect(undone.import).toMatchObject({ state: 'undone', undo: { undone: 4_950, kept: 50 } })
    const left = new Set([...edited, ...replaced].map(({ id }) => id))
    const after = await storedContacts(api)
    for (const [id, bytes] of after)
      expect(bytes).toBe(left.has(id) ? untouched.get(id) : stored.get(id))
    expect(after.size).toBe(2_000 + edited.filter(({ id }) => !stored.has(id)).length)
    expect(await strays(api)).toBe(0)

    const first = await kept(api, done.id, '?pageSize=30')
    const rest = await kept(api, done.id, `?pageSize=30&cursor=${first.nextCursor}`)
    expect(rest.nextCursor).toBeNull()
    const listed = [...first.data, ...rest.data]
    expect(new Set(listed.map(({ id }) => id))).toEqual(left)
    expect(listed[0]?.reason).toBe('was changed by others since')
    expect((await api.list({ q: 'Town 1000' })).body.data).toHaveLength(1)

    const again = await api.post<{ undone: number }>(`${imports}/${done.id}/undo`, undefined)
    expect(again.body).toMatchObject({ undone: 4_950, kept: 50, done: true })
    expect(again.trips).toBeLessThanOrEqual(2)
    await api.close()
  })

  test('takes two trips a step, and is told in each contact’s history', async () => {
    const api = await startApi()
    const email = freshEmail()
    const ann = await api.contact({ name: 'Ann', email: [email] })
    const { id } = await importRows(api, 'merge', headings, numbered([['X', email, 'Rome']]))
    const reply = await api.post(`${imports}/${id}/undo`, undefined)
    expect([reply.status, reply.trips]).toEqual([200, 2])
    const { body } = await api.get<{ data: object[] }>(`/api/v1/contacts/${ann.id}/changes`)
    expect(body.data[0]).toMatchObject({
      kind: 'undo',
      via: 'undo',
      importId: id,
      changed: { city: { before: 'Rome', after: null } },
    })
    await api.close()
  })

  test('gives identities back that contacts passed on among themselves', async () => {
    const api = await startApi()
    const [a, b, c] = [freshEmail(), freshEmail(), freshEmail()]
    const phones = ['+12025550101', '+12025550102']
    await api.contact({ name: 'A', email: [a], sms: [phones[0]] })
    await api.contact({ name: 'B', email: [b], sms: [phones[1]] })
    const stored = await storedContacts(api)
    const done = await importRows(
      api,
      'replace',
      ['name', 'email', 'sms'],
      numbered([
        ['A', c, phones[0]!],
        ['B', a, phones[1]!],
        ['A', b, phones[0]!],
        ['New', c, null],
      ]),
      1,
    )
    expect(done.counts).toMatchObject({ replaced: 3, created: 1 })
    expect(await undoAll(api, done.id)).toMatchObject({ undone: 3, kept: 0 })
    expect(await storedContacts(api)).toEqual(stored)
    await api.close()
  })

  test('keeps what needs an identity that another took, and what was deleted', async () => {
    const api = await startApi()
    const [old, fresh, gone] = [freshEmail(), freshEmail(), freshEmail()]
    const ann = await api.contact({ name: 'Ann', email: [old], sms: ['+12025550101'] })
    const done = await importRows(
      api,
      'replace',
      ['name', 'email', 'sms'],
      numbered([
        ['Anna', fresh, '+12025550101'],
        ['Gone', gone, null],
      ]),
    )
    await api.contact({ name: 'Thief', email: [old] })
    const { data } = (await api.list({ q: 'Gone' })).body
    await api.send('DELETE', `/api/v1/contacts/${data[0]!.id}`, { ifMatch: 1 })
    expect(await undoAll(api, done.id)).toMatchObject({ undone: 0, kept: 2 })
    const told = (await kept(api, done.id)).data
    expect(told).toMatchObject([
      { id: ann.id, name: 'Anna', reason: `its earlier “${old}” belongs to Thief now` },
      { id: data[0]!.id, name: 'Gone', reason: 'was deleted since' },
    ])
    expect(told.map(({ reasons }) => reasons.map(({ code }) => code))).toEqual([
      ['identity_taken_since'],
      ['deleted_since'],
    ])
    await api.close()
  })

  test('leaves alone what was edited between two of its rows', async () => {
    const api = await startApi()
    const email = freshEmail()
    const ann = await api.contact({ name: 'Ann', email: [email] })
    const { id } = await beginImport(api, 'replace', headings)
    await putChunk(api, id, 0, numbered([['Anna', email, 'Rome']]))
    await api.patch(ann.id, 2, { city: 'Paris' })
    await putChunk(api, id, 1, numbered([['Anne', email, 'Bonn']], 3))
    await api.post(`${imports}/${id}/cancel`, undefined)
    expect(await undoAll(api, id)).toMatchObject({ undone: 0, kept: 1 })
    await api.close()
  })

  test('of one import after another goes back to the beginning', async () => {
    const api = await startApi()
    const email = freshEmail()
    await api.contact({ name: 'Ann', email: [email] })
    const stored = await storedContacts(api)
    const first = await importRows(api, 'replace', headings, numbered([['B', email, 'Rome']]))
    const second = await importRows(api, 'replace', headings, numbered([['C', email, null]]))
    expect(await undoAll(api, second.id)).toMatchObject({ undone: 1, kept: 0 })
    expect(await undoAll(api, first.id)).toMatchObject({ undone: 1, kept: 0 })
    expect(await storedContacts(api)).toEqual(stored)
    await api.close()
  })

  test('keeps a contact whose earlier value is no longer allowed', async () => {
    const api = await startApi()
    const field = await api.field({ name: 'Size', type: 'text', length: 20 })
    const email = freshEmail()
    await api.contact({ name: 'Ann', email: [email], size: 'enormously large' })
    const { id } = await importRows(api, 'replace', headings, numbered([['Ann', email, 'Rome']]))
    const { status } = await api.send('PATCH', `/api/v1/fields/${field.id}`, {
      ifMatch: field.version,
      body: { length: 5 },
    })
    expect(status).toBe(200)
    expect(await undoAll(api, id)).toMatchObject({ undone: 0, kept: 1 })
    expect((await kept(api, id)).data[0]?.reason).toContain('its earlier Size')
    await api.close()
  })

  test.each([
    ['is read only by now', { readOnly: true }, 'Rome', 'its Town is read only by now'],
    ['is required by now', { required: true }, null, 'its Town is required by now and was empty'],
  ])('keeps a contact that would change a field which %s', async (_, rule, before, reason) => {
    const api = await startApi()
    const town = await api.field({ name: 'Town', type: 'text' })
    const [anns, bobs] = [freshEmail(), freshEmail()]
    const ann = await api.contact({ name: 'Ann', email: [anns], town: before })
    const bob = await api.contact({ name: 'Bob', email: [bobs], town: before })
    const { id } = await importRows(
      api,
      'replace',
      ['name', 'email', 'town', 'title'],
      numbered([
        ['Ann', anns, 'Bonn', null],
        ['Bob', bobs, before, 'Dr'],
      ]),
    )
    const path = `/api/v1/fields/${town.id}`
    expect((await api.send('PATCH', path, { ifMatch: '*', body: rule })).status).toBe(200)
    expect(await undoAll(api, id)).toMatchObject({ undone: 1, kept: 1 })
    expect((await kept(api, id)).data).toMatchObject([{ id: ann.id, name: 'Ann', reason }])
    const of = async (one: string) => (await api.get(`/api/v1/contacts/${one}`)).body.values
    expect(await of(ann.id)).toMatchObject({ town: 'Bonn' })
    expect(await of(bob.id)).not.toHaveProperty('title')
    await api.close()
  })

  test('goes on after a chain that is longer than a step, in any order', async () => {
    const api = await startApi()
    const count = 1_200
    const phone = (i: number) => `+1202555${String(i).padStart(4, '0')}`
    const both = ['name', 'email', 'sms']
    const rows = Array.from({ length: count }, (_, i): Cell[] => [
      `P ${i}`,
      `chain${i}@example.com`,
      phone(i),
    ])
    await importRows(api, 'merge', both, numbered(rows))
    const stored = await storedContacts(api)
    // Each takes the address of the one before it, which has just taken another.
    const moved = rows.map(([name, , sms], i): Cell[] => [
      name!,
      i === 0 ? 'free@example.com' : `chain${i - 1}@example.com`,
      sms!,
    ])
    const done = await importRows(api, 'replace', both, numbered(moved))
    expect(done.counts).toMatchObject({ replaced: count })
    expect(await undoAll(api, done.id)).toMatchObject({ undone: count, kept: 0, done: true })
    expect(await storedContacts(api)).toEqual(stored)
    await api.close()
  })

  test('is refused while it is running, and where there is none', async () => {
    const api = await startApi()
    const { id } = await beginImport(api, 'merge', headings)
    const running = await api.refused('POST', `${imports}/${id}/undo`)
    expect([running.status, running.body.code]).toEqual([409, 'wrong_state'])
    expect((await api.refused('POST', `${imports}/nope/undo`)).status).toBe(404)
    expect((await api.refused('GET', `${imports}/nope/kept`)).status).toBe(404)
    expect((await api.refused('GET', `${imports}/${id}/kept?cursor=x`)).status).toBe(422)
    await api.post<ImportBody>(`${imports}/${id}/cancel`, undefined)
    expect(await undoAll(api, id)).toMatchObject({ undone: 0, kept: 0, steps: 1 })
    await api.close()
  })

  test('asked for several times at once undoes each contact once', async () => {
    const api = await startApi()
    const rows = Array.from({ length: 2_500 }, (_, i): Cell[] => [`N ${i}`, freshEmail(), null])
    const { id } = await importRows(api, 'merge', headings, numbered(rows))
    const all = await Promise.all([undoAll(api, id), undoAll(api, id), undoAll(api, id)])
    for (const end of all) expect(end).toMatchObject({ undone: 2_500, kept: 0, done: true })
    expect(await storedContacts(api)).toEqual(new Map())
    await api.close()
  })
})
