// What no server of this framework gets under: a handler without database, rules or headers of its own
// that answers a contact's JSON, in a process of its own.
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { runTask } from '../task.ts'
import { sayUntilClosed } from './until-closed.ts'

const contact = {
  id: '019330a4-7c00-7000-8000-000000000000',
  name: 'Ada Example',
  version: 1,
  fields: Object.fromEntries(Array.from({ length: 14 }, (_, n) => [`field_${n}`, `value ${n}`])),
}

if (import.meta.main)
  await runTask(async () => {
    const app = new Hono()
    app.all('*', (c) => c.json(contact))
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }) as Server
    if (!server.listening) await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as AddressInfo
    await sayUntilClosed({
      url: `http://127.0.0.1:${port}`,
      close: async () => void server.closeAllConnections(),
    })
  })
