// Brings the database named by CARDFILE_DB to the present schema, or, with `--deployed`, the one
// that the deployed Worker uses.
import { readConfig, readTursoConfig } from '../../src/platform/config/config.ts'
import { openDatabase } from '../../src/platform/node/node.ts'
import { runTask } from '../task.ts'

function wanted() {
  if (process.argv.includes('--deployed')) return readTursoConfig(process.env)
  const { databaseUrl, authToken } = readConfig(process.env)
  return { url: databaseUrl, authToken }
}

await runTask(async () => {
  const target = wanted()
  const { client } = await openDatabase(target)
  client.close()
  console.log(`${target.url} is at the present schema.`)
})
