import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FieldPatch } from '@cardfile/openapi'
import { expect, test } from 'vitest'
import { createDatabase } from '../db/database.ts'
import { systemContext } from '../installation/system-context.ts'
import { openDatabase } from '../platform/node/node.ts'
import { createField } from './create-field.ts'
import { changed } from './changed-field.ts'
import { tryConversion } from './conversion.ts'

test('values tried in parts come to the same as all of them at once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cardfile-conversion-'))
  const { client } = await openDatabase({
    url: `file:${join(folder, 'a.db')}`,
    authToken: undefined,
  })
  const ctx = systemContext(createDatabase(client).session(), { now: Date.now })
  const { id } = await createField(ctx, { name: 'Count', type: 'text' })
  await client.execute(`
    INSERT INTO contacts (id, data, version, created_at, updated_at)
    SELECT 'c' || value, jsonb_object('f1', 'Ann', 'f${id}', iif(value % 7, value || '', 'many')),
      1, 0, 0
    FROM generate_series(1, 12000) WHERE value % 3`)
  await ctx.definitions.use(ctx.db, async (snapshot) => {
    const before = snapshot.fields.find((field) => field.id === id)!
    const patch: FieldPatch = { type: 'integer' }
    const after = changed(before, patch)
    const whole = await tryConversion(ctx, snapshot, before, after)
    const parts = [await tryConversion(ctx, snapshot, before, after, { isEnough: () => true })]
    for (let next = parts[0]!.next; next !== null; next = parts.at(-1)!.next)
      parts.push(
        await tryConversion(ctx, snapshot, before, after, { from: next, isEnough: () => true }),
      )
    const sum = (of: 'converts' | 'fails') => parts.reduce((total, part) => total + part[of], 0)
    expect(parts).toHaveLength(2)
    expect([sum('converts'), sum('fails')]).toEqual([whole.converts, whole.fails])
    expect(whole).toMatchObject({ next: null, read: { n: 8_000 } })
    expect(whole.fails).toBeGreaterThan(1_000)
  })
  client.close()
  rmSync(folder, { recursive: true })
})
