import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Asked, type Load, load } from './load.ts'
import { serveMeasured } from './server.ts'

const creates = 200

const create = (): Asked => {
  const unique = crypto.randomUUID()
  const values = { name: `Person ${unique}`, email: [`${unique}@example.com`] }
  return { method: 'POST', path: '/api/v1/contacts', body: { values } }
}

/**
 * What it costs that an acknowledged write survives a loss of power: the same creations with and without,
 * over one connection and over ten. Syncs are counted by strace, where the machine has it.
 *
 * @returns lines of a table
 */
export async function measureDurability(): Promise<string[]> {
  const lines = [
    '| CARDFILE_DURABLE | connections | requests/s | p50 ms | p99 ms | syncs for 200 creations |',
    '|---|---|---|---|---|---|',
  ]
  for (const connections of [1, 10])
    for (const durable of ['1', '0']) {
      const { taken } = await run(durable, connections, [])
      const rates = [taken.perSecond.toFixed(0), taken.p50.toFixed(1), taken.p99.toFixed(1)]
      const syncs = await countSyncs(durable, connections)
      lines.push(`| ${[durable, connections, ...rates, syncs].join(' | ')} |`)
    }
  return lines
}

async function countSyncs(durable: string, connections: number): Promise<string> {
  if (spawnSync('strace', ['-V']).error) return 'no strace here'
  const { folder, before, after } = await traced(durable, connections)
  rmSync(folder, { recursive: true, force: true })
  return String(after - before)
}

async function traced(durable: string, connections: number) {
  const folder = mkdtempSync(join(tmpdir(), 'cardfile-trace-'))
  const log = join(folder, 'syncs')
  const count = () => readFileSync(log, 'utf8').match(/f(?:data)?sync\(\d+/g)?.length ?? 0
  const under = ['strace', '-f', '-qq', '-e', 'trace=fsync,fdatasync', '-o', log]
  const { before, after } = await run(durable, connections, under, count)
  return { folder, before, after }
}

/** @param count asked before and after the creations */
async function run(
  durable: string,
  connections: number,
  under: readonly string[],
  count = () => 0,
): Promise<{ taken: Load; before: number; after: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'cardfile-durable-'))
  const server = await serveMeasured(join(folder, 'a.db'), {
    env: { CARDFILE_DURABLE: durable },
    under,
  })
  try {
    await load(server, 50, create, connections)
    const before = count()
    const taken = await load(server, creates, create, connections)
    return { taken, before, after: count() }
  } finally {
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
