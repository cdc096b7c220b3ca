import { createApp } from '../../src/app.ts'
import { createDatabase } from '../../src/db/database.ts'
import { openDatabase } from '../../src/platform/node/node.ts'
import { person } from '../people.ts'
import { makeDataset, perSegment } from './dataset.ts'

/** What a person waits for, as the path of a request to a database of so many contacts. */
type Probe = (contacts: number, n: number) => string

const isValue = (field: string, value: unknown) => ({ field, operator: 'eq', value })

const filtered = (field: string, value: unknown) =>
  `filter=${encodeURIComponent(JSON.stringify(isValue(field, value)))}`

const someContact = (contacts: number, n: number) => ((n * 7919) % contacts) + 1

/** The middle of an e-mail address: the end of the name and the number behind it. */
const handlePart = (n: number) => person(n).handle.slice(2).replace(/^.*\./, '')

const probes: Record<string, Probe> = {
  'first page with its total': () => 'contacts?pageSize=50',
  'first page by name': () => 'contacts?pageSize=50&sort=name',
  [`filtered (${perSegment} match) and sorted page with total`]: (contacts, n) =>
    `contacts?pageSize=20&sort=name&${filtered('segment', n % Math.floor(contacts / perSegment))}`,
  'substring search, a handful match, with total': (contacts, n) =>
    `contacts?pageSize=20&q=${handlePart(someContact(contacts, n))}`,
  'substring search, every 30th matches, with total': () => 'contacts?pageSize=20&q=indqvis',
  'contact looked up by an identity': (contacts, n) =>
    `contacts?pageSize=1&${filtered('external_id', `crm-${String(someContact(contacts, n)).padStart(8, '0')}`)}`,
}

const rounds = 300

/**
 * Measures each probe on a small and a large database in turn, so that a machine whose speed drifts
 * slows both alike: by the processor's time, which others who are at work do not lengthen much.
 *
 * @returns lines of a table: medians in milliseconds and their ratio
 */
export async function compareLists(small: number, large: number): Promise<string[]> {
  const sides = [await openSide(small), await openSide(large)] as const
  const lines = [`| | ${small} | ${large} | ratio |`, '|---|---|---|---|']
  for (const [label, probe] of [
    ...Object.entries(probes),
    ofView(sides),
    oneContact(sides),
  ] as const) {
    const times: [number[], number[]] = [[], []]
    for (let n = 0; n < rounds; n++)
      for (const [index, side] of sides.entries()) {
        const before = process.cpuUsage()
        await side.get(probe(side.contacts, n))
        const { user, system } = process.cpuUsage(before)
        times[index]?.push((user + system) / 1000)
      }
    const [a, b] = times.map(median) as [number, number]
    lines.push(`| ${label} | ${a.toFixed(2)} ms | ${b.toFixed(2)} ms | ${(b / a).toFixed(2)} |`)
  }
  for (const side of sides) await side.close()
  return lines
}

interface Side {
  contacts: number
  /** Contacts' ids from all over the table. */
  ids: string[]
  /** Of a view whose conditions and order are by fast fields. */
  viewId: string
  get(path: string): Promise<string>
  close(): Promise<void>
}

function ofView(sides: readonly Side[]): [string, Probe] {
  const views = new Map(sides.map(({ contacts, viewId }) => [contacts, viewId]))
  return [
    `first page of a view (${perSegment} match, sorted) with total`,
    (contacts) => `contacts?pageSize=20&view=${views.get(contacts)}`,
  ]
}

function oneContact(sides: readonly Side[]): [string, Probe] {
  const idsOf = new Map(sides.map(({ contacts, ids }) => [contacts, ids]))
  return [
    'one contact',
    (contacts, n) => {
      const ids = idsOf.get(contacts) ?? []
      return `contacts/${ids[n % ids.length]}`
    },
  ]
}

async function openSide(contacts: number): Promise<Side> {
  const file = await makeDataset(contacts)
  const { client } = await openDatabase({ url: `file:${file}`, authToken: undefined })
  const app = createApp({ db: createDatabase(client) })
  const step = Math.max(1, Math.floor(contacts / rounds))
  const sample = await client.execute({
    sql: 'SELECT id FROM contacts WHERE seq % ? = 0 LIMIT ?',
    args: [step, rounds],
  })
  const views = '/api/v1/views'
  const made = await app.request(views, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      name: `Bench ${Date.now()}`,
      filter: isValue('segment', 1),
      sorters: [{ field: 'name', order: 'asc' }],
    }),
  })
  const view: { id?: string } = await made.json()
  if (view.id === undefined) throw new Error(`no view was made: ${JSON.stringify(view)}`)
  const { id } = view
  return {
    contacts,
    viewId: id,
    ids: sample.rows.map((row) => String(row.id)),
    async get(path) {
      const answer = await app.request(`/api/v1/${path}`)
      const text = await answer.text()
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${text}`)
      return text
    },
    close: async () => {
      await app.request(`${views}/${id}`, { method: 'DELETE', headers: { 'if-match': '*' } })
      client.close()
    },
  }
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
