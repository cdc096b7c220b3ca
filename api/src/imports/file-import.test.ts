import { afterAll, expect, test } from 'vitest'
import { freshDatabase, removeDatabases } from '../../test/targets/fresh-database.ts'
import { type BatchClient } from '../db/client.ts'
import { createDatabase } from '../db/database.ts'
import { openEmbedded } from '../db/embedded.ts'
import { RemoteFailure } from '../db/remote-failure.ts'
import { ProblemError } from '../errors/problem-error.ts'
import { systemContext } from '../installation/system-context.ts'
import { importFile } from './file-import.ts'

afterAll(removeDatabases)

const rows = 3_500
const csv = ['name;email', ...Array.from({ length: rows }, (_, at) => `N${at};n${at}@example.com`)]

type Trip = (ask: () => ReturnType<BatchClient['batch']>) => ReturnType<BatchClient['batch']>

/** What becomes of each trip once the import has begun, by its number from 0. */
type Trips = (number: number, isEnding: boolean) => Trip

async function posted(trip: Trips) {
  const client = await openEmbedded(`file:${await freshDatabase()}`)
  let trips = -1
  const db = createDatabase({
    batch: (statements, mode) => {
      const ask = () => client.batch(statements, mode)
      const told = statements.map((one) => (typeof one === 'string' ? one : one.sql)).join(';')
      const begins = told.includes('INSERT INTO imports (')
      if (trips < 0) {
        if (begins) trips = 0
        return ask()
      }
      return trip(trips++, told.includes('UPDATE imports SET state'))(ask)
    },
  })
  const body = new Blob([csv.join('\n')]).stream()
  const input = { fileName: 'a.csv', mode: 'merge' as const }
  const asked = importFile(systemContext(db), body, input, [1, 1, 1])
  const outcome = await asked.catch((error: unknown) => error)
  const { rows: found } = await client.execute(
    'SELECT id, state, created, (SELECT count(*) FROM contacts) AS contacts FROM imports',
  )
  client.close()
  return { outcome, trips, found: found[0] }
}

const well: Trip = (ask) => ask()
const unreached: Trip = async () => {
  throw new RemoteFailure('fetch failed')
}
const unheard: Trip = async (ask) => {
  await ask()
  throw new RemoteFailure('terminated')
}
const outOfTrips: Trip = async () => {
  throw new RemoteFailure('Too many subrequests by single Worker invocation.')
}

test.each<[string, Trips]>([
  ['nothing', () => well],
  ['now and then no trip', (number) => (number % 4 === 1 ? unreached : well)],
  ['now and then no answer', (number) => (number % 4 === 1 ? unheard : well)],
  ['now and then no answer to a write', (number) => (number % 3 === 2 ? unheard : well)],
])('a file is imported once and whole where %s is lost', async (_, trip) => {
  const { outcome, found } = await posted(trip)
  expect(outcome).toMatchObject({ state: 'finished', counts: { rows, created: rows } })
  expect(found).toMatchObject({ state: 'finished', created: rows, contacts: rows })
})

test('where the database stays away it is said how the import can be found', async () => {
  const { outcome, found } = await posted((number) => (number < 4 ? well : unreached))
  expect(outcome).toBeInstanceOf(ProblemError)
  expect(outcome).toMatchObject({ code: 'unavailable' })
  expect(String(outcome)).toContain(`Import ${String(found?.id)} is still open`)
})

test('where it comes back too late the import is closed and named', async () => {
  const { outcome, found } = await posted((number, isEnding) =>
    number < 4 || isEnding ? well : unreached,
  )
  expect(outcome).toMatchObject({ code: 'unavailable' })
  expect(String(outcome)).toMatch(/stopped after \d+ rows, which were imported \(import /)
  expect(String(outcome)).toContain(String(found?.id))
  expect(found).toMatchObject({ state: 'cancelled' })
})

test('where the platform allows no more trips it is said what to do, and nothing is tried again', async () => {
  const { outcome, trips } = await posted((number) => (number < 4 ? well : outOfTrips))
  expect(outcome).toMatchObject({ code: 'too_large' })
  expect(String(outcome)).toContain('Send the rows in chunks instead')
  expect(trips).toBeLessThan(10)
})
