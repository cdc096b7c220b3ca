// A server in a process of its own: node server-process.ts <database file> [<folder of the screens>].
import { readConfig } from '../../src/platform/config/config.ts'
import { startServer } from '../../src/platform/node/node.ts'
import { runTask } from '../task.ts'
import { sayUntilClosed } from './until-closed.ts'

if (import.meta.main)
  await runTask(async () => {
    const database = `file:${process.argv[2] ?? ''}`
    const config = readConfig({
      PORT: '0',
      CARDFILE_DB: database,
      CARDFILE_SAMPLE: '0',
      CARDFILE_RATE_LIMIT: '0',
      CARDFILE_DURABLE: process.env.CARDFILE_DURABLE,
    })
    const siteFolder = process.argv[3]
    await sayUntilClosed(
      await startServer({ config, ...(siteFolder !== undefined && { siteFolder }) }),
    )
  })
