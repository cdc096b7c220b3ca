import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { captureTool, childEnv, root } from './processes.ts'
import type * as serve from './serve.ts'
import { buildWhenStale } from './stamp.ts'

/** Where the server on Node is, ready to be run: `serve.js`. */
export const serverDist = join(root, 'api', 'dist', 'server')

const sources = [
  'api/src',
  'api/package.json',
  'api/scripts/ascii-code.ts',
  'api/scripts/build-server.ts',
  'api/scripts/people.ts',
  'api/scripts/sample.ts',
  'api/scripts/serve.ts',
  'api/scripts/server.vite.config.ts',
  'api/scripts/task.ts',
  'openapi/src',
  'openapi/package.json',
  'pnpm-lock.yaml',
]

/**
 * Bundles a script that serves, with all it needs, into a folder below `api`. From a thousand files the
 * same server takes 20 MB more and twice as long to start (measured).
 *
 * @param name what the script is called there, without its ending
 * @throws ToolError with what the bundler said, when it fails
 */
export async function bundleServer(name: string, script: string, folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  const entries: Record<string, string> = { [name]: script }
  for (const thread of ['imports-thread', 'scanner-thread', 'writer-thread'])
    entries[thread] = `api/src/platform/threads/${thread}.ts`
  await captureTool(
    'vite',
    [
      'build',
      '--config',
      'api/scripts/server.vite.config.ts',
      '--outDir',
      folder,
      '--logLevel',
      'warn',
    ],
    childEnv({ NO_COLOR: '1', CARDFILE_BUNDLE: JSON.stringify(entries) }),
  )
  cpSync(join(root, 'api', 'src', 'db', 'migrations'), join(folder, 'migrations'), {
    recursive: true,
  })
}

/** What `serve.js` gives whoever imports it; it must have been built. */
export const importServer = (): Promise<typeof serve> =>
  import(pathToFileURL(join(serverDist, 'serve.js')).href)

/** Bundles the server on Node into `api/dist/server` when its sources have changed since the last time. */
export async function buildServer(): Promise<boolean> {
  return await buildWhenStale(join(serverDist, '.stamp'), sources, async () => {
    console.log('Bundling the server (when its sources change) …')
    await bundleServer('serve', 'api/scripts/serve.ts', serverDist)
  })
}
