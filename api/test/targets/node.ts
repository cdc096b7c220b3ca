import { createApp } from '../../src/app.ts'
import { createDatabase } from '../../src/db/database.ts'
import { openDatabase } from '../../src/node.ts'
import { purge } from '../../src/purge/purge.ts'
import { freshDatabase } from './fresh-database.ts'
import { origin, type Target } from './target.ts'

/** The app in this process, over an embedded file. */
export async function startNodeTarget(): Promise<Target> {
  const file = await freshDatabase()
  const { client } = await openDatabase({ url: `file:${file}`, authToken: undefined })
  const app = createApp({ db: createDatabase(client) })
  return {
    async fetch(path, init) {
      return await app.fetch(new Request(new URL(path, origin), init))
    },
    async schedule(at) {
      await purge(createDatabase(client), at)
    },
    client,
    file,
    async close() {
      client.close()
    },
  }
}
