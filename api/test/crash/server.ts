// A server that dies at a database call of one's choice, as under `kill -9`: for the tests of imports.
import { serve } from '@hono/node-server'
import type { Client } from '@libsql/client'
import { createApp } from '../../src/app.ts'
import { createDatabase } from '../../src/db/database.ts'
import { openEmbedded } from '../../src/embedded.ts'

const [file = '', at = '0', when = 'before'] = process.argv.slice(2)

/** Dies at the call with the given number, counted from 1: before it reaches the database, or after. */
function dyingAt(client: Client, number: number): Client {
  let calls = 0
  const die = () => process.kill(process.pid, 'SIGKILL')
  return new Proxy(client, {
    get(target, member) {
      if (member !== 'batch') return Reflect.get(target, member)
      const batch: Client['batch'] = async (statements, mode) => {
        calls += 1
        if (calls === number && when === 'before') die()
        const results = await target.batch(statements, mode)
        if (calls === number) die()
        return results
      }
      return batch
    },
  })
}

const client = await openEmbedded(`file:${file}`)
const app = createApp({ db: createDatabase(dyingAt(client, Number(at))) })
serve({ hostname: '127.0.0.1', port: 0, fetch: app.fetch }, ({ port }) => {
  process.stdout.write(`${port}\n`)
})
