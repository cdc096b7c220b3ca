// The server as people run it, over one database file, in a process of its own: for what is measured
// of it from outside. Says its address, and what it took when asked.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import { ownerRoleId } from '@cardfile/openapi'
import { createKey } from '../../src/api-keys/service.ts'
import { systemContext } from '../../src/installation/system-context.ts'
import { readConfig } from '../../src/platform/config/config.ts'
import { createDatabase } from '../../src/db/database.ts'
import { openDatabase, startServer } from '../../src/platform/node/node.ts'
import { runTask } from '../task.ts'
import { watchOwnWork } from './own-work.ts'
import { peakMb } from './peak-memory.ts'

/** What a server took since it was last asked. */
export interface ServerReport {
  /** The most memory the process had since it began (RSS). */
  peakMb: number
  /** Of the event loop, in milliseconds: the longest block, and what 999 of 1,000 stayed below. */
  longestBlockMs: number
  p999Ms: number
  /** The most that the thread which answers worked in one go, in milliseconds of processor time. */
  ownWorkMs: number
  /** Processor time of all its threads, in milliseconds. */
  cpuMs: number
}

/** Where it is, and the secret of a key that may do everything there. */
export interface ServerAddress {
  url: string
  secret: string
}

export type ServerMessage = ServerAddress | ServerReport

/** Milliseconds; so long a server has to do next to nothing before it counts as at rest. */
const restWindow = 200

await runTask(async () => {
  const database = `file:${process.argv[2] ?? ''}`
  const config = readConfig({ PORT: '0', CARDFILE_DB: database, CARDFILE_SAMPLE: '0' })
  const secret = await keyOf(database)
  const comparesContacts = process.argv[3] !== 'uncompared'
  const { url, close } = await startServer({ config, comparesContacts })
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const own = watchOwnWork()
  let worked = process.cpuUsage()
  const say = (message: ServerMessage) => process.send?.(message)
  process.on('message', async () => {
    await rest()
    const { user, system } = process.cpuUsage(worked)
    say({
      peakMb: peakMb(),
      longestBlockMs: delay.max / 1e6,
      p999Ms: delay.percentile(99.9) / 1e6,
      ownWorkMs: own.longestMs,
      cpuMs: (user + system) / 1_000,
    })
    worked = process.cpuUsage()
    delay.reset()
    own.reset()
  })
  process.once('disconnect', () => void close())
  say({ url, secret })
})

/** What a dry run leaves is taken away behind its answer, while whoever asked looks at the preview. */
async function rest(): Promise<void> {
  for (;;) {
    const before = process.cpuUsage()
    await setTimeout(restWindow)
    const { user, system } = process.cpuUsage(before)
    if ((user + system) / 1_000 < restWindow / 10) return
  }
}

async function keyOf(databaseUrl: string): Promise<string> {
  const { client } = await openDatabase({ url: databaseUrl, authToken: undefined })
  const ctx = systemContext(createDatabase(client))
  const { secret } = await createKey(ctx, { name: 'bench', roleId: ownerRoleId })
  client.close()
  return secret
}
