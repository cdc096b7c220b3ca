import { existsSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { DatabaseClient } from '../../src/db/client.ts'
import { fieldCreateSchema, identityKey, prebuiltFields } from '@cardfile/openapi'
import { sql } from 'drizzle-orm'
import { searchText } from '../../src/contacts/sql.ts'
import { searchableMembers } from '../../src/contacts/search/text.ts'
import { followDuplicates } from '../../src/duplicates/follow.ts'
import { systemContext } from '../../src/installation/system-context.ts'
import { createDatabase } from '../../src/db/database.ts'
import { param, prepare } from '../../src/db/statement.ts'
import { memberOf } from '../../src/installation/columns.ts'
import { createField } from '../../src/fields/create-field.ts'
import { openDatabase } from '../../src/platform/node/node.ts'
import { uuidv7 } from '../../src/crypto/uuid.ts'
import { person, phoneOf } from '../people.ts'
import { discard, keepDatabase } from './database-file.ts'

const folder = fileURLToPath(new URL('../../../data/', import.meta.url))

/** Where the database with so many contacts is, or will be. */
export function datasetFile(contacts: number): string {
  return `${folder}bench-${contacts}.db`
}

/** As many contacts share a segment as fit on two pages, however many there are in all. */
export const perSegment = 40

const rowsPerBatch = 5_000

/**
 * Makes a database of invented contacts, each with two identities, eight texts and five custom
 * fields, straight by set-based statements, and compared with each other: what is measured is the reading of it.
 *
 * @param report called with the number of contacts written so far
 */
export async function makeDataset(
  contacts: number,
  report: (written: number) => void = () => {},
): Promise<string> {
  const file = datasetFile(contacts)
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true })
    const unfinished = `${file}.making`
    discard(unfinished)
    await opened(unfinished, (client) => fill(client, contacts, report))
    keepDatabase(unfinished, file)
  }
  // Else a server compares them with each other while it is measured; by other rules it does so anew.
  await opened(file, (client) => followDuplicates(createDatabase(client), Date.now))
  return file
}

/** Works on a database, and leaves all of it in its file. */
async function opened(file: string, work: (client: DatabaseClient) => Promise<void>) {
  const { client } = await openDatabase({ url: `file:${file}`, authToken: undefined })
  await work(client)
  await client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  client.close()
}

const custom = [
  { name: 'Segment', type: 'integer', indexed: true },
  { name: 'Seats', type: 'integer' },
  { name: 'Monthly spend', type: 'decimal' },
  { name: 'Customer since', type: 'date' },
  { name: 'VIP', type: 'checkbox' },
]

const insertContacts = prepare<'rows'>(sql`
  INSERT INTO contacts (seq, id, data, version, created_at, updated_at)
  SELECT value->>0, value->>1, jsonb(value->2), 1, value->>3, value->>3
  FROM json_each(${param('rows')})`)
const insertKeys = prepare<'rows'>(sql`
  INSERT INTO identities (field_id, key, contact_seq)
  SELECT i.value->>0, i.value->>1, r.value->>0
  FROM json_each(${param('rows')}) r, json_each(r.value, '$[4]') i ORDER BY 1, 2`)
const insertSearch = prepare<'from' | 'to' | 'searchable'>(sql`
  INSERT INTO search (rowid, text)
  SELECT c.seq, ${searchText} FROM contacts c WHERE c.seq BETWEEN ${param('from')} AND ${param('to')}`)

async function fill(client: DatabaseClient, contacts: number, report: (written: number) => void) {
  const db = createDatabase(client)
  const ctx = systemContext(db)
  for (const field of custom) await createField(ctx, fieldCreateSchema.parse(field))
  const snapshot = await ctx.definitions.refresh(db)
  const members = new Map(snapshot.fields.map((field) => [field.key, memberOf(field)]))
  const searchable = searchableMembers(snapshot)
  const segments = Math.max(1, Math.floor(contacts / perSegment))
  await client.execute('PRAGMA synchronous = OFF')
  for (let from = 1; from <= contacts; from += rowsPerBatch) {
    const to = Math.min(contacts, from + rowsPerBatch - 1)
    const rows = JSON.stringify(
      Array.from({ length: to - from + 1 }, (_, index) => rowOf(from + index, segments, members)),
    )
    await db.batch(
      [insertContacts({ rows }), insertKeys({ rows }), insertSearch({ from, to, searchable })],
      'write',
    )
    report(to)
  }
  await client.execute("INSERT INTO search (search) VALUES ('optimize')")
  await client.execute('PRAGMA optimize')
}

const began = Date.UTC(2024, 0, 1)
const identityFields = new Map(prebuiltFields.map((field) => [field.key, field]))

function rowOf(n: number, segments: number, members: ReadonlyMap<string, string>) {
  const who = person(n)
  const email = `${who.handle}@example.com`
  const external = `crm-${String(n).padStart(8, '0')}`
  const values: Record<string, unknown> = {
    name: `${who.firstName} ${who.lastName}`,
    first_name: who.firstName,
    last_name: who.lastName,
    email: [email],
    external_id: [external],
    company: who.company,
    title: who.title,
    phone: phoneOf(who, n),
    city: who.place.city,
    country: who.place.country,
    time_zone: who.place.zone,
    // Not in step with the order of creation, as no real attribute is.
    segment: (Math.imul(n, 2_654_435_761) >>> 0) % segments,
    seats: (n * 37) % 500,
    monthly_spend: ((n * 7919) % 100_000) / 100,
    customer_since: new Date(began + (n % 900) * 86_400_000).toISOString().slice(0, 10),
    vip: n % 50 === 0,
  }
  const data = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [members.get(key), value]),
  )
  const at = began + n * 60_000
  return [n, uuidv7(at), data, at, [keyOf('email', email), keyOf('external_id', external)]]
}

function keyOf(key: string, value: string) {
  const field = identityFields.get(key)
  if (!field) throw new RangeError(`no identity field ${key}`)
  return [field.id, identityKey(field, value)]
}
