import { permissionIds } from '@cardfile/openapi'
import { expect, test } from 'vitest'
import { operation } from '../http/operation.ts'
import { createRouter } from '../http/router.ts'
import { needsTable } from './needs-table.ts'

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
