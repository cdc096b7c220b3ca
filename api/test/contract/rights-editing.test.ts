import { contactSchema, type Field, reasonsOf, type Values } from '@cardfile/openapi'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Api, type ContactBody, startApi } from './support/api.ts'
import { asRole } from './support/callers.ts'
import {
  allFields,
  beginImport,
  failuresOf,
  importRows,
  imports,
  type KeptBody,
  numbered,
  rowsOf,
  undoAll,
} from './support/imports.ts'

let owner: Api
/** May not change `locked`, and sees neither `hidden` nor SSO IDs. */
let clerk: Api
let clerkRole: string

const onlyOwners = ['owner', 'admin']

beforeEach(async () => {
  owner = await startApi()
  await owner.field({
    name: 'Locked',
    type: 'text',
    required: true,
    defaultValue: 'preset',
    editRoles: onlyOwners,
  })
  await owner.field({
    name: 'Hidden',
    type: 'text',
    required: true,
    length: 20,
    viewRoles: onlyOwners,
  })
  await owner.field({
    name: 'Hidden preset',
    type: 'text',
    defaultValue: 'from the start',
    viewRoles: onlyOwners,
  })
  await owner.field({ name: 'Note', type: 'text' })
  const sso = await owner.fieldByKey('sso_id')
  await owner.send('PATCH', `/api/v1/fields/${sso.id}`, {
    ifMatch: '*',
    body: { viewRoles: onlyOwners },
  })
  const role = await owner.post<{ id: string }>('/api/v1/roles', {
    name: 'Clerk',
    permissions: ['view_contacts', 'view_identities', 'edit_contacts', 'import_contacts'],
  })
  clerkRole = role.body.id
  clerk = await asRole(owner, clerkRole)
})

/** As they are, also where they break a rule. */
async function values(id: string): Promise<Values> {
  const response = await owner.fetch(`/api/v1/contacts/${id}`)
  return ((await response.json()) as ContactBody).values
}

const person = (more: object = {}) => ({
  name: 'Ann',
  email: ['ann@example.com'],
  hidden: 'kept',
  locked: 'by owner',
  ...more,
})

describe('a field that somebody may not change', () => {
  test('has its default on creation, is not asked for, and cannot be given', async () => {
    const { id } = await clerk.contact({ name: 'Ann', email: ['ann@example.com'] })
    expect(await values(id)).toMatchObject({ locked: 'preset', hidden_preset: 'from the start' })
    const refused = await clerk.refused('POST', '/api/v1/contacts', {
      body: { values: { name: 'Bo', email: ['bo@example.com'], locked: 'mine' } },
    })
    expect(refused.body.errors).toEqual({ 'values.locked': ['is not yours to change'] })
  })

  test('keeps what it has, whatever a change says', async () => {
    const { id } = await owner.contact(person())
    const refused = await clerk.refused('PATCH', `/api/v1/contacts/${id}`, {
      ifMatch: '*',
      body: { values: { locked: 'mine' } },
    })
    expect(refused.body.errors).toEqual({ 'values.locked': ['is not yours to change'] })
    expect((await clerk.patch(id, '*', { locked: 'by owner', note: 'x' })).status).toBe(200)
  })

  test.each(['merge', 'replace'] as const)('keeps what it has in %s', async (mode) => {
    const { id } = await owner.contact(person({ sso_id: ['ann'], hidden_preset: 'set' }))
    const row = ['Ann', 'ann@example.com', 'mine', 'told']
    const done = await importRows(clerk, mode, ['name', 'email', 'locked', 'note'], numbered([row]))
    expect(done.counts[mode === 'merge' ? 'merged' : 'replaced']).toBe(1)
    expect(await values(id)).toEqual(
      person({ sso_id: ['ann'], hidden_preset: 'set', note: 'told' }),
    )
  })

  test('is not changed by undoing either', async () => {
    const { id } = await owner.contact(person())
    const rows = numbered([['Ann', 'ann@example.com', 'by import', 'kept', 'by import']])
    const headings = ['name', 'email', 'locked', 'hidden', 'note']
    const done = await importRows(owner, 'replace', headings, rows)
    expect(await undoAll(clerk, done.id)).toMatchObject({ undone: 0, kept: 1 })
    expect(await values(id)).toMatchObject({ locked: 'by import' })
    const kept = await clerk.get<KeptBody>(`${imports}/${done.id}/kept`)
    expect(kept.body.data[0]?.reason).toContain('not yours to change')
  })

  test('does not keep an import from being undone that left it alone', async () => {
    const { id } = await owner.contact(person())
    const rows = numbered([['Ann', 'ann@example.com', 'told']])
    const done = await importRows(clerk, 'merge', ['name', 'email', 'note'], rows)
    expect(await undoAll(clerk, done.id)).toMatchObject({ undone: 1, kept: 0 })
    expect(await values(id)).toEqual({ ...person(), hidden_preset: 'from the start' })
  })
})

describe('a field that somebody does not see', () => {
  test('is kept by Replace even where it breaks a rule made since, and is not told of', async () => {
    const { id } = await owner.contact(person({ note: 'before' }))
    await owner.client.execute(
      `UPDATE contacts SET data = jsonb_set(data, '$.f' || (SELECT id FROM fields WHERE key = 'hidden'), '${'x'.repeat(40)}')`,
    )
    const rows = numbered([['Ann', 'ann@example.com', 'after']])
    const done = await importRows(clerk, 'replace', ['name', 'email', 'note'], rows)
    expect(done.counts.replaced).toBe(1)
    expect(await values(id)).toMatchObject({ hidden: 'x'.repeat(40), note: 'after' })
    const [row] = await rowsOf(clerk, done.id)
    expect(row?.changes).toEqual([{ field: 'note', before: 'before', after: 'after' }])
  })

  test('is matched by no heading, label or key', async () => {
    const { columns } = await beginImport(clerk, 'merge', ['Name', 'Hidden', 'hidden', 'SSO ID'])
    expect(columns.map(({ status }) => status)).toEqual([
      'matched',
      'unknown',
      'unknown',
      'unknown',
    ])
    const { columns: owners } = await beginImport(owner, 'merge', ['Name', 'Hidden', 'SSO ID'])
    expect(owners.map(({ status }) => status)).toEqual(['matched', 'matched', 'matched'])
  })

  test('gives a contact no identity that counts for who empties the others', async () => {
    const [with_, without] = [
      await owner.contact(person({ sso_id: ['ann'] })),
      await owner.contact(person({ email: ['bo@example.com'] })),
    ]
    for (const { id } of [with_, without]) {
      const { status, body } = await clerk.refused('PATCH', `/api/v1/contacts/${id}`, {
        ifMatch: '*',
        body: { values: { email: [] } },
      })
      expect(status).toBe(422)
      expect(JSON.stringify(body)).not.toContain('SSO')
    }
    expect((await owner.patch(with_.id, '*', { email: [] })).status).toBe(200)
    // Whatever touches no identity is free to go on.
    expect((await clerk.patch(with_.id, '*', { note: 'still' })).status).toBe(200)
  })

  test('takes its rights along when it is deleted', async () => {
    const hidden = await owner.fieldByKey('hidden')
    await owner.send('DELETE', `/api/v1/fields/${hidden.id}`, { ifMatch: '*' })
    const deleted = (api: Api) =>
      api.get<{ data: Field[] }>('/api/v1/fields?deleted=true').then(({ body }) => body.data.length)
    expect([await deleted(owner), await deleted(clerk)]).toEqual([1, 0])
    await owner.post(`/api/v1/fields/${hidden.id}/restore`, undefined)
    expect((await allFields(clerk)).map(({ key }) => key)).not.toContain('hidden')
  })
})

test('an answer is repeated to who got it first, and with what they may see by then', async () => {
  const headers = { 'idempotency-key': 'one-of-two' }
  const body = { values: { name: 'Ann', email: ['ann@example.com'], hidden: 'kept', note: 'n' } }
  expect((await owner.send('POST', '/api/v1/contacts', { headers, body })).status).toBe(201)
  const own = { 'idempotency-key': 'of-the-clerk' }
  const { hidden: _, ...seen } = body.values
  const clerks = { values: { ...seen, email: ['bo@example.com'] } }
  const first = await clerk.send('POST', '/api/v1/contacts', { headers: own, body: clerks })
  expect(first.body.values.note).toBe('n')
  const other = await clerk.refused('POST', '/api/v1/contacts', { headers, body: clerks })
  expect(other.body.code).toBe('key_reused')
  const colleague = await asRole(owner, clerkRole)
  const theirs = await colleague.refused('POST', '/api/v1/contacts', { headers: own, body: clerks })
  expect(theirs.body.code).toBe('key_reused')

  expect(first.body.values.locked).toBe('preset')
  const locked = await owner.fieldByKey('locked')
  await owner.send('PATCH', `/api/v1/fields/${locked.id}`, {
    ifMatch: '*',
    body: { viewRoles: onlyOwners },
  })
  const again = await clerk.send('POST', '/api/v1/contacts', { headers: own, body: clerks })
  expect(again.status).toBe(201)
  expect(again.body).toMatchObject({ id: first.body.id, values: { note: 'n' } })
  expect(again.body.values).not.toHaveProperty('locked')
})

describe('the form, the API and the import give who may not do all the same verdict', () => {
  const table: Record<string, unknown>[] = [
    {},
    { note: 'x' },
    { locked: 'preset' },
    { locked: 'mine' },
    { hidden: 'x' },
    { sso_id: ['x'] },
    { name: '' },
    { email: [] },
  ]
  test.each(table.map((given, index) => [JSON.stringify(given), given, index] as const))(
    'on %s',
    async (_, given, index) => {
      const all = { name: 'Ann', email: [`ann${index}@example.com`], ...given }
      const verdict = contactSchema(await allFields(clerk), 'create').safeParse(all)
      const form = verdict.success ? {} : reasonsOf(verdict.error)
      const { status, body } = await clerk.refused('POST', '/api/v1/contacts', {
        body: { values: all },
      })
      const api = Object.entries(status === 201 ? {} : body.errors)
      expect(
        Object.fromEntries(api.map(([path, why]) => [path.replace('values.', ''), why])),
      ).toEqual(form)
      // A file may have any columns: those that are nobody's are passed over.
      const known = new Set((await allFields(clerk)).map(({ key }) => key))
      if (!Object.keys(given).every((key) => known.has(key))) return
      if (status === 201) await owner.client.execute('DELETE FROM identities')
      const cells = Object.values(all).map((value) =>
        Array.isArray(value) ? value.join(';') : value,
      )
      const done = await importRows(clerk, 'skip', Object.keys(all), numbered([cells as string[]]))
      const told: Record<string, string[]> = {}
      for (const { field, reason } of await failuresOf(clerk, done.id))
        (told[field ?? 'identities'] ??= []).push(reason)
      expect(told).toEqual(form)
    },
  )
})
