import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { hostileFiles } from './hostile-files.ts'
import { statusOf } from './status-of.ts'
import type { MeasuredServer } from './server.ts'

export interface Attack {
  label: string
  /** What takes its time to be made, before anything is measured. */
  body?: () => Body
  /** @returns what was answered, for people */
  run(server: MeasuredServer, body: Body, file: string): Promise<string>
}

export type Body = string | Uint8Array

const json = { 'content-type': 'application/json' }

export const contact = (name: string, more = {}) =>
  JSON.stringify({ values: { name, email: [`${name}@example.com`], ...more } })

export const postContact = (server: MeasuredServer, body: Body) =>
  statusOf(server, '/api/v1/contacts', { ...json, ...server.headers }, body)

const posted = (label: string, body: () => Body): Attack => ({ label, body, run: postContact })

/** A body with so many keys that nothing knows. */
const manyKeys = () =>
  `{${Array.from({ length: 600_000 }, (_, at) => `"k${at.toString(36)}":1`).join(',')}}`

/** The contact's first values, with one more as it stands in the body. */
const withRaw = (raw: string) => `{"values":{"name":"Ann","email":["ann@example.com"],${raw}}}`

const upload = (label: string, type: string, body: () => Body): Attack => ({
  label,
  body,
  run: (server, made) =>
    statusOf(
      server,
      '/api/v1/imports/file?mode=merge&dryRun=1&fileName=hostile',
      { ...server.headers, 'content-type': type },
      made,
    ),
})

const tally = (statuses: readonly string[]) =>
  [...new Set(statuses)]
    .sort()
    .map((status) => `${statuses.filter((one) => one === status).length} × ${status}`)
    .join(', ')

export const attacks: Attack[] = [
  {
    label: '600,000 unknown keys to an open operation',
    body: manyKeys,
    run: (server, body) => statusOf(server, '/api/v1/setup', json, body),
  },
  posted('600,000 unknown keys with an API key', manyKeys),
  posted('a number of 128,000 zeros', () => withRaw(`"rank":1${'0'.repeat(128_000)}`)),
  posted('a fraction of 128,000 zeros', () => withRaw(`"rank":0.${'0'.repeat(128_000)}1`)),
  posted('an e-mail address of 250,000 times “?cc=”', () =>
    JSON.stringify({ values: { name: 'Ann', email: [`a@b.co${'?cc='.repeat(250_000)}\u2028`] } }),
  ),
  posted('lists 1,000,000 deep', () => withRaw(`"rank":${'['.repeat(1e6)}${']'.repeat(1e6)}`)),
  {
    label: 'a filter of conditions 100,000 deep',
    body: () =>
      `{"filter":${'{"all":['.repeat(100_000)}{"field":"name","operator":"eq","value":1}${']}'.repeat(100_000)}}`,
    run: (server, body) =>
      statusOf(server, '/api/v1/contacts:query', { ...json, ...server.headers }, body),
  },
  upload('a CSV cell of 120 MB of doubled quotes', 'text/csv', () =>
    Buffer.alloc(120_000_000, '"').fill('name,email\n"', 0, 12),
  ),
  ...hostileFiles().map(({ label, type, bytes }) => upload(label, type, () => bytes)),
  {
    label: 'the lock held for 7 s by another process, ten who write meanwhile, one afterwards',
    async run(server, _, file) {
      const other = new DatabaseSync(file)
      other.exec('BEGIN IMMEDIATE')
      const writes = Array.from({ length: 10 }, (_, at) =>
        postContact(server, contact(`held${at}`)),
      )
      await sleep(7_000)
      other.exec('ROLLBACK')
      other.close()
      const after = await postContact(server, contact('after'))
      return `${tally(await Promise.all(writes))}; afterwards ${after}`
    },
  },
  {
    label: '200 streams of events from one key, for 3 s',
    async run(server) {
      const begun = await fetch(`${server.url}/api/v1/imports`, {
        method: 'POST',
        headers: { ...json, ...server.headers },
        body: JSON.stringify({ fileName: 'a.csv', mode: 'merge', headings: ['name'] }),
      })
      const { id } = (await begun.json()) as { id: string }
      const streams = await Promise.all(
        Array.from({ length: 200 }, () =>
          fetch(`${server.url}/api/v1/imports/${id}/events`, { headers: server.headers }),
        ),
      )
      await sleep(3_000)
      await Promise.all(streams.map(({ body }) => body?.cancel()))
      return tally(streams.map(({ status }) => String(status)))
    },
  },
  {
    label: '1,000 guesses of a password, 100 at a time',
    async run(server) {
      const origin = { ...json, origin: server.url }
      const guess = (n: number) =>
        JSON.stringify({ email: 'owner@example.com', password: `not the password ${n}` })
      const statuses: string[] = []
      for (let at = 0; at < 1_000; at += 100)
        statuses.push(
          ...(await Promise.all(
            Array.from({ length: 100 }, (_, n) =>
              statusOf(server, '/api/auth/sign-in/email', origin, guess(at + n)),
            ),
          )),
        )
      return tally(statuses)
    },
  },
]
