// Puts API and screens on Cloudflare Workers, over a Turso database. The schema goes first, so that
// the new code never meets an old one.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigError, readTursoConfig } from '../../src/platform/config/config.ts'
import { readAccounts } from '../../src/platform/config/accounts.ts'
import { openDatabase } from '../../src/platform/node/node.ts'
import { buildWeb } from '../build-web.ts'
import { bundleFlags } from '../build-worker.ts'
import { runTool } from '../processes.ts'
import { runTask } from '../task.ts'

const hint =
  'Deploying needs TURSO_DATABASE_URL and TURSO_AUTH_TOKEN of a Turso database in the environment,\n' +
  'and a Cloudflare login (npx wrangler login) or CLOUDFLARE_API_TOKEN. See the README.'

function readTarget() {
  try {
    const target = readTursoConfig(process.env)
    if (target.authToken === undefined) throw new ConfigError('TURSO_AUTH_TOKEN is not set')
    return { url: target.url, authToken: target.authToken }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    throw new ConfigError(`${error.message}\n\n${hint}`)
  }
}

/** Settings of accounts that are there, checked as the Worker will. @throws ConfigError */
function accountSecrets(env: NodeJS.ProcessEnv): Record<string, string> {
  readAccounts(env)
  const names = Object.keys(env).filter((name) =>
    /^CARDFILE_(SECRET|ORIGIN|SETUP_TOKEN|OWNER_\w+|OIDC_\w+|ACCESS_\w+)$/.test(name),
  )
  return Object.fromEntries(names.map((name) => [name, env[name] ?? '']))
}

await runTask(async () => {
  const target = readTarget()
  console.log(`Migrating ${target.url} …`)
  const { client } = await openDatabase(target)
  client.close()
  await buildWeb()
  // The secrets travel in a file that only this user can read: arguments are seen by every user.
  const folder = mkdtempSync(join(tmpdir(), 'cardfile-deploy-'))
  const secrets = join(folder, 'secrets.json')
  try {
    const content = {
      TURSO_DATABASE_URL: target.url,
      TURSO_AUTH_TOKEN: target.authToken,
      // What is not in the environment stays as it was set before.
      ...accountSecrets(process.env),
    }
    writeFileSync(secrets, JSON.stringify(content), { mode: 0o600 })
    const args = process.argv.slice(2)
    return await runTool('wrangler', ['deploy', ...bundleFlags, '--secrets-file', secrets, ...args])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
