import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTestHarness, type TestHarness, type WorkerHandle } from 'wrangler'
import { webDist } from '../../scripts/build-web.ts'
import { workerDist } from '../../scripts/build-worker.ts'
import { startHranaBridge } from '../../scripts/hrana-bridge.ts'
import { root } from '../../scripts/processes.ts'
import { freshDatabase, removeDatabases } from './fresh-database.ts'
import { testSecret, testSetupToken } from './sign-in.ts'

/** A Worker over a database of its own. */
export interface Slot {
  name: string
  /** The database, by the bridge and as a file. */
  databaseUrl: string
  token: string
  file: string
}

export interface WorkerdPool {
  /** Hands out a Worker that has served nobody yet, starting more when none is left. */
  take(): Promise<Slot>
  worker(name: string): WorkerHandle
  close(): Promise<void>
}

/** The deployed configuration under another name, as one process may not run a name twice. */
function writeConfig(folder: string, name: string): string {
  const file = join(folder, `${name}.toml`)
  const config = readFileSync(join(root, 'wrangler.toml'), 'utf8')
    .replace(/^name = .*/m, `name = "${name}"`)
    .replace(/^main = .*/m, `main = ${JSON.stringify(join(root, 'api', 'src', 'worker.ts'))}`)
    .replace(/^directory = .*/m, `directory = ${JSON.stringify(webDist)}`)
  writeFileSync(file, config)
  return file
}

/**
 * Keeps workerds with several copies of the built bundle each. A Worker learns of its database at
 * its start and remembers what it has read there, so a fresh database needs a fresh Worker; started
 * many at a time they cost a tenth of a second each, alone more than half a second.
 */
export async function startWorkerdPool(): Promise<WorkerdPool> {
  const folder = mkdtempSync(join(tmpdir(), 'cardfile-workerd-'))
  const bridge = await startHranaBridge()
  const harnesses: TestHarness[] = []
  const workers = new Map<string, WorkerHandle>()
  const free: Slot[] = []
  let filling: Promise<void> | undefined
  let count = 0

  async function makeSlot(): Promise<Slot> {
    count += 1
    const name = `cardfile-${count}`
    const file = await freshDatabase()
    return { name, file, databaseUrl: bridge.serve(name, file), token: bridge.token }
  }

  async function fill(): Promise<void> {
    const size = harnesses.length === 0 ? 4 : 12
    const slots = await Promise.all(Array.from({ length: size }, makeSlot))
    const harness = createTestHarness({
      root,
      workers: slots.map(({ name, databaseUrl, token }) => ({
        configPath: writeConfig(folder, name),
        prebuiltWorkerDir: workerDist,
        secrets: {
          TURSO_DATABASE_URL: databaseUrl,
          TURSO_AUTH_TOKEN: token,
          CARDFILE_SECRET: testSecret,
          CARDFILE_SETUP_TOKEN: testSetupToken,
        },
      })),
    })
    harnesses.push(harness)
    await harness.listen()
    for (const { name } of slots) workers.set(name, harness.getWorker(name))
    free.push(...slots)
  }

  return {
    async take() {
      for (;;) {
        const slot = free.shift()
        if (slot !== undefined) return slot
        filling ??= fill().finally(() => (filling = undefined))
        await filling
      }
    },
    worker(name) {
      const worker = workers.get(name)
      if (worker === undefined) throw new Error(`There is no Worker called ${name}`)
      return worker
    },
    async close() {
      await Promise.all(harnesses.map((harness) => harness.close()))
      await bridge.close()
      removeDatabases()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
