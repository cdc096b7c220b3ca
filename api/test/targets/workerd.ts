import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@libsql/client/web'
import { createTestHarness, type TestHarness } from 'wrangler'
import { webDist } from '../../scripts/build-web.ts'
import { workerDist } from '../../scripts/build-worker.ts'
import { startHranaBridge, type HranaBridge } from '../../scripts/hrana-bridge.ts'
import { root } from '../../scripts/processes.ts'
import { freshDatabase } from './fresh-database.ts'
import { origin, type Target } from './target.ts'

/** A Worker that runs and has served nobody: its database's name and file are settled already. */
interface Slot {
  harness: TestHarness
  name: string
  file: string
  url: string
}

const folder = mkdtempSync(join(tmpdir(), 'cardfile-workerd-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

const harnesses: TestHarness[] = []
const free: Slot[] = []
let bridge: HranaBridge | undefined
let filling: Promise<void> | undefined
let count = 0

/** The deployed configuration under another name, as one process may not run a name twice. */
function configFor(name: string): string {
  const file = join(folder, `${name}.toml`)
  const config = readFileSync(join(root, 'wrangler.toml'), 'utf8')
    .replace(/^name = .*/m, `name = "${name}"`)
    .replace(/^main = .*/m, `main = ${JSON.stringify(join(root, 'api', 'src', 'worker.ts'))}`)
    .replace(/^directory = .*/m, `directory = ${JSON.stringify(webDist)}`)
  writeFileSync(file, config)
  return file
}

/**
 * Starts a workerd with several copies of the bundle. A Worker learns of its database at its start
 * and keeps what it knows of it, so a fresh database needs a fresh Worker; started together they
 * cost a tenth of a second each.
 */
async function fill(): Promise<void> {
  bridge ??= await startHranaBridge()
  const { serve, token } = bridge
  const slots: Omit<Slot, 'harness'>[] = []
  for (let left = harnesses.length === 0 ? 2 : 8; left > 0; left -= 1) {
    count += 1
    const name = `cardfile-${count}`
    const file = await freshDatabase()
    slots.push({ name, file, url: serve(name, file) })
  }
  const harness = createTestHarness({
    root,
    workers: slots.map(({ name, url }) => ({
      configPath: configFor(name),
      prebuiltWorkerDir: workerDist,
      secrets: { TURSO_DATABASE_URL: url, TURSO_AUTH_TOKEN: token },
    })),
  })
  harnesses.push(harness)
  await harness.listen()
  free.push(...slots.map((slot) => ({ harness, ...slot })))
}

async function takeSlot(): Promise<Slot> {
  for (;;) {
    const slot = free.shift()
    if (slot !== undefined) return slot
    filling ??= fill().finally(() => (filling = undefined))
    await filling
  }
}

/** Sends what `fetch` would send; the harness comes with classes of its own that take no foreign ones. */
async function send({ harness, name }: Slot, request: Request, streamed: boolean) {
  const body = streamed ? request.body : await request.arrayBuffer()
  const response = await harness.getWorker(name).fetch(request.url, {
    method: request.method,
    headers: [...request.headers],
    redirect: 'manual',
    ...(request.body !== null && { body, duplex: 'half' }),
  })
  const empty = [101, 204, 205, 304].includes(response.status)
  return new Response(empty ? null : ((await response.arrayBuffer()) as ArrayBuffer), {
    status: response.status,
    statusText: response.statusText,
    headers: [...response.headers],
  })
}

/** The deployed bundle in the real runtime, over a bridge to an embedded file. */
export async function startWorkerdTarget(): Promise<Target> {
  const slot = await takeSlot()
  const client = createClient({ url: slot.url, ...(bridge && { authToken: bridge.token }) })
  return {
    fetch(path, init) {
      const streamed = init?.body instanceof ReadableStream
      return send(slot, new Request(new URL(path, origin), init), streamed)
    },
    client,
    file: slot.file,
    async close() {
      client.close()
      bridge?.drop(slot.name)
    },
  }
}

/** Stops every workerd this file has started. */
export async function closeWorkerd(): Promise<void> {
  await Promise.all(harnesses.splice(0).map((harness) => harness.close()))
  free.length = 0
  await bridge?.close()
  bridge = undefined
}
