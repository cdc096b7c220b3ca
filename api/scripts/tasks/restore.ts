// `npm run restore -- <file>`: puts a backup in the place of the embedded database named by CARDFILE_DB,
// which no server may have open.
import { readConfig } from '../../src/platform/config/config.ts'
import { BackupError, restore } from '../../src/platform/node/backup.ts'
import { ToolError } from '../processes.ts'
import { runTask } from '../task.ts'

await runTask(async () => {
  const [source] = process.argv.slice(2)
  if (source === undefined) throw new ToolError('Say what: npm run restore -- contacts-backup.db')
  try {
    const { databaseUrl } = readConfig(process.env)
    const { contacts, before } = await restore(source, databaseUrl)
    console.log(`${contacts} contacts are restored.`)
    if (before !== null) console.log(`What was there before is in ${before}.`)
  } catch (error) {
    throw error instanceof BackupError ? new ToolError(error.message) : error
  }
})
