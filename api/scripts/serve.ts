// The server on Node, from the environment. `--api-only` leaves the screens to Vite.
import { readConfig } from '../src/config.ts'
import { isLoopback, type RunningServer, startServer } from '../src/node.ts'
import { webDist } from './build-web.ts'
import { addSample } from './sample.ts'
import { runTask } from './task.ts'

const apiOnly = process.argv.includes('--api-only')

function announce(server: RunningServer, host: string): void {
  if (!apiOnly)
    console.log(`\nCardfile is at ${server.url}\nThe API's documentation: ${server.url}/api/docs`)
  console.log(
    isLoopback(host)
      ? 'There is no login yet, so only this machine can reach it.'
      : `WARNING: there is no login yet, and HOST=${host} lets others in: whoever reaches this address reads and changes everything.`,
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
export async function serveFromEnvironment(): Promise<void> {
  const config = readConfig(process.env)
  const server = await startServer({ config, addSample, ...(!apiOnly && { siteFolder: webDist }) })
  stopWith(server)
  announce(server, config.host)
}

if (import.meta.main) await runTask(serveFromEnvironment)
