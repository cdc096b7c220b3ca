import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { Agent } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeDataset } from './dataset.ts'
import { asking } from './import-server.ts'
import { send } from './load.ts'
import { type Kind, kindsOf, someContacts } from './request-kinds.ts'
import { mixedRows } from './rows.ts'
import { sendImport } from './send-import.ts'
import { download, type MeasuredServer, serveMeasured } from './server.ts'

const connections = 10
const rowsPerImport = 20_000
/** Seconds between two looks at how much memory the server has. */
const between = 30

/** What is done to a server at once, for as long as nobody says that it is over. */
interface Work {
  label: string
  done: number
}

/**
 * Everything that people do, at once and for a while: ten connections that send each kind of request in
 * turn, one import after another, one export after another.
 *
 * @returns lines of a table: what was done, and the memory of the server's process (RSS)
 */
export async function measureMemory(total: number, seconds: number): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cardfile-bench-'))
  const file = join(folder, 'contacts.db')
  copyFileSync(await makeDataset(total), file)
  const stored = await someContacts(file, total)
  const server = await serveMeasured(file)
  try {
    const over = AbortSignal.timeout(seconds * 1_000)
    const works = [
      sendRequests(server, kindsOf(total, stored), over),
      sendImports(server, over),
      takeExports(server, join(folder, 'export'), over),
    ]
    const seen = await watchMemory(server, over)
    const done = await Promise.all(works)
    const peakMb = await server.close()
    return [
      ...done.map(({ label, done: times }) => `${times} ${label}`),
      '',
      '| after | memory |',
      '|---|---|',
      ...seen.map(([after, mb]) => `| ${after} s | ${mb.toFixed(0)} MB |`),
      `| at most | ${peakMb.toFixed(0)} MB |`,
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function sendRequests(
  server: MeasuredServer,
  kinds: readonly Kind[],
  over: AbortSignal,
): Promise<Work> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const work = { label: `requests over ${connections} connections`, done: 0 }
  const connection = async () => {
    while (!over.aborted) {
      const n = work.done++
      const kind = kinds[n % kinds.length]
      if (kind) await send(server, agent, kind.asked(n))
    }
  }
  await Promise.all(Array.from({ length: connections }, connection))
  agent.destroy()
  return work
}

async function sendImports({ url, headers }: MeasuredServer, over: AbortSignal): Promise<Work> {
  const ask = asking({
    url: `${url}/api/v1`,
    secret: headers.authorization.replace('Bearer ', ''),
  })
  const work = { label: `imports of ${rowsPerImport} rows`, done: 0 }
  while (!over.aborted) {
    await sendImport(ask, [[...mixedRows(rowsPerImport)]])
    work.done++
  }
  return work
}

async function takeExports(
  server: MeasuredServer,
  target: string,
  over: AbortSignal,
): Promise<Work> {
  const work = { label: 'exports of everything, as XLSX and CSV in turn', done: 0 }
  while (!over.aborted) {
    const format = work.done % 2 === 0 ? 'xlsx' : 'csv'
    await download(server, `/api/v1/exports/contacts?format=${format}`, target)
    work.done++
  }
  return work
}

/** @returns seconds since the beginning, and MB then */
async function watchMemory(server: MeasuredServer, over: AbortSignal): Promise<[number, number][]> {
  const seen: [number, number][] = []
  for (let after = between; !over.aborted; after += between) {
    await sleep(between * 1_000)
    seen.push([after, await server.nowMb()])
  }
  return seen
}
