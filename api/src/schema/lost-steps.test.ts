import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Send, tries } from '../../test/crash/tries.ts'
import { isDeep } from '../../test/deep.ts'
import type { DatabaseClient } from '../db/client.ts'

let planId: string
let tried: Awaited<ReturnType<typeof tries>>

/** A field that becomes another type in steps, one that is new, a role, and one that goes. */
const document = {
  cardfile: 1,
  roles: [{ name: 'Lead', permissions: ['view_contacts'] }],
  sections: [{ name: 'Contract' }],
  fields: [
    { key: 'seats', type: 'text', section: 'Contract' },
    {
      key: 'plan',
      name: 'Plan',
      type: 'text',
      viewRoles: ['Lead'],
      requiredWhen: { field: 'seats', operator: 'eq', value: '1' },
    },
  ],
  views: [{ name: 'Seats', filter: { field: 'plan', operator: 'nnull' }, roles: ['Lead'] }],
}

async function prepare(send: Send, client: DatabaseClient): Promise<void> {
  const field = await send('POST', '/fields', { name: 'Seats', type: 'integer', indexed: true })
  await send('POST', '/fields', { name: 'Gone', type: 'text' })
  for (let n = 1; n <= 3; n++) {
    const values = { name: 'Ann', email: [`a${n}@x.org`], [String(field.key)]: n }
    await send('POST', '/contacts', { values })
    await client.execute(`UPDATE sqlite_sequence SET seq = seq + 20000 WHERE name = 'contacts'`)
  }
  const plan = await send('POST', '/schema/plan', { document, prune: { fields: ['gone'] } })
  planId = String(plan.planId)
}

async function apply(send: Send): Promise<void> {
  for (;;) {
    const { done } = await send('POST', '/schema/apply', { planId })
    if (done) return
  }
}

const state = [
  'SELECT seq, json(data), version, deleted_at FROM contacts ORDER BY seq',
  'SELECT contact_seq, version, kind, via, json(before) FROM changes ORDER BY 1, 2',
  'SELECT key, type, version, deleted_at IS NULL, section, conditions FROM fields ORDER BY id',
  'SELECT name, permissions, version FROM roles ORDER BY name',
  'SELECT name, position, version FROM sections',
  'SELECT name, filter, version FROM views',
  'SELECT count(*) FROM role_views',
  'SELECT kind, state, counts FROM jobs',
  'SELECT action, target_name FROM audit ORDER BY seq',
  'SELECT rowid FROM search ORDER BY rowid',
]

beforeAll(async () => {
  // Every lost reply is logged as the fault it is.
  vi.spyOn(console, 'error').mockImplementation(() => {})
  tried = await tries({ prepare, program: apply, state })
})

afterAll(() => {
  vi.restoreAllMocks()
  tried.remove()
})

test.each(isDeep ? (['before', 'after'] as const) : (['after'] as const))(
  'a reply of the database lost %s it did what it was asked changes nothing of an applied plan in the end',
  async (when) => {
    expect(await tried.loseEach(when)).toBeGreaterThan(40)
  },
  120_000,
)

test.runIf(isDeep).each(['before', 'after'] as const)(
  'a server killed %s a database call of an applied plan loses nothing and repeats nothing',
  async (when) => {
    expect(await tried.killAtEach(when)).toBeGreaterThan(40)
  },
  600_000,
)
