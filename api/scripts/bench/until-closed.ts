import { createInterface } from 'node:readline'
import { peakMb } from './peak-memory.ts'

/**
 * A measured server's side: says where it listens, then for each line that comes how much CPU it has
 * taken (milliseconds, all threads) and how much memory it has (RSS, in MB), and once its input ends and it is closed, how much memory it had at
 * most (RSS, in MB).
 */
export async function sayUntilClosed(server: { url: string; close(): Promise<void> }) {
  const say = (what: object) => console.log(JSON.stringify(what))
  say({ url: server.url })
  for await (const _ of createInterface({ input: process.stdin })) {
    const { user, system } = process.cpuUsage()
    say({ cpuMs: (user + system) / 1000, nowMb: process.memoryUsage.rss() / 2 ** 20 })
  }
  await server.close()
  say({ peakMb: peakMb() })
  process.exit(0)
}
