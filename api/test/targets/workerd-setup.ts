// Runs once for the whole suite, beside vitest: workerd is slow to start and the tool that starts it
// slow to load, so the test files share it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { createTestHarness } from 'wrangler'
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

/** The suite runs against this source, bundled the way it is deployed. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  process.env.WRANGLER_SEND_METRICS = 'false'
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'
  const folder = mkdtempSync(join(tmpdir(), 'cardfile-workerd-'))
  const configPath = writeConfig(folder)
  const prebuiltWorkerDir = join(folder, 'bundle')
  await bundleWorker(prebuiltWorkerDir, ['--config', configPath])
  const harness = createTestHarness({
    root,
    workers: [
      {
        configPath,
        prebuiltWorkerDir,
        secrets: { CARDFILE_SECRET: testSecret, CARDFILE_SETUP_TOKEN: testSetupToken },
      },
    ],
  })
  const { url } = await harness.listen()
  project.provide('workerd', url.href)
  return async () => {
    await harness.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
