import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isDeep } from '../../test/deep.ts'
import { createApp } from '../app.ts'
import { unpackValues } from '../contacts/contact.ts'
import type { DatabaseClient } from '../db/client.ts'
import { createDatabase, type Database } from '../db/database.ts'
import { openEmbedded } from '../db/embedded.ts'
import { systemContext } from '../installation/system-context.ts'
import { openDatabase } from '../platform/node/node.ts'
import { followStep } from './follow.ts'
import { keyNumber } from './key-number.ts'
import { keysOf } from './keys.ts'
import { likenessOf } from './likeness.ts'
import { bitOf, mostSharing, signalNumber, threshold } from './signals.ts'

const folder = mkdtempSync(join(tmpdir(), 'cardfile-duplicates-'))
const template = join(folder, 'template.db')
let serial = 0

beforeAll(async () => {
  const { client } = await openDatabase({ url: `file:${template}`, authToken: undefined })
  await client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  client.close()
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function fresh(): Promise<DatabaseClient> {
  const file = join(folder, `${++serial}.db`)
  copyFileSync(template, file)
  return openEmbedded(`file:${file}`)
}

/** Numbers from 0 up to 1 that a seed decides. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** What follows from the contacts alone, by the rules, without any table. */
async function expected(db: Database) {
  const { everyField } = await systemContext(db).definitions.current(db)
  const [found] = await db.batch(
    [{ sql: 'SELECT seq, json(data) AS data FROM contacts WHERE deleted_at IS NULL', args: [] }],
    'read',
  )
  const contacts = (found?.rows ?? []).map(({ seq, data }) => ({
    seq: Number(seq),
    keys: keysOf(unpackValues(String(data), everyField), everyField),
  }))
  const keys = contacts.flatMap(({ seq, keys }) =>
    keys.map(({ text, signal }) => [keyNumber(text), seq, signalNumber(signal)]),
  )
  const sizes = Map.groupBy(keys, ([key]) => key)
  const isShared = (text: string) => (sizes.get(keyNumber(text)) ?? []).length > mostSharing
  const telling = contacts.map(({ seq, keys }) => ({
    seq,
    keys: keys.filter(({ text }) => !isShared(text)),
  }))
  const pairs = telling.flatMap((a) =>
    telling.flatMap((b) => {
      const { score, signals } = likenessOf(a.keys, b.keys)
      const bits = signals.reduce((sum, signal) => sum + bitOf(signal), 0)
      return a.seq < b.seq && score >= threshold ? [[a.seq, b.seq, score, bits]] : []
    }),
  )
  return {
    keys: keys.map(String).toSorted(),
    shared: [...sizes].flatMap(([key, of]) => (of.length > mostSharing ? [key] : [])).toSorted(),
    pairs: pairs.map(String).toSorted(),
    pairCount: pairs.length,
  }
}

async function kept(db: Database) {
  const [keys, shared, pairs, counted] = await db.batch(
    [
      'SELECT key, contact_seq, signal FROM duplicate_keys',
      'SELECT key FROM duplicate_keys_shared',
      'SELECT a, b, score, signals FROM duplicate_pairs',
      'SELECT coalesce(sum(n), 0) AS n FROM duplicate_counts',
    ].map((sql) => ({ sql, args: [] })),
    'read',
  )
  return {
    keys: (keys?.rows ?? []).map((row) => String(Object.values(row))).toSorted(),
    shared: (shared?.rows ?? []).map(({ key }) => Number(key)).toSorted(),
    pairs: (pairs?.rows ?? []).map((row) => String(Object.values(row))).toSorted(),
    pairCount: Number(counted?.rows[0]?.n),
  }
}

/** Follows to the end, in steps of odd sizes. What a step is refused for is that others were faster. */
async function followAll(db: Database, limit: number): Promise<void> {
  const ctx = systemContext(db)
  while ((await followStep(ctx, limit)) > 0);
}

/** A database that loses the reply of every so many batches: half of them before it did anything. */
function lossy(db: Database, chance: () => number): Database {
  return {
    ...db,
    meter: db.meter,
    isNear: true,
    writes: db.writes,
    session: () => lossy(db.session(), chance),
    async batch(statements, mode) {
      const luck = chance()
      if (luck < 0.15) throw new Error('lost')
      const results = await db.batch(statements, mode)
      if (luck < 0.3) throw new Error('lost')
      return results
    },
  }
}

const names = ['Ann Lee', 'LEE, Ann', 'Dr. Ann Lee', 'Ann Lee', 'Zoë Maß', 'Zoe Mass', 'Bo']
const companies = ['Acme', 'ACME Inc.', 'Beta GmbH', null]
const cities = ['Berlin', 'Łódź', null]

/** Ordinary requests, most of them over few values, so that much is shared. */
async function change(app: ReturnType<typeof createApp>, chance: () => number, ids: string[]) {
  const one = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T
  const ask = async (method: string, path: string, body?: unknown) =>
    app.request(`http://localhost/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', 'if-match': '*' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  const phone = () => `+4930${String(1_234_567 + Math.floor(chance() * 40))}`
  const values = {
    name: one(names),
    company: one(companies),
    city: one(cities),
    phone: one([phone(), phone().replace('+49', '0'), null]),
  }
  const luck = chance()
  if (ids.length < 60 || luck < 0.2) {
    const sms = one([[phone()], [], [phone(), phone()]])
    const email = [`${one(['a.nn', 'ann', 'bo'])}${Math.floor(chance() * 60)}@acme.example`]
    const made = await ask('POST', '/contacts', {
      values: { ...values, sms, email, external_id: [crypto.randomUUID()] },
    })
    if (made.status === 201) ids.push(((await made.json()) as { id: string }).id)
  } else if (luck < 0.7) await ask('PATCH', `/contacts/${one(ids)}`, { values })
  else if (luck < 0.85) await ask('DELETE', `/contacts/${one(ids)}`)
  else if (luck < 0.95) await ask('POST', `/contacts/${one(ids)}/restore`)
  else await ask('POST', `/contacts/${one(ids)}/erase`)
}

const seeds = Array.from({ length: isDeep ? 40 : 2 }, (_, index) => index + 1)

test.each(seeds)(
  'after any changes, in steps of any size, with lost replies: what follows from the contacts alone (%i)',
  async (seed) => {
    const client = await fresh()
    const db = createDatabase(client)
    const app = createApp({ db })
    const chance = random(seed)
    const ids: string[] = []
    for (let round = 0; round < 6; round++) {
      for (let n = 0; n < 30; n++) await change(app, chance, ids)
      const faulty = lossy(db, chance)
      for (let n = 0; n < 10; n++)
        await followStep(systemContext(faulty), 1 + Math.floor(chance() * 9)).catch(
          (error: Error) => expect(error.message).toMatch(/lost/),
        )
      await followAll(db, 7)
      const right = await expected(db)
      expect(await kept(db)).toEqual(right)
      if (round === 5) expect([right.pairCount > 3, right.shared.length > 0]).toEqual([true, true])
    }
    client.close()
  },
  120_000,
)
