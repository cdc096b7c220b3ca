// `npm run backup -- <file>`: copies the embedded database named by CARDFILE_DB, also while a server runs.
import { readConfig } from '../../src/platform/config/config.ts'
import { BackupError, backUp } from '../../src/platform/node/backup.ts'
import { ToolError } from '../processes.ts'
import { runTask } from '../task.ts'

await runTask(async () => {
  const [target] = process.argv.slice(2)
  if (target === undefined)
    throw new ToolError('Say where to: npm run backup -- contacts-backup.db')
  try {
    const contacts = await backUp(readConfig(process.env).databaseUrl, target)
    console.log(`${contacts} contacts, and all that belongs to them, are in ${target}.`)
  } catch (error) {
    throw error instanceof BackupError ? new ToolError(error.message) : error
  }
})
