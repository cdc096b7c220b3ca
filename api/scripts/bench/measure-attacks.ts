import { mkdtempSync, rmSync } from 'node:fs'
import { Agent } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Attack, attacks, contact, postContact } from './attacks.ts'
import { send } from './load.ts'
import { type MeasuredServer, serveMeasured } from './server.ts'

/**
 * Does to a server of its own what somebody would who means it ill, one thing after the other.
 *
 * @param part of what an attack is called; all of them where left out
 * @returns lines of a table: what was answered, the server's CPU, the memory it had more at most, and how
 *   long at most somebody else waited who asked for its health all the while
 */
export async function* measureAttacks(part = ''): AsyncGenerator<string> {
  yield '| | answered | CPU | memory | others waited at most |'
  yield '|---|---|---|---|---|'
  for (const attack of attacks) if (attack.label.includes(part)) yield await measured(attack)
}

async function measured({ label, body = () => '', run }: Attack): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'cardfile-bench-'))
  const file = join(folder, 'contacts.db')
  const server = await serveMeasured(file)
  try {
    // What is loaded with the first request is not the attack's.
    await postContact(server, contact('first'))
    const made = body()
    const before = { cpuMs: await server.cpuMs(), mb: await server.nowMb() }
    const over = new AbortController()
    const waited = longestWait(server, over.signal)
    const answered = await run(server, made, file)
    const seconds = ((await server.cpuMs()) - before.cpuMs) / 1_000
    over.abort()
    const wait = await waited
    const more = Math.max(0, (await server.close()) - before.mb)
    return `| ${label} | ${answered} | ${seconds.toFixed(2)} s | ${more.toFixed(0)} MB | ${wait.toFixed(0)} ms |`
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @returns milliseconds, of a client that opens a connection each time */
async function longestWait(server: MeasuredServer, over: AbortSignal): Promise<number> {
  const agent = new Agent()
  let longest = 0
  while (!over.aborted) {
    const begun = performance.now()
    await send(server, agent, { path: '/healthz' })
    longest = Math.max(longest, performance.now() - begun)
    await sleep(10)
  }
  agent.destroy()
  return longest
}
