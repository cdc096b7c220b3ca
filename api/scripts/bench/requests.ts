import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeDataset } from './dataset.ts'
import { type Load, load } from './load.ts'
import { median } from './measured.ts'
import { type Kind, kindsOf, someContacts } from './request-kinds.ts'
import { type MeasuredServer, serveBare, serveMeasured } from './server.ts'

/**
 * Measures each kind of request over HTTP on a server of its own, and beside it, round after round, a
 * handler of the same framework that does nothing.
 *
 * @returns lines of a table: CPU of the server a request, as a multiple of the bare handler's too
 */
export async function measureRequests(total: number, rounds: number): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cardfile-bench-'))
  const file = join(folder, 'contacts.db')
  copyFileSync(await makeDataset(total), file)
  const stored = await someContacts(file, total)
  const bare = await serveBare()
  const server = await serveMeasured(file)
  try {
    return await table(kindsOf(total, stored), rounds, server, bare)
  } finally {
    await Promise.all([server.close(), bare.close()])
    rmSync(folder, { recursive: true, force: true })
  }
}

async function table(
  kinds: readonly Kind[],
  rounds: number,
  server: MeasuredServer,
  bare: MeasuredServer,
): Promise<string[]> {
  const ofNothing: Load[] = []
  const ofKinds = kinds.map((): Load[] => [])
  // One round more than counts: the first compiles and fills caches.
  for (let round = 0; round <= rounds; round++) {
    const nothing = await load(bare, 2_000, () => ({ path: '/' }))
    if (round > 0) ofNothing.push(nothing)
    for (const [index, { count, asked }] of kinds.entries()) {
      const taken = await load(server, count, (n) => asked(n + round * count))
      if (round > 0) ofKinds[index]?.push(taken)
    }
  }
  const bareCpu = median(ofNothing.map(({ cpuMs }) => cpuMs))
  const row = (label: string, taken: readonly Load[]) => {
    const of = (name: keyof Load) => median(taken.map((one) => one[name]))
    const ratio = (of('cpuMs') / bareCpu).toFixed(1)
    const waits = `${of('p50').toFixed(1)} | ${of('p99').toFixed(1)}`
    return `| ${label} | ${of('cpuMs').toFixed(2)} | ${ratio} | ${of('perSecond').toFixed(0)} | ${waits} |`
  }
  return [
    '| | CPU ms a request | x the bare handler | requests/s | p50 ms | p99 ms |',
    '|---|---|---|---|---|---|',
    row('a handler that does nothing', ofNothing),
    ...kinds.map(({ label }, index) => row(label, ofKinds[index] ?? [])),
  ]
}
