import { packValues } from '../../src/contacts/contact.ts'
import { createApp } from '../../src/app.ts'
import { createDatabase, type Database } from '../../src/db/database.ts'
import { followDuplicates } from '../../src/duplicates/follow.ts'
import { systemContext } from '../../src/installation/system-context.ts'
import { openDatabase } from '../../src/platform/node/node.ts'
import { uuidv7 } from '../../src/crypto/uuid.ts'
import { discard } from './database-file.ts'
import { type KnownContact, peopleWithTwins } from './people-with-twins.ts'
import { median } from './measured.ts'
import { dataFolder } from './rows.ts'

const rowsAtOnce = 5_000
const rounds = 300

interface Side {
  contacts: number
  /** Milliseconds of processor time for each contact, and of waiting. */
  perContact: number
  waited: number
  megabytes: number
  queue: number
  ofContact: number
  pairs: number
  right: number
  precision: number
  recall: number
}

/**
 * Finds duplicates among invented contacts whose answers are known: how fast keys are made behind the writes, what
 * the queue's first page and the suggestions of one contact take, and how many of the pairs are right.
 *
 * @returns lines of a table, for each number of people; processor time of the whole process
 */
export async function compareDuplicates(sizes: readonly number[]): Promise<string[]> {
  const sides: Side[] = []
  for (const size of sizes) sides.push(await measureSide(size))
  const [first] = sides
  const line = (label: string, of: (side: Side) => string) =>
    `| ${label} | ${sides.map(of).join(' | ')} |`
  const ms = (of: (side: Side) => number) => (side: Side) =>
    `${of(side).toFixed(2)} ms${side === first ? '' : ` (${(of(side) / of(first ?? side)).toFixed(2)} ×)`}`
  return [
    line('', ({ contacts }) => `${contacts} contacts`),
    `|${' --- |'.repeat(sides.length + 1)}`,
    line('keys made, contacts a second', ({ waited }) => String(Math.round(1_000 / waited))),
    line('processor time for each', ({ perContact }) => `${perContact.toFixed(3)} ms`),
    line('tables of keys and pairs', ({ megabytes }) => `${megabytes.toFixed(0)} MB`),
    line(
      'the queue’s first page, 25 pairs',
      ms(({ queue }) => queue),
    ),
    line(
      'suggestions of one contact',
      ms(({ ofContact }) => ofContact),
    ),
    line('pairs suspected, of so many there are', ({ pairs, right }) => `${pairs}, ${right}`),
    line('of those suspected right (precision)', ({ precision }) => percent(precision)),
    line('of those there are suspected (recall)', ({ recall }) => percent(recall)),
  ]
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`

async function measureSide(people: number): Promise<Side> {
  const file = `${dataFolder}bench-duplicates-${process.pid}.db`
  discard(file)
  const { client } = await openDatabase({ url: `file:${file}`, authToken: undefined })
  await client.execute('PRAGMA synchronous = OFF')
  const db = createDatabase(client)
  const persons = await fill(db, peopleWithTwins(people))
  const contacts = persons.length
  const pagesBefore = await pagesOf(db)
  const [began, cpu] = [performance.now(), process.cpuUsage()]
  await followDuplicates(db, Date.now)
  const waited = (performance.now() - began) / contacts
  const perContact = cpuSince(cpu) / contacts
  const megabytes = ((await pagesOf(db)) - pagesBefore) / 1_000_000
  const app = createApp({ db })
  const [ids] = await db.batch(
    [
      {
        sql: 'SELECT c.id FROM duplicate_pairs p JOIN contacts c ON c.seq = p.a LIMIT ?',
        args: [rounds],
      },
    ],
    'read',
  )
  const some = (ids?.rows ?? []).map(({ id }) => String(id))
  const answered = await medianOf(app, () => '/api/v1/duplicates')
  const ofContact = await medianOf(
    app,
    (n) => `/api/v1/contacts/${some[n % some.length]}/duplicates`,
  )
  const judged = await judge(db, persons)
  client.close()
  discard(file)
  return { contacts, perContact, waited, megabytes, queue: answered, ofContact, ...judged }
}

const cpuSince = (before: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

async function pagesOf(db: Database): Promise<number> {
  const [count, size] = await db.batch(
    ['PRAGMA page_count', 'PRAGMA page_size'].map((sql) => ({ sql, args: [] })),
    'read',
  )
  return Number(count?.rows[0]?.page_count) * Number(size?.rows[0]?.page_size)
}

/** Writes contacts as they are stored, without what keys do not need. @returns the person of each, in order */
async function fill(db: Database, people: Iterable<KnownContact>): Promise<number[]> {
  const { everyField } = await systemContext(db).definitions.current(db)
  const persons: number[] = []
  let rows: unknown[] = []
  const write = async () => {
    await db.batch(
      [
        {
          sql: `INSERT INTO contacts (seq, id, data, version, created_at, updated_at)
            SELECT value->>0, value->>1, jsonb(value->2), 1, 1, 1 FROM json_each(?)`,
          args: [JSON.stringify(rows)],
        },
      ],
      'write',
    )
    rows = []
  }
  for (const { person, values } of people) {
    persons.push(person)
    rows.push([persons.length, uuidv7(Date.now()), JSON.parse(packValues(values, everyField))])
    if (rows.length === rowsAtOnce) await write()
  }
  await write()
  return persons
}

async function medianOf(
  app: ReturnType<typeof createApp>,
  path: (n: number) => string,
): Promise<number> {
  const times: number[] = []
  for (let n = 0; n < rounds; n++) {
    const before = process.cpuUsage()
    const answer = await app.request(path(n))
    const text = await answer.text()
    times.push(cpuSince(before))
    if (answer.status !== 200) throw new Error(`${path(n)} answered ${answer.status}: ${text}`)
  }
  return median(times)
}

/** @param persons of the contacts, in the order of their numbers, from 1 */
async function judge(db: Database, persons: readonly number[]) {
  const [found] = await db.batch([{ sql: 'SELECT a, b FROM duplicate_pairs', args: [] }], 'read')
  const pairs = found?.rows ?? []
  const hits = pairs.filter(({ a, b }) => persons[Number(a) - 1] === persons[Number(b) - 1]).length
  const right = persons.length - new Set(persons).size
  return { pairs: pairs.length, right, precision: hits / pairs.length, recall: hits / right }
}
