import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { Agent } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeDataset } from './dataset.ts'
import { type Asked, send } from './load.ts'
import { someContacts } from './request-kinds.ts'
import { type MeasuredServer, serveMeasured } from './server.ts'

const rounds = 3

const filter = (field: string, operator: string, value: unknown) =>
  `filter=${encodeURIComponent(JSON.stringify({ field, operator, value }))}`

/** Lists that no index leads to: each contact is looked at. */
const scans: Record<string, string> = {
  'sorted by first name': 'sort=first_name',
  'filtered by seats': filter('seats', 'eq', 7),
  'filtered by seats, sorted by first name': `${filter('seats', 'gt', 5)}&sort=first_name`,
}

/**
 * Filters and sorts by fields that are not fast, over HTTP, and what others wait meanwhile who ask for the
 * server's health and for one contact.
 *
 * @returns lines of a table: milliseconds until the answer, of the server's processor for it, and the
 *   longest and the middle wait of the others
 */
export async function measureScans(total: number): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cardfile-bench-'))
  const file = join(folder, 'contacts.db')
  copyFileSync(await makeDataset(total), file)
  const [contact] = await someContacts(file, total)
  const server = await serveMeasured(file)
  const beside = ['/healthz', `/api/v1/contacts/${contact?.id}`]
  try {
    const lines = [
      `| ${total} contacts | answered in | CPU | others waited at most | half of them |`,
      '|---|---|---|---|---|',
      line('nothing meanwhile', await measured(server, beside, () => sleep(1_000))),
    ]
    for (const [label, query] of Object.entries(scans)) {
      const path = `/api/v1/contacts?pageSize=50&${query}`
      lines.push(
        line(label, await measured(server, beside, (agent) => send(server, agent, { path }))),
      )
    }
    return lines
  } finally {
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Scan {
  ms: number
  cpuMs: number
  waits: number[]
}

const line = (label: string, { ms, cpuMs, waits }: Scan) =>
  `| ${label} | ${ms.toFixed(0)} ms | ${cpuMs.toFixed(0)} ms | ${(waits.at(-1) ?? 0).toFixed(1)} ms | ${(waits[waits.length >> 1] ?? 0).toFixed(1)} ms |`

/** @returns the middle one of some rounds, with what all others waited, shortest first */
async function measured(
  server: MeasuredServer,
  beside: readonly string[],
  work: (agent: Agent) => Promise<unknown>,
): Promise<Scan> {
  const agent = new Agent({ keepAlive: true })
  await work(agent)
  // Alone, since what the others ask for takes its own.
  const cpuBefore = await server.cpuMs()
  for (let round = 0; round < rounds; round++) await work(agent)
  const cpuMs = ((await server.cpuMs()) - cpuBefore) / rounds
  const [times, waits]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    const over = new AbortController()
    const others = beside.map((path) => waitsFor(server, { path }, over.signal))
    const begun = performance.now()
    await work(agent)
    times.push(performance.now() - begun)
    over.abort()
    waits.push(...(await Promise.all(others)).flat())
  }
  agent.destroy()
  const sorted = (numbers: number[]) => numbers.sort((a, b) => a - b)
  return { ms: sorted(times)[rounds >> 1] ?? 0, cpuMs, waits: sorted(waits) }
}

async function waitsFor(server: MeasuredServer, asked: Asked, over: AbortSignal) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const waits: number[] = []
  while (!over.aborted) {
    const begun = performance.now()
    await send(server, agent, asked)
    waits.push(performance.now() - begun)
    await sleep(5)
  }
  agent.destroy()
  return waits
}
