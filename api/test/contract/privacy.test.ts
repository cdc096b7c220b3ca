import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Field, Values } from '@cardfile/openapi'
import { target } from '../targets/index.ts'
import { type Api, type ContactBody, freshEmail, startApi } from './support/api.ts'
import { asRole } from './support/callers.ts'
import { beginImport, importRows, numbered, putChunk, rowsOf, undoAll } from './support/imports.ts'

const contacts = '/api/v1/contacts'
let api: Api

beforeEach(async () => {
  api = await startApi()
})

/** Texts that stand nowhere else; each is in another corner of the database. */
const texts = {
  name: 'Xaverius Quillfeather',
  firstName: 'Wolfdietrich',
  email: 'quillfeather@zzyzx.example',
  oldEmail: 'wolpertinger@zzyzx.example',
  city: 'Schmugglerhausen',
  oldCity: 'Altschmugglerheim',
  phone: '+49 30 998877665',
  dryTitle: 'Obertrockenrat',
}

interface RecordBody {
  contact: ContactBody
  deletedFields: { key: string; name: string; value: unknown }[]
  changes: { version: number; kind: string; before?: Values; beforeInDeletedFields?: Values }[]
  imports: {
    row: number
    outcome: string
    dryRun: boolean
    changes: unknown[]
    notes: { field: string; value: string | null; reason: string }[]
  }[]
  failedRows: { row: number; cells: unknown[] }[]
}

/** Somebody who has left traces everywhere. */
async function muchHandled() {
  const other = await api.contact({ name: 'Somebody Else', email: [freshEmail()] })
  // Of a contact that only this dry run makes, in rows of which one alone names an address they have.
  const drySms = '+49 30 556677889'
  await importRows(
    api,
    'merge',
    ['Name', 'SMS', 'Email', 'Title'],
    numbered([
      [texts.name, drySms, null, null],
      [texts.name, drySms, texts.oldEmail, null],
      [texts.name, drySms, null, texts.dryTitle],
      ['Somebody Fourth', null, 'fourth@zzyzx.example', null],
      ['Somebody Fourth', null, 'fourth@zzyzx.example', 'Chef'],
    ]),
    2,
    { dryRun: true },
  )
  const first = { name: texts.name, email: [texts.oldEmail], city: texts.oldCity }
  const headers = { 'idempotency-key': 'once' }
  const { body } = await api.post(contacts, { values: first }, { headers })
  const headings = ['Name', 'Email', 'First name', 'City']
  const rows = numbered([
    [texts.name, texts.oldEmail, texts.firstName, texts.city],
    ['Somebody Third', 'third@zzyzx.example', 'Theo', 'Rome'],
    // Two contacts at once: this one fails, and quotes them.
    [texts.name, `${texts.oldEmail};third@zzyzx.example`, null, texts.city],
    ['No address', 'nothing that is one', null, 'Oslo'],
  ])
  const { id: importId } = await importRows(api, 'merge', headings, rows)
  await importRows(
    api,
    'replace',
    headings,
    numbered([[texts.name, texts.oldEmail, 'Wulf', 'Bern']]),
  )
  const dry = await beginImport(api, 'merge', headings, { dryRun: true })
  await putChunk(api, dry.id, 0, numbered([[texts.name, texts.oldEmail, 'Dryly Changed', 'Bern']]))
  const { version } = (await api.get(`${contacts}/${body.id}`)).body
  const patched = await api.patch(body.id, version, { email: [texts.email], sms: [texts.phone] })
  expect(patched.status).toBe(200)
  return { id: body.id, version: version + 1, importId, other, first }
}

const erase = (id: string, ifMatch?: string | number) =>
  api.refused('POST', `${contacts}/${id}/erase`, ifMatch === undefined ? {} : { ifMatch })

describe(`the record of a contact on ${target.runtime}`, () => {
  it('holds everything there is about it', async () => {
    const { id, version } = await muchHandled()
    const { body, headers } = await api.get<RecordBody>(`${contacts}/${id}/record`)
    expect(headers.get('content-disposition')).toContain(`contact-${id}.json`)
    expect(body.contact).toMatchObject({ id, version, values: { email: [texts.email] } })
    expect(body.changes.length).toBe(version)
    expect(body.changes.map(({ before }) => before?.email ?? null)).toContainEqual([texts.oldEmail])
    expect(body.imports.map(({ outcome }) => outcome)).toEqual(
      expect.arrayContaining(['merged', 'replaced']),
    )
    expect(body.imports.filter(({ dryRun }) => dryRun).flatMap(({ notes }) => notes)).toEqual([
      { field: 'first_name', value: 'Dryly Changed', reason: expect.stringContaining('“Wulf”') },
    ])
    expect(body.failedRows.map(({ cells }) => cells[0])).toEqual([texts.name])
    const written = JSON.stringify(body)
    for (const text of Object.values(texts)) expect(written).toContain(text)
    expect(written).not.toMatch(/Theo|Oslo|Chef/)
    const { data } = (await api.get<{ data: { action: string }[] }>('/api/v1/audit?pageSize=1'))
      .body
    expect(data[0]?.action).toBe('contact.exported')
  })

  it('holds what is kept of deleted fields, for those who might see them', async () => {
    const made = async (name: string, more = {}) =>
      (await api.post<Field>('/api/v1/fields', { name, type: 'text', ...more })).body
    const [plan, secret] = [await made('Plan'), await made('Secret', { viewRoles: ['agent'] })]
    const contact = await api.contact({
      name: 'Ann',
      email: [freshEmail()],
      [plan.key]: 'Gold',
      [secret.key]: 'Hush',
    })
    await api.patch(contact.id, 1, { [plan.key]: 'Silver' })
    for (const { id } of [plan, secret])
      await api.send('DELETE', `/api/v1/fields/${id}`, { ifMatch: '*' })
    const path = `${contacts}/${contact.id}/record`
    const { body } = await api.get<RecordBody>(path)
    expect(body.deletedFields).toMatchObject([
      { key: secret.key, name: 'Secret', value: 'Hush' },
      { key: plan.key, name: 'Plan', value: 'Silver' },
    ])
    expect(body.changes.at(-1)?.beforeInDeletedFields).toMatchObject({ [plan.key]: 'Gold' })
    expect(body.contact.values).not.toHaveProperty(plan.key)
    const admin = await asRole(api, 'admin')
    const seen = (await admin.get<RecordBody>(path)).body
    expect(seen.deletedFields.map(({ name }) => name)).toEqual(['Plan'])
    expect(JSON.stringify(seen)).not.toContain('Hush')
  })

  it('is given to those who may export, as far as they see', async () => {
    const { id } = await muchHandled()
    const path = `${contacts}/${id}/record`
    expect((await (await asRole(api, 'agent')).get(path)).status).toBe(403)
    expect((await api.get(`${contacts}/nobody/record`)).status).toBe(404)
    const blind = await asRole(api, 'admin', { permissions: ['view_contacts', 'export_contacts'] })
    const { body, status } = await blind.get<RecordBody>(path)
    expect(status).toBe(200)
    expect(JSON.stringify(body)).not.toMatch(/zzyzx|998877665/)
    expect(body.contact.values.name).toBe(texts.name)
  })
})

describe(`erasing a contact on ${target.runtime}`, () => {
  it('needs the state it is meant for, and the permission', async () => {
    const { id, version } = await muchHandled()
    expect((await erase(id)).status).toBe(428)
    expect((await erase(id, version - 1)).body).toMatchObject({
      code: 'stale',
      current: { version },
    })
    expect((await erase('nobody', '*')).status).toBe(404)
    const agent = await asRole(api, 'agent')
    const refused = await agent.refused('POST', `${contacts}/${id}/erase`, { ifMatch: '*' })
    expect(refused.status).toBe(403)
    expect((await api.get(`${contacts}/${id}`)).status).toBe(200)
  })

  it('leaves nothing of them in any table, nor in the file', async () => {
    const { id, version, importId, other, first } = await muchHandled()
    const { body: before } = await api.list({ count: 'exact' })
    expect((await erase(id, version)).status).toBe(204)
    expect((await api.get(`${contacts}/${id}`)).status).toBe(404)
    expect((await api.get(`${contacts}/${id}/record`)).status).toBe(404)
    for (const q of ['Quillfeather', 'zzyzx', '998877665'])
      expect((await api.list({ q })).body.data.map(({ values }) => values.name)).not.toContain(
        texts.name,
      )
    expect((await api.list({ count: 'exact' })).body.total).toBe(Number(before.total) - 1)
    // Others are untouched, and so is what the import says of itself.
    expect((await api.get(`${contacts}/${other.id}`)).body.values.name).toBe('Somebody Else')
    const rows = await rowsOf(api, importId)
    expect(rows.map(({ outcome }) => outcome)).toEqual(['merged', 'created', 'failed', 'failed'])
    expect(rows[0]).toMatchObject({ contact: null, changes: [] })
    expect(rows[2]?.reasons[0]?.reason).toContain('erased')
    expect(rows[3]?.reasons[0]?.value).toBe('nothing that is one')

    const headers = { 'idempotency-key': 'once' }
    const again = await api.refused('POST', contacts, { body: { values: first }, headers })
    expect(again.body.code).toBe('key_reused')
    await undoAll(api, importId)
    expect((await api.list({ q: 'Quillfeather' })).body.total).toBe(0)

    await expect
      .poll(async () => {
        await api.schedule(Date.now())
        return (await api.client.execute('SELECT count(*) AS n FROM purge_state')).rows[0]?.n
      })
      .toBe(0)
    const found = await everywhere()
    for (const text of Object.values(texts)) expect(found, text).not.toContain(text.toLowerCase())
    expect(found).not.toContain('556677889')
    expect(found).toContain('somebody third')
    expect(found).toContain('chef')
  })

  it('is recorded without values', async () => {
    const { id, version } = await muchHandled()
    await erase(id, version)
    const { data } = (await api.get<{ data: object[] }>('/api/v1/audit?action=contact.erased')).body
    expect(data).toHaveLength(1)
    expect(data[0]).toMatchObject({ target: { kind: 'contact', id, name: null }, details: {} })
  })

  it('also empties the trash of them', async () => {
    const { id, version } = await muchHandled()
    await api.send('DELETE', `${contacts}/${id}`, { ifMatch: version })
    expect((await erase(id, '*')).status).toBe(204)
    expect((await api.list({ trashed: 'true' })).body.total).toBe(0)
  })
})

/**
 * All the bytes there are of the database, in lower case: free space, the index and the log included.
 * On a server the file is the database's own affair, so there it is all that its tables hold.
 */
async function everywhere(): Promise<string> {
  if (target.database === 'file') {
    await api.client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
    return readFileSync(api.file).toString('utf8').toLowerCase()
  }
  const { rows: tables } = await api.client.execute(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'",
  )
  const parts: string[] = []
  for (const { name } of tables) {
    const { rows: columns } = await api.client.execute(`PRAGMA table_info(${String(name)})`)
    const hexes = columns.map((column) => `hex("${String(column.name)}")`).join(" || ' ' || ")
    const { rows } = await api.client.execute(`SELECT ${hexes} AS content FROM ${String(name)}`)
    for (const { content } of rows)
      for (const hex of String(content).split(' ')) parts.push(Buffer.from(hex, 'hex').toString())
  }
  return parts.join('\n').toLowerCase()
}
