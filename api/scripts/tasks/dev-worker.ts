// Runs the bundle that is deployed, in the runtime it is deployed to, over the embedded database.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { ConfigError, readConfig } from '../../src/config.ts'
import { createDatabase } from '../../src/db/database.ts'
import { openDatabase } from '../../src/node.ts'
import { buildWeb } from '../build-web.ts'
import { bundleFlags } from '../build-worker.ts'
import { startHranaBridge } from '../hrana-bridge.ts'
import { root, runTogether, startTool } from '../processes.ts'
import { addSample } from '../sample.ts'
import { runTask } from '../task.ts'

await runTask(async () => {
  const config = readConfig(process.env)
  if (!config.databaseUrl.startsWith('file:')) {
    throw new ConfigError('CARDFILE_DB must be a file here: file:<path>')
  }
  await buildWeb()
  const { client, created } = await openDatabase({ url: config.databaseUrl, authToken: undefined })
  if (created && config.sampleData) await addSample(createDatabase(client))
  client.close()
  const bridge = await startHranaBridge()
  const file = resolve(root, config.databaseUrl.replace(/^file:(\/\/)?/, ''))
  const folder = mkdtempSync(join(tmpdir(), 'cardfile-worker-'))
  try {
    const secrets = join(folder, 'secrets.env')
    const url = bridge.serve('cardfile', file)
    writeFileSync(secrets, `TURSO_DATABASE_URL=${url}\nTURSO_AUTH_TOKEN=${bridge.token}\n`, {
      mode: 0o600,
    })
    const address = ['--ip', config.host, '--port', String(config.port)]
    return await runTogether([
      startTool('wrangler', ['dev', ...bundleFlags, ...address, '--env-file', secrets]),
    ])
  } finally {
    await bridge.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
