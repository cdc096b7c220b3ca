import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../src/platform/node/node.ts'
import { person } from '../people.ts'
import { makeDataset, perSegment } from './dataset.ts'
import { type Asked, type Load, load } from './load.ts'
import { median } from './measured.ts'
import { type MeasuredServer, serveBare, serveMeasured } from './server.ts'

interface Kind {
  label: string
  /** Requests a round; fewer where each takes long. */
  count: number
  asked(n: number): Asked
}

type Stored = readonly { id: string }[]

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
function kindsOf(total: number, stored: Stored): Kind[] {
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

/**
 * Measures each kind of request over HTTP on a server of its own, and beside it, round after round, a
 * handler of the same framework that does nothing.
 *
 * @returns lines of a table: CPU of the server a request, as a multiple of the bare handler's too
 */
export async function measureRequests(total: number, rounds: number): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cardfile-bench-'))
  const file = join(folder, 'contacts.db')
  copyFileSync(await makeDataset(total), file)
  const stored = await someContacts(file, total)
  const bare = await serveBare()
  const server = await serveMeasured(file)
  try {
    return await table(kindsOf(total, stored), rounds, server, bare)
  } finally {
    await Promise.all([server.close(), bare.close()])
    rmSync(folder, { recursive: true, force: true })
  }
}

async function someContacts(file: string, total: number): Promise<Stored> {
  const { client } = await openDatabase({ url: `file:${file}`, authToken: undefined })
  const { rows } = await client.execute({
    sql: 'SELECT id FROM contacts WHERE seq % ? = 0',
    args: [Math.max(1, Math.floor(total / 2_000))],
  })
  client.close()
  return rows.map(({ id }) => ({ id: String(id) }))
}

async function table(
  kinds: readonly Kind[],
  rounds: number,
  server: MeasuredServer,
  bare: MeasuredServer,
): Promise<string[]> {
  const ofNothing: Load[] = []
  const ofKinds = kinds.map((): Load[] => [])
  // One round more than counts: the first compiles and fills caches.
  for (let round = 0; round <= rounds; round++) {
    const nothing = await load(bare, 2_000, () => ({ path: '/' }))
    if (round > 0) ofNothing.push(nothing)
    for (const [index, { count, asked }] of kinds.entries()) {
      const taken = await load(server, count, (n) => asked(n + round * count))
      if (round > 0) ofKinds[index]?.push(taken)
    }
  }
  const bareCpu = median(ofNothing.map(({ cpuMs }) => cpuMs))
  const row = (label: string, taken: readonly Load[]) => {
    const of = (name: keyof Load) => median(taken.map((one) => one[name]))
    const ratio = (of('cpuMs') / bareCpu).toFixed(1)
    const waits = `${of('p50').toFixed(1)} | ${of('p99').toFixed(1)}`
    return `| ${label} | ${of('cpuMs').toFixed(2)} | ${ratio} | ${of('perSecond').toFixed(0)} | ${waits} |`
  }
  return [
    '| | CPU ms a request | x the bare handler | requests/s | p50 ms | p99 ms |',
    '|---|---|---|---|---|---|',
    row('a handler that does nothing', ofNothing),
    ...kinds.map(({ label }, index) => row(label, ofKinds[index] ?? [])),
  ]
}
