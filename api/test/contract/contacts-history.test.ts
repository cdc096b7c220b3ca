import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '@cardfile/openapi'
import { type Api, freshEmail, startApi } from './support/api.ts'
import { withSecret } from './support/callers.ts'
import { importRows, numbered, undoAll } from './support/imports.ts'

interface Changes {
  data: {
    version: number
    kind: string
    via: string
    actor: Actor
    at: string
    fileName: string | null
    changed: Record<string, { before: unknown; after: unknown }>
  }[]
}

const contacts = '/api/v1/contacts'
let api: Api

beforeAll(async () => {
  api = await startApi()
})

async function historyOf(id: string) {
  return (await api.get<Changes>(`${contacts}/${id}/changes`)).body.data
}

describe('the history of a contact', () => {
  test('has one row for each write, newest first, with what was before and after', async () => {
    const email = freshEmail()
    const { id } = await api.contact({ name: 'Ann', email: [email] })
    await api.patch(id, 1, { city: 'Rome', name: 'Anne' })
    await api.patch(id, 2, { city: 'Rome' })
    await api.patch(id, 2, { city: null, email: [email, 'h2@example.com'] })
    await api.send('DELETE', `${contacts}/${id}`, { ifMatch: 3 })
    await api.send('POST', `${contacts}/${id}/restore`)
    const history = await historyOf(id)
    expect(history.map(({ version, kind, via }) => [version, kind, via])).toEqual([
      [5, 'restore', 'form'],
      [4, 'delete', 'form'],
      [3, 'update', 'form'],
      [2, 'update', 'form'],
      [1, 'create', 'form'],
    ])
    expect(history.map(({ changed }) => changed)).toEqual([
      {},
      {},
      {
        city: { before: 'Rome', after: null },
        email: { before: [email], after: [email, 'h2@example.com'] },
      },
      { city: { before: null, after: 'Rome' }, name: { before: 'Ann', after: 'Anne' } },
      { name: { before: null, after: 'Ann' }, email: { before: null, after: [email] } },
    ])
  })

  test('logs nothing of what was refused', async () => {
    const taken = freshEmail()
    await api.contact({ name: 'Other', email: [taken] })
    const { id } = await api.contact({ name: 'Ann', email: [freshEmail()] })
    await api.patch(id, 1, { email: [taken] })
    await api.patch(id, 7, { city: 'Rome' })
    await api.patch(id, 1, { name: null })
    await api.patch(id, 1, { email: null })
    expect(await historyOf(id)).toHaveLength(1)
  })

  test('logs each of several deleted contacts', async () => {
    const made = await Promise.all(
      [1, 2].map(() => api.contact({ name: 'Ann', email: [freshEmail()] })),
    )
    await api.post('/api/v1/bulk-changes', {
      on: { ids: made.map(({ id }) => id) },
      do: 'delete',
    })
    for (const { id } of made)
      expect((await historyOf(id)).map(({ kind }) => kind)).toEqual(['delete', 'create'])
  })

  test('names who did it, keys that are gone too', async () => {
    const { body: made } = await api.post<{ key: { id: string }; secret: string }>(
      '/api/v1/api-keys',
      { name: 'Web shop', roleId: 'agent' },
    )
    const { id } = await withSecret(api, made.secret).contact({ name: 'A', email: [freshEmail()] })
    await api.patch(id, 1, { city: 'Rome' })
    await api.send('DELETE', `/api/v1/api-keys/${made.key.id}`)
    expect((await historyOf(id)).map(({ actor }) => actor)).toEqual([
      { kind: 'person', id: api.owner.id, name: 'Olive Owner' },
      { kind: 'key', id: made.key.id, name: 'Web shop' },
    ])
  })

  test('keeps one row per version in the database, and the counters true', async () => {
    const { rows } = await api.client.execute(`
      SELECT (SELECT count(*) FROM changes) AS changes, (SELECT sum(version) FROM contacts) AS versions,
        (SELECT n FROM counters WHERE name = 'live') AS live,
        (SELECT count(*) FROM contacts WHERE deleted_at IS NULL) AS counted,
        (SELECT n FROM counters WHERE name = 'trashed') AS trashed,
        (SELECT count(*) FROM contacts WHERE deleted_at IS NOT NULL) AS binned`)
    const row = rows[0]!
    expect(row.changes).toBe(row.versions)
    expect(row.live).toBe(row.counted)
    expect(row.trashed).toBe(row.binned)
  })

  test('comes page by page, down to the creation', async () => {
    const { id } = await api.contact({ name: 'Ann', email: [freshEmail()] })
    for (let version = 1; version < 6; version++)
      await api.patch(id, version, version % 2 ? { city: `C${version}` } : { title: `T${version}` })
    const pages: (string | number)[][] = []
    for (let more = ''; ;) {
      const path = `${contacts}/${id}/changes?pageSize=2${more}`
      const { body } = await api.get<Changes & { nextCursor: string | null }>(path)
      pages.push(body.data.map(({ version }) => version))
      if (body.nextCursor === null) break
      more = `&cursor=${body.nextCursor}`
    }
    expect(pages).toEqual([
      [6, 5],
      [4, 3],
      [2, 1],
    ])
    const ofField = (more: string) =>
      api.get<Changes & { nextCursor: string | null }>(
        `${contacts}/${id}/changes?field=city&pageSize=2${more}`,
      )
    const { body: first } = await ofField('')
    expect(first.data.map(({ version }) => version)).toEqual([6, 4])
    const { body: second } = await ofField(`&cursor=${first.nextCursor}`)
    expect(second).toMatchObject({ data: [{ version: 2 }], nextCursor: null })
    for (const query of ['field=nope', 'cursor=x', 'pageSize=201'])
      expect((await api.get(`${contacts}/${id}/changes?${query}`)).status).toBe(422)
  })

  test('says through what: a program’s key, an import by its file, its undoing', async () => {
    const email = freshEmail()
    const { id } = await api.contact({ name: 'Ann', email: [email] })
    const rows = numbered([['Ann', email, 'Rome']])
    const headings = ['Name', 'Email', 'City']
    const more = { fileName: 'fair.csv' }
    const imported = await importRows(api, 'merge', headings, rows, 10, more)
    await undoAll(api, imported.id)
    const { body: key } = await api.post<{ secret: string }>('/api/v1/api-keys', {
      name: 'Web shop',
      roleId: 'agent',
    })
    await withSecret(api, key.secret).patch(id, '*', { city: 'Oslo' })
    const told = (await historyOf(id)).map(({ via, actor, fileName }) => [
      via,
      actor?.name,
      fileName,
    ])
    expect(told).toEqual([
      ['api', 'Web shop', null],
      ['undo', 'Olive Owner', 'fair.csv'],
      ['import', 'Olive Owner', 'fair.csv'],
      ['form', 'Olive Owner', null],
    ])
  })

  test('answers 404 for nobody', async () => {
    const path = `${contacts}/01900000-0000-7000-8000-000000000000/changes`
    expect((await api.get(path)).status).toBe(404)
  })
})
