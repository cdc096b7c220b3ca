import { permissionIds } from '@cardfile/openapi'
import { expect, test } from 'vitest'
import { operation } from '../http/operation.ts'
import { createRouter } from '../http/router.ts'
import { needsTable } from './needs-table.ts'

test('says of permissions that no operation needs as a whole what each of them opens', () => {
  const rows = needsTable(createRouter()).split('\n')
  const opened = (id: string) => rows.find((row) => row.includes(`(\`${id}\`)`))?.split(' | ')[1]
  expect(opened('view_identities')).toContain('identity fields')
  expect(opened('manage_views')).toContain('sharing views')
})

test('lists each operation under the permission it states, by its path in the document', () => {
  const route = operation({
    method: 'post',
    path: '/things/{id}/parts',
    permission: 'import_contacts',
    responses: { 204: { description: 'Done' } },
  })
  const table = needsTable(createRouter().openapi(route, (c) => c.body(null, 204)))
  expect(table).toContain('(`import_contacts`) | `POST /things/{id}/parts` |')
  for (const id of permissionIds) expect(table).toContain(`(\`${id}\`)`)
})
