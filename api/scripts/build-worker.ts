import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { webDist } from './build-web.ts'
import { captureTool, root } from './processes.ts'
import { buildWhenStale } from './stamp.ts'

/** Where the Worker's bundle is: what is deployed, what `dev:worker` runs and what is tested. */
export const workerDist = join(root, 'api', 'dist', 'worker')

const sources = [
  'api/src',
  'api/package.json',
  'api/scripts/build-worker.ts',
  'openapi/src',
  'openapi/package.json',
  'wrangler.toml',
  'pnpm-lock.yaml',
]

const leftOut = join(root, 'api', 'src', 'platform', 'worker', 'left-out')

/** Modules of packages that no bundler can tell are not needed, and what stands in their place. */
const aliases = {
  // zod's own name for it; as a part of its namespace, which is handed to others, all of it is kept.
  '../locales/index.js': join(leftOut, 'zod-locales.ts'),
  './from-json-schema.js': join(leftOut, 'zod-from-json-schema.ts'),
  '@better-auth/core/social-providers': join(leftOut, 'social-providers.ts'),
  '@better-auth/memory-adapter': join(leftOut, 'memory-adapter.ts'),
  '@better-auth/telemetry': join(leftOut, 'telemetry.ts'),
}

/** What the bundle is made of, for `wrangler`; minified, since an isolate parses it at every cold start. */
export const bundleFlags = [
  '--minify',
  ...Object.entries(aliases).flatMap(([name, file]) => ['--alias', `${name}:${file}`]),
]

/**
 * Bundles a Worker into a folder.
 * @param flags what `wrangler` is told beside, such as another configuration
 * @throws ToolError with what the bundler said, when it fails
 */
export async function bundleWorker(folder: string, flags: string[] = []): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  // wrangler wants the screens' folder to exist, though the bundle takes nothing from it.
  mkdirSync(webDist, { recursive: true })
  await captureTool('wrangler', [
    'deploy',
    '--dry-run',
    '--outdir',
    folder,
    ...bundleFlags,
    ...flags,
  ])
}

/**
 * Bundles the Worker when its sources have changed since the last time.
 * @throws ToolError with what the bundler said, when it fails
 */
export async function buildWorker(): Promise<boolean> {
  return await buildWhenStale(join(workerDist, '.stamp'), sources, async () => {
    console.log('Bundling the Worker (when its sources change) …')
    await bundleWorker(workerDist)
  })
}
