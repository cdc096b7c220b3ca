// Runs the bundle that is deployed, in the runtime it is deployed to, over a real libSQL server that has the embedded database's file.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { ConfigError, readConfig } from '../../src/platform/config/config.ts'
import { createDatabase } from '../../src/db/database.ts'
import { openDatabase } from '../../src/platform/node/node.ts'
import { randomToken } from '../../src/crypto/digest.ts'
import { keptSecret } from '../../src/platform/node/secret.ts'
import { buildWeb } from '../build-web.ts'
import { bundleFlags } from '../build-worker.ts'
import { root, runTogether, startTool } from '../processes.ts'
import { addSample } from '../sample.ts'
import { noSqld, sqldBinary, startSqld } from '../sqld.ts'
import { runTask } from '../task.ts'

await runTask(async () => {
  const config = readConfig(process.env)
  if (!config.databaseUrl.startsWith('file:')) {
    throw new ConfigError('CARDFILE_DB must be a file here: file:<path>')
  }
  if (sqldBinary() === undefined) throw new ConfigError(noSqld)
  await buildWeb()
  const { client, created } = await openDatabase({ url: config.databaseUrl, authToken: undefined })
  if (created && config.sampleData) await addSample(createDatabase(client))
  client.close()
  const file = resolve(root, config.databaseUrl.replace(/^file:(\/\/)?/, ''))
  const folder = mkdtempSync(join(tmpdir(), 'cardfile-worker-'))
  const sqld = await startSqld({ folder: join(folder, 'sqld'), file })
  try {
    const secrets = join(folder, 'secrets.env')
    const setupToken = randomToken()
    const lines = {
      TURSO_DATABASE_URL: sqld.url,
      TURSO_AUTH_TOKEN: sqld.token,
      CARDFILE_SECRET: keptSecret(config.databaseUrl),
      CARDFILE_SETUP_TOKEN: setupToken,
    }
    const content = Object.entries(lines).map(([name, value]) => `${name}=${value}\n`)
    writeFileSync(secrets, content.join(''), { mode: 0o600 })
    console.log(`If nobody has an account yet, the first one is made with: ${setupToken}`)
    const address = ['--ip', config.host, '--port', String(config.port)]
    return await runTogether([
      startTool('wrangler', ['dev', ...bundleFlags, ...address, '--env-file', secrets]),
    ])
  } finally {
    await sqld.stop()
    rmSync(folder, { recursive: true, force: true })
  }
})
