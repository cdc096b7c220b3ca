import { openDatabase } from '../../src/platform/node/node.ts'
import { person } from '../people.ts'
import { perSegment } from './dataset.ts'
import type { Asked } from './load.ts'

export interface Kind {
  label: string
  /** Requests a round; fewer where each takes long. */
  count: number
  asked(n: number): Asked
}

/** Contacts that are there to be read and changed. */
export type Stored = readonly { id: string }[]

const contacts = '/api/v1/contacts'

function listed(query: Record<string, unknown>): Asked {
  const given = Object.entries(query).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ])
  return { path: `${contacts}?${new URLSearchParams(given)}` }
}

const eq = (field: string, value: unknown) => ({ field, operator: 'eq', value })

/** What is measured: each kind of request that people and programs send most. */
export function kindsOf(total: number, stored: Stored): Kind[] {
  const segments = Math.floor(total / perSegment)
  const some = (n: number) => (n * 7919) % total
  const idOf = (n: number) => stored[n % stored.length]?.id ?? ''
  const page = { pageSize: 20, count: 'none' }
  return [
    { label: 'get', count: 2_000, asked: (n) => ({ path: `${contacts}/${idOf(n)}` }) },
    { label: 'list 50', count: 600, asked: () => listed({ pageSize: 50, count: 'none' }) },
    { label: 'list 50 with total', count: 600, asked: () => listed({ pageSize: 50 }) },
    {
      label: 'filter and sort, neither field fast',
      count: 60,
      asked: (n) =>
        listed({ ...page, sort: '-seats', filter: eq('last_name', person(some(n)).lastName) }),
    },
    {
      label: 'filter and sort, the filter fast',
      count: 300,
      asked: (n) =>
        listed({ ...page, sort: '-seats', filter: eq('city', person(some(n)).place.city) }),
    },
    {
      label: 'filter and sort, both fast',
      count: 600,
      asked: (n) => listed({ ...page, sort: 'name', filter: eq('segment', n % segments) }),
    },
    {
      label: 'substring search',
      count: 600,
      asked: (n) => listed({ ...page, q: person(some(n) + 1).handle.slice(2, 9) }),
    },
    {
      label: 'update',
      count: 1_000,
      asked: (n) => ({
        method: 'PATCH',
        path: `${contacts}/${idOf(n)}`,
        headers: { 'if-match': '*' },
        body: { values: { title: `Title ${performance.now()} ${n}` } },
      }),
    },
    {
      label: 'create',
      count: 1_000,
      asked: () => {
        const unique = crypto.randomUUID()
        return {
          method: 'POST',
          path: contacts,
          body: {
            values: { name: `Person ${unique}`, email: [`${unique}@example.com`], city: 'Berlin' },
          },
        }
      },
    },
  ]
}

/** Two thousand of them, from all over the database. */
export async function someContacts(file: string, total: number): Promise<Stored> {
  const { client } = await openDatabase({ url: `file:${file}`, authToken: undefined })
  const { rows } = await client.execute({
    sql: 'SELECT id FROM contacts WHERE seq % ? = 0',
    args: [Math.max(1, Math.floor(total / 2_000))],
  })
  client.close()
  return rows.map(({ id }) => ({ id: String(id) }))
}
