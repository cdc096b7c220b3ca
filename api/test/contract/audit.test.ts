import type { Field } from '@cardfile/openapi'
import { beforeAll, describe, expect, it } from 'vitest'
import { target } from '../targets/index.ts'
import { type Api, freshEmail, startApi } from './support/api.ts'
import { asRole } from './support/callers.ts'
import { importRows, imports, numbered, undoAll } from './support/imports.ts'

interface AuditRow {
  id: string
  at: string
  actor: { kind: string; id: string | null; name: string | null } | null
  action: string
  target: { kind: string; id: string | null; name: string | null } | null
  ip: string | null
  requestId: string | null
  details: Record<string, unknown>
}

const contacts = '/api/v1/contacts'
const fields = '/api/v1/fields'
const secretText = 'Zanzibar'
let api: Api

beforeAll(async () => {
  api = await startApi()
})

async function log(query: Record<string, string> = {}, from: Pick<Api, 'get'> = api) {
  const path = `/api/v1/audit?${new URLSearchParams(query)}`
  const { status, body } = await from.get<{ data: AuditRow[]; nextCursor: string | null }>(path)
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}

/** What a piece of work adds to the log, oldest first. */
async function added(work: () => Promise<unknown>): Promise<AuditRow[]> {
  const newest = (await log({ pageSize: '1' })).data[0]?.id ?? '0'
  await work()
  const { data } = await log({ pageSize: '200' })
  return data.filter(({ id }) => Number(id) > Number(newest)).toReversed()
}

const actions = (rows: readonly AuditRow[]) => rows.map(({ action }) => action)

describe(`the audit log on ${target.runtime}`, () => {
  it('records every change of a field, with what changed', async () => {
    let field: Field | undefined
    const rows = await added(async () => {
      field = await api.field({ name: 'Planet', type: 'text' })
      const path = `${fields}/${field.id}`
      const body = { name: 'World', helpText: 'x', viewRoles: ['admin'] }
      await api.send('PATCH', path, { ifMatch: 1, body })
      await api.send('PATCH', path, { ifMatch: 1, body: { name: 'Stale' } })
      await api.send('DELETE', path, { ifMatch: 2 })
      await api.post(`${path}/restore`, undefined)
      const ids = (await api.get<{ data: Field[] }>(fields)).body.data.map(({ id }) => id)
      await api.post(`${fields}:reorder`, { ids: ids.toReversed() })
    })
    expect(actions(rows)).toEqual(
      ['created', 'changed', 'deleted', 'restored', 'reordered'].map((verb) => `field.${verb}`),
    )
    expect(rows[0]).toMatchObject({
      target: { kind: 'field', id: String(field?.id), name: 'Planet' },
      details: { key: 'planet', type: 'text' },
      requestId: expect.stringMatching(/^[\da-f-]{36}$/),
    })
    expect(rows[1]?.details).toMatchObject({
      changed: ['name', 'helpText', 'viewRoles'],
      viewRoles: ['admin'],
    })
  })

  it('records contacts that go and come back, once each, without their values', async () => {
    const ann = await api.contact({ name: secretText, email: [freshEmail()] })
    const ben = await api.contact({ name: secretText, email: [freshEmail()] })
    const rows = await added(async () => {
      const path = `${contacts}/${ann.id}`
      await api.send('DELETE', path, { ifMatch: 9 })
      await api.send('DELETE', path, { ifMatch: 1 })
      await api.send('DELETE', path, { ifMatch: 2 })
      await api.post(`${path}/restore`, undefined)
      await api.post(`${path}/restore`, undefined)
      const bulk = '/api/v1/bulk-changes'
      await api.post(bulk, { on: { q: secretText }, expected: 7, do: 'delete' })
      await api.post(bulk, { on: { ids: [ann.id, ben.id] }, do: 'delete' })
      await api.post(bulk, { on: { ids: [ann.id, ben.id] }, do: 'delete' })
    })
    expect(actions(rows)).toEqual(['contact.deleted', 'contact.restored', 'contact.deleted'])
    expect(rows[0]?.target).toEqual({ kind: 'contact', id: ann.id, name: null })
    expect(rows[2]).toMatchObject({ target: null, details: { contacts: 2 } })
    expect(JSON.stringify(await log())).not.toContain(secretText)
  })

  it('records what imports did, and no dry run', async () => {
    const headings = ['Name', 'Email']
    const rowsOf = numbered([['Cy', freshEmail()]])
    const rows = await added(async () => {
      await importRows(api, 'merge', headings, rowsOf, 1_000, { dryRun: true })
      const { id } = await importRows(api, 'merge', headings, rowsOf)
      await api.post(`${imports}/${id}/finish`, undefined)
      await undoAll(api, id)
      await api.post(`${imports}/${id}/undo`, undefined)
    })
    expect(actions(rows)).toEqual(['import.started', 'import.finished', 'import.undone'])
    expect(rows[0]?.target).toMatchObject({ kind: 'import', name: 'contacts.xlsx' })
    expect(rows[2]?.details).toMatchObject({ mode: 'merge', created: 1, undone: 1, kept: 0 })
  })

  it('records exports, of a list and of a selection', async () => {
    const { id } = await api.contact({ name: 'Dee', email: [freshEmail()] })
    const rows = await added(async () => {
      await api.get('/api/v1/exports/contacts?format=csv&q=dee&columns=name,email')
      await api.post('/api/v1/exports/contacts', { ids: [id], format: 'csv' })
      await api.get('/api/v1/exports/contacts?columns=nothing')
    })
    expect(actions(rows)).toEqual(['export.made', 'export.made'])
    expect(rows[0]?.details).toEqual({ format: 'csv', columns: 2, narrowed: true })
    expect(rows[1]?.details).toMatchObject({ selected: 1 })
  })

  it('is narrowed and paged', async () => {
    const all = await log({ pageSize: '200' })
    expect(all.data.length).toBeGreaterThan(5)
    const paged: AuditRow[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await log({ pageSize: '3', ...(cursor === '' ? {} : { cursor }) })
      paged.push(...page.data)
      cursor = page.nextCursor
    }
    expect(paged).toEqual(all.data)
    const exported = await log({ action: 'export.made' })
    expect(new Set(actions(exported.data))).toEqual(new Set(['export.made']))
    const today = new Date().toISOString().slice(0, 10)
    expect((await log({ from: today, to: today, pageSize: '200' })).data).toEqual(all.data)
    expect((await log({ to: '2020-01-01' })).data).toEqual([])
    expect((await log({ from: '2120-01-01T00:00:00Z' })).data).toEqual([])
    const who = all.data[0]?.actor?.id ?? 'nobody'
    expect((await log({ actor: 'somebody else' })).data).toEqual([])
    expect((await log({ actor: who, pageSize: '200' })).data).toEqual(
      all.data.filter(({ actor }) => actor?.id === who),
    )
    for (const query of ['action=made.up', 'cursor=x', 'from=then', 'nothing=1'])
      expect((await api.get(`/api/v1/audit?${query}`)).status).toBe(422)
  })

  it('is a file too, in which no cell is a formula', async () => {
    const name = '=HYPERLINK("http://evil.example","x")'
    await api.field({ name, type: 'text' })
    const response = await api.fetch('/api/v1/audit/export?action=field.created')
    expect(response.headers.get('content-disposition')).toMatch(/audit-\d{4}-\d\d-\d\d\.csv/)
    const lines = (await response.text()).trim().split(/\r?\n/)
    expect(lines[0]).toContain('Number')
    expect(lines.length).toBe(
      (await log({ action: 'field.created', pageSize: '200' })).data.length + 1,
    )
    expect(lines[1]).toContain('HYPERLINK')
    expect(lines[1]).not.toMatch(/(?:^|,|")=HYPERLINK/)
  })

  it('is shown to those alone who may see it', async () => {
    const agent = await asRole(api, 'agent')
    for (const path of ['/api/v1/audit', '/api/v1/audit/export'])
      expect((await agent.get(path)).status).toBe(403)
    const admin = await asRole(api, 'admin')
    const rows = await added(() => admin.get('/api/v1/exports/contacts?format=csv'))
    expect(rows[0]?.actor).toMatchObject({ kind: 'key', name: 'Key of admin' })
    expect((await log({}, admin)).data[0]?.actor?.kind).toBe('key')
  })

  it('lets nobody rewrite it', async () => {
    for (const sql of ["UPDATE audit SET action = 'x'", 'DELETE FROM audit'])
      await expect(api.client.execute(sql)).rejects.toThrow('the audit log cannot be changed')
    const { paths } = await api.readDocument()
    const methods = Object.entries(paths).flatMap(([path, operations]) =>
      path.includes('/audit') ? Object.keys(operations) : [],
    )
    expect(methods).toEqual(['get', 'get'])
  })
})
