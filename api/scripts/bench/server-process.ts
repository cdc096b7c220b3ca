// A server in a process of its own: node server-process.ts <database file>. Says where it listens; when
// its input ends, it closes and says how much memory it had at most (RSS, in MB).
import { readConfig } from '../../src/platform/config/config.ts'
import { startServer } from '../../src/platform/node/node.ts'
import { runTask } from '../task.ts'
import { peakMb } from './peak-memory.ts'

if (import.meta.main)
  await runTask(async () => {
    const database = `file:${process.argv[2] ?? ''}`
    const config = readConfig({
      PORT: '0',
      CARDFILE_DB: database,
      CARDFILE_SAMPLE: '0',
      CARDFILE_RATE_LIMIT: '0',
    })
    const server = await startServer({ config })
    console.log(JSON.stringify({ url: server.url }))
    for await (const _ of process.stdin);
    await server.close()
    console.log(JSON.stringify({ peakMb: peakMb() }))
    process.exit(0)
  })
