// The server as people run it, over one database file, in a process of its own: for what is measured
// of it from outside. Says its address, and what it took when asked.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { readConfig } from '../../src/config.ts'
import { startServer } from '../../src/node.ts'
import { runTask } from '../task.ts'

/** What a server took since it was last asked. */
export interface ServerReport {
  /** The most memory the process had since it began (RSS). */
  peakMb: number
  /** Of the event loop, in milliseconds: the longest block, and what 999 of 1,000 stayed below. */
  longestBlockMs: number
  p999Ms: number
}

export type ServerMessage = { url: string } | ServerReport

await runTask(async () => {
  const database = `file:${process.argv[2] ?? ''}`
  const config = readConfig({ PORT: '0', CARDFILE_DB: database, CARDFILE_SAMPLE: '0' })
  const { url, close } = await startServer({ config })
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const say = (message: ServerMessage) => process.send?.(message)
  process.on('message', () => {
    const peakMb = process.resourceUsage().maxRSS / 1024
    say({ peakMb, longestBlockMs: delay.max / 1e6, p999Ms: delay.percentile(99.9) / 1e6 })
    delay.reset()
  })
  process.once('disconnect', () => void close())
  say({ url })
})
