import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { freshDatabase, removeDatabases } from '../../test/targets/fresh-database.ts'
import { createApp } from '../app.ts'
import type { DatabaseClient } from '../db/client.ts'
import { createDatabase } from '../db/database.ts'
import { openEmbedded } from '../db/embedded.ts'
import { projected } from './project.ts'
import type { SchemaApplied } from './apply-schema.ts'

vi.mock('./project.ts', async (load) => {
  const real = await load<{ projected: typeof projected }>()
  return { ...real, projected: vi.fn(real.projected) }
})

type Installation = ReturnType<typeof installation>

/** One process over a database; it knows only what it has read itself. */
function installation(client: DatabaseClient) {
  const app = createApp({ db: createDatabase(client) })
  const send = async (method: string, path: string, body?: object) => {
    const request = new Request(`http://localhost/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', 'if-match': '*' },
      ...(body && { body: JSON.stringify(body) }),
    })
    const response = await app.fetch(request)
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  return {
    send,
    async plan(document: object, prune: object = {}): Promise<string> {
      const { body } = await send('POST', '/schema/plan', {
        document: { ...none, ...document },
        prune,
      })
      return String(body.planId)
    },
    async apply(planId: string): Promise<SchemaApplied> {
      const { status, body } = await send('POST', '/schema/apply', { planId })
      expect([status, body.detail]).toEqual([200, undefined])
      return body as unknown as SchemaApplied
    },
    /** Keys of the fields that `fieldsOf` makes, in their order. */
    async made(): Promise<string[]> {
      const { body } = await send('GET', '/fields')
      return (body.data as { key: string }[])
        .map(({ key }) => key)
        .filter((key) => /^n\d/.test(key))
    },
  }
}

const none = { cardfile: 1, roles: [], sections: [], fields: [], views: [] }

/** Each but the first is there by the one before it. */
const fieldsOf = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    key: `n${n}`,
    name: `N ${n}`,
    type: 'text',
    ...(n % 8 > 0 && { visibleWhen: { field: `n${n - 1}`, operator: 'nnull' } }),
  }))
const keysOf = (count: number) => fieldsOf(count).map(({ key }) => key)

let client: DatabaseClient
let one: Installation

beforeEach(async () => {
  client = await openEmbedded(`file:${await freshDatabase()}`)
  one = installation(client)
})

afterAll(removeDatabases)

test('is planned as often for many steps as for few', async () => {
  const plannings: number[] = []
  for (const count of [30, 90]) {
    const views = ['A', 'B', 'C'].map((name) => ({ name, filter: null }))
    const planId = await one.plan({ fields: fieldsOf(count), views }, {})
    vi.mocked(projected).mockClear()
    for (let isDone = false; !isDone;) isDone = (await one.apply(planId)).done
    plannings.push(vi.mocked(projected).mock.calls.length)
    expect(await one.made()).toEqual(keysOf(count))
    const gone = await one.plan({}, { fields: keysOf(count), views: ['A', 'B', 'C'] })
    vi.mocked(projected).mockClear()
    for (let isDone = false; !isDone;) isDone = (await one.apply(gone)).done
    plannings.push(vi.mocked(projected).mock.calls.length)
    expect(await one.made()).toEqual([])
    await client.execute(`DELETE FROM fields WHERE key LIKE 'n%'`)
    one = installation(client)
  }
  expect(plannings.slice(2)).toEqual(plannings.slice(0, 2))
  expect(Math.max(...plannings)).toBeLessThan(6)
})

describe('a plan that is applied in several requests', () => {
  const count = 80

  test('is taken to its end by whoever is asked, each step once', async () => {
    const others = [one, installation(client), installation(client)]
    const planId = await one.plan({ fields: fieldsOf(count) })
    let asked = 0
    for (let isDone = false; !isDone; asked++) {
      const { done } = await others[asked % others.length]!.apply(planId)
      isDone = done
    }
    expect(asked).toBeGreaterThan(2)
    expect(await one.made()).toEqual(keysOf(count))
    const { rows } = await client.execute(
      `SELECT count(*) AS n FROM audit WHERE action = 'field.created'`,
    )
    expect(Number(rows[0]?.n)).toBe(count)
  })

  const changes: [what: string, change: (by: Installation) => Promise<{ status: number }>][] = [
    [
      'a field of the plan is made',
      (by) => by.send('POST', '/fields', { key: 'n79', name: 'Mine', type: 'text' }),
    ],
    [
      'a field of the plan is renamed',
      async (by) => {
        const { body } = await by.send('GET', '/fields')
        const { id } = (body.data as { id: number; key: string }[]).find(({ key }) => key === 'n0')!
        return by.send('PATCH', `/fields/${id}`, { name: 'Renamed' })
      },
    ],
    [
      'a view that the plan makes is there already',
      (by) => by.send('POST', '/views', { name: 'Empty', shared: true, q: 'x' }),
    ],
  ]

  test.each(
    changes.flatMap(([what, change]) =>
      ['here', 'elsewhere'].map((where) => ({ what, where, change })),
    ),
  )('goes no step further once $what $where', async ({ where, change }) => {
    const views = [{ name: 'Empty', filter: null }]
    const planId = await one.plan({ fields: fieldsOf(count), views })
    expect((await one.apply(planId)).done).toBe(false)
    const before = await one.made()
    const { status } = await change(where === 'here' ? one : installation(client))
    expect(status).toBeLessThan(300)
    const refused = await one.send('POST', '/schema/apply', { planId })
    expect([refused.status, refused.body.code]).toEqual([409, 'wrong_state'])
    expect((await one.made()).filter((key) => key !== 'n79')).toEqual(before)
  })
})
