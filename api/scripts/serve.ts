// The server on Node, from the environment: node serve.ts [--site <folder>] [--quiet]. Without the folder of
// the built screens it serves the API alone.
import { parseArgs } from 'node:util'
import { readConfig } from '../src/platform/config/config.ts'
import { readAccounts } from '../src/platform/config/accounts.ts'
import { type RunningServer, startServer } from '../src/platform/node/node.ts'
import { addSample } from './sample.ts'
import { runTask } from './task.ts'

// Of a bundle this is the only way in: for whoever runs it in a process of their own, as tests do.
export { startServer }

function announce(server: RunningServer, quiet: boolean): void {
  if (!quiet)
    console.log(`\nCardfile is at ${server.url}\nThe API's documentation: ${server.url}/api/docs`)
  if (server.setupToken !== null)
    console.log(
      `\nNobody has an account yet. The first one is made with this token:\n${server.setupToken}`,
    )
}

function stopWith(server: RunningServer): void {
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping) return
      stopping = true
      server.close().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error)
          process.exit(1)
        },
      )
    })
  }
}

/**
 * Starts the server and keeps it until it is told to stop.
 * @throws ConfigError when a setting is broken or the address is taken
 */
async function serveFromEnvironment(): Promise<void> {
  const { values: options } = parseArgs({
    options: { site: { type: 'string' }, quiet: { type: 'boolean', default: false } },
  })
  const config = readConfig(process.env)
  const accounts = readAccounts(process.env)
  const server = await startServer({
    config,
    accounts,
    addSample,
    ...(options.site !== undefined && { siteFolder: options.site }),
  })
  stopWith(server)
  announce(server, options.quiet)
}

if (import.meta.main) await runTask(serveFromEnvironment)
