// Runs once for the whole suite, beside vitest: workerd is slow to start and the tool that starts it
// slow to load, so the test files share it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import type { TestProject } from 'vitest/node'
import { unstable_getMiniflareWorkerOptions } from 'wrangler'
import { webDist } from '../../scripts/build-web.ts'
import { bundleWorker } from '../../scripts/build-worker.ts'
import { root } from '../../scripts/processes.ts'
import { testSecret, testSetupToken } from './sign-in.ts'

declare module 'vitest' {
  interface ProvidedContext {
    workerd: string
  }
}

const entry = join(root, 'api', 'test', 'targets', 'worker-entry.ts')

/** The deployed configuration with the entry of the tests. */
function writeConfig(folder: string): string {
  const file = join(folder, 'wrangler.toml')
  const config = readFileSync(join(root, 'wrangler.toml'), 'utf8')
    .replace(/^main = .*/m, `main = ${JSON.stringify(entry)}`)
    .replace(/^directory = .*/m, `directory = ${JSON.stringify(webDist)}`)
  writeFileSync(file, config)
  return file
}

/**
 * The suite runs against this source, bundled the way it is deployed. The runtime is started without
 * wrangler's own server, which would hand on each request, and each of the Worker's own, by way of
 * this process: two thirds of the time that they take.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'cardfile-workerd-'))
  const configPath = writeConfig(folder)
  const bundle = join(folder, 'bundle')
  await bundleWorker(bundle, ['--config', configPath])
  // The bundle is one module; the screens are no part of the contract.
  const {
    modulesRules: _,
    assets: __,
    ...declared
  } = unstable_getMiniflareWorkerOptions(configPath).workerOptions
  const runtime = new Miniflare(
    convertV4MiniflareOptions({
      ...declared,
      modules: true,
      modulesRoot: bundle,
      scriptPath: join(bundle, basename(entry).replace(/\.ts$/, '.js')),
      bindings: { CARDFILE_SECRET: testSecret, CARDFILE_SETUP_TOKEN: testSetupToken },
      // Nobody is asked where this machine is.
      cf: false,
    }),
  )
  const { href } = await runtime.ready
  project.provide('workerd', href)
  return async () => {
    await runtime.dispose()
    rmSync(folder, { recursive: true, force: true })
  }
}
