import { beforeAll, expect, test } from 'vitest'
import { type Api, freshEmail, startApi } from './support/api.ts'
import { asRole } from './support/callers.ts'
import { beginImport, imports, numbered } from './support/imports.ts'

let owner: Api
/** Import, each by a key of their own. */
let ann: Api
let bob: Api
let blind: Api

beforeAll(async () => {
  owner = await startApi()
  const role = async (name: string, permissions: string[]) =>
    (await owner.post('/api/v1/roles', { name, permissions })).body.id
  const importers = await role('Importers', ['view_contacts', 'view_identities', 'import_contacts'])
  ann = await asRole(owner, importers)
  bob = await asRole(owner, importers)
  blind = await asRole(owner, await role('Blind', ['view_contacts', 'import_contacts']))
})

const headings = ['name', 'email']

test.each([false, true])(
  'who sees no identities begins no import (dry run: %s), by rows or as a file',
  async (dryRun) => {
    const body = { fileName: 'a.csv', mode: 'merge', headings, dryRun }
    const file = `${imports}/file?mode=merge${dryRun ? '&dryRun=1' : ''}`
    const headers = { 'content-type': 'text/csv' }
    for (const refused of [
      await blind.refused('POST', imports, { body }),
      await blind.refused('POST', file, { headers, body: 'name,email\nAnn,ann@example.com\n' }),
    ])
      expect([refused.status, refused.body]).toMatchObject([403, { permission: 'view_identities' }])
  },
)

test('an import takes rows and its end from who began it, and is cancelled by who manages people', async () => {
  const rows = numbered([['Ann', freshEmail()]])
  const { id } = await beginImport(ann, 'merge', headings)
  const of = (what: string) => `${imports}/${id}/${what}`
  for (const refused of [
    await bob.refused('PUT', of('chunks/0'), { body: { rows } }),
    await bob.refused('POST', of('finish')),
    await bob.refused('POST', of('cancel')),
    await owner.refused('PUT', of('chunks/0'), { body: { rows } }),
    await owner.refused('POST', of('finish')),
  ])
    expect([refused.status, refused.body]).toMatchObject([
      403,
      { code: 'forbidden', detail: expect.stringContaining('was begun by') },
    ])
  expect((await ann.send('PUT', of('chunks/0'), { body: { rows } })).status).toBe(200)
  expect((await owner.post(of('cancel'), undefined)).body).toMatchObject({ state: 'cancelled' })
  expect((await bob.post(of('cancel'), undefined)).body).toMatchObject({ state: 'cancelled' })
  const told = await owner.client.execute(
    "SELECT count(*) AS n FROM audit WHERE action LIKE 'import.%'",
  )
  // Begun, and cancelled once.
  expect(told.rows[0]?.n).toBe(2)
})
