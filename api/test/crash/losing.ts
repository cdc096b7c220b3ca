import { createApp } from '../../src/app.ts'
import type { DatabaseClient } from '../../src/db/client.ts'
import { createDatabase } from '../../src/db/database.ts'

/** Loses one reply of the database, before it was asked or after it did what it was asked. */
export function losing(client: DatabaseClient, number: number, when: 'before' | 'after') {
  const told = { calls: 0, lost: false }
  const lose = () => {
    told.lost = true
    throw new TypeError('fetch failed')
  }
  const batch: DatabaseClient['batch'] = async (statements, mode) => {
    told.calls += 1
    const now = told.calls === number
    if (now && when === 'before') lose()
    const results = await client.batch(statements, mode)
    if (now) lose()
    return results
  }
  const lossy = new Proxy(client, {
    get: (real, member) => (member === 'batch' ? batch : Reflect.get(real, member)),
  })
  return { told, app: createApp({ db: createDatabase(lossy) }) }
}
