import { afterAll, expect, test } from 'vitest'
import { freshDatabase, removeDatabases } from '../../test/targets/fresh-database.ts'
import { createDatabase } from '../db/database.ts'
import { openEmbedded } from '../db/embedded.ts'
import { createField } from '../fields/create-field.ts'
import { deleteField } from '../fields/delete-field.ts'
import { restoreField } from '../fields/restore-field.ts'
import type { Context } from '../installation/context.ts'
import { systemContext } from '../installation/system-context.ts'
import { createContact } from './create-contact.ts'
import { deleteContact } from './delete-contact.ts'
import { restoreContact } from './restore-contact.ts'

afterAll(removeDatabases)

interface Deleted {
  contact: string
  field: number
}

test.each<[string, (ctx: Context, deleted: Deleted) => Promise<object>]>([
  ['a contact', (ctx, { contact }) => restoreContact(ctx, contact)],
  ['a field', (ctx, { field }) => restoreField(ctx, field)],
])('%s comes back while fields are changed', async (_, restore) => {
  const client = await openEmbedded(`file:${await freshDatabase()}`)
  const plain = systemContext(createDatabase(client))
  const { id: contact } = await createContact(plain, { name: 'Ann', email: ['ann@example.com'] })
  await deleteContact(plain, contact, 1)
  const { id: field } = await createField(plain, { name: 'Gone', type: 'text' })
  await deleteField(plain, field, 1)
  let changes = 0
  const ctx = systemContext(
    createDatabase({
      batch: async (statements, mode) => {
        const results = await client.batch(statements, mode)
        // Behind what is read to be restored, and before that is written.
        const isRead = mode === 'read' && statements.length <= 2
        if (isRead && ++changes <= 4)
          await createField(plain, { name: `Field ${changes}`, type: 'text' })
        return results
      },
    }),
  )
  expect(await restore(ctx, { contact, field })).toMatchObject({ version: 3 })
  expect(changes).toBeGreaterThan(4)
  client.close()
})
