// A server in a process of its own: node server-process.ts <database file>. Says where it listens; when
// its input ends, it closes and says how much memory it had at most (RSS, in MB).
import { startServer } from '../../src/node.ts'
import { runTask } from '../task.ts'

if (import.meta.main)
  await runTask(async () => {
    const databaseUrl = `file:${process.argv[2] ?? ''}`
    const server = await startServer({
      config: { host: '127.0.0.1', port: 0, databaseUrl, authToken: undefined, sampleData: false },
    })
    console.log(JSON.stringify({ url: server.url }))
    for await (const _ of process.stdin);
    await server.close()
    console.log(JSON.stringify({ peakMb: process.resourceUsage().maxRSS / 1024 }))
    process.exit(0)
  })
