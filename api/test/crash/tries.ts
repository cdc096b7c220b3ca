import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { bundleServer } from '../../scripts/build-server.ts'
import { root } from '../../scripts/processes.ts'
import { createApp } from '../../src/app.ts'
import type { DatabaseClient } from '../../src/db/client.ts'
import { createDatabase } from '../../src/db/database.ts'
import { openEmbedded } from '../../src/db/embedded.ts'
import { openDatabase } from '../../src/platform/node/node.ts'
import { losing } from './losing.ts'
import { keepingStates } from './states.ts'
import { wholeState } from './whole-state.ts'

/** Whether a call is lost before the database is asked, or after it did what it was asked. */
export type When = 'before' | 'after'

/** Posts, or does as said, and gives what is answered; rejects where the server is gone or lost its database. */
export type Send = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<{ id: string } & Record<string, unknown>>

interface Tried {
  /** Writes what is there before each try. */
  prepare: (send: Send, client: DatabaseClient) => Promise<void>
  /** As a careful program does: begun again, it sends again what may have been lost. */
  program: (send: Send) => Promise<void>
  /** What the program leaves behind: queries, without what is new each time, or every table. */
  state: string[] | 'whole'
}

const source = 'api/test/crash/server.ts'

type Fetch = (path: string, init: RequestInit) => Promise<Response> | Response

const sending =
  (reach: Fetch): Send =>
  async (method, path, body = {}, headers = {}) => {
    const response = await reach(`/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', 'if-match': '*', ...headers },
      body: JSON.stringify(body),
    })
    const read = (await response.json()) as { id: string }
    if (response.status >= 500) throw new TypeError('try again')
    expect(response.ok, JSON.stringify(read)).toBe(true)
    return { ...read }
  }

const sendTo = ({ fetch }: Pick<ReturnType<typeof createApp>, 'fetch'>) =>
  sending((path, init) => fetch(new Request(`http://localhost${path}`, init)))

const anew = (client: DatabaseClient) => sendTo(createApp({ db: createDatabase(client) }))

/** So many of the numbers below `of`, the first ones lying as evenly as all: by the golden ratio. */
function spread(of: number, most: number): Set<number> {
  const ratio = (Math.sqrt(5) - 1) / 2
  const numbers = new Set<number>()
  for (let n = 0; numbers.size < most; n++) numbers.add(Math.floor(((n * ratio) % 1) * of))
  return numbers
}

/** A program tried over and over against copies of one database, interrupted at another call each time. */
export async function tries({ prepare, program, state }: Tried) {
  const folder = mkdtempSync(join(tmpdir(), 'cardfile-tries-'))
  const template = join(folder, 'template.db')
  /** The server in one file, as people run it, where it is started over and over. */
  const bundle = join(root, 'api', 'dist', `tries-${process.pid}`)
  let entry = join(root, source)
  let serial = 0
  const copied = () => {
    const file = join(folder, `${++serial}.db`)
    copyFileSync(template, file)
    return file
  }
  /** There are hundreds of tries, each with all that was written. */
  const removed = (file: string) => {
    for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
  }
  const stateOf = async (client: DatabaseClient) =>
    state === 'whole'
      ? JSON.stringify(await wholeState(client), null, 1)
      : JSON.stringify((await client.batch(state, 'read')).map(({ rows }) => rows))
  /** A server of its own over a file, that dies at a call if one is named. */
  const started = async (file: string, at = 0, when: When = 'before') => {
    const server: ChildProcess = spawn(process.execPath, [entry, file, String(at), when], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const died = once(server, 'exit')
    const [said] = (await once(server.stdout!, 'data')) as [Buffer]
    return {
      send: sending((path, init) => fetch(`http://127.0.0.1:${Number(said)}${path}`, init)),
      async kill() {
        server.kill('SIGKILL')
        await died
      },
    }
  }
  const bundled = async () => {
    await bundleServer('crash-server', source, bundle)
    entry = join(bundle, 'crash-server.js')
  }

  const { client } = await openDatabase({ url: `file:${template}`, authToken: undefined })
  await prepare(anew(client), client)
  await client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  client.close()
  const whole = await openEmbedded(`file:${copied()}`)
  const undisturbed = losing(whole, 0, 'after')
  await program(sendTo(undisturbed.app))
  const expected = await stateOf(whole)
  whole.close()

  return {
    /** How often the database is called where nothing happens to it. */
    calls: undisturbed.told.calls,

    /** Loses each reply of the database once, as the network does. @returns how many there are */
    async loseEach(when: When): Promise<number> {
      for (let number = 1; ; number++) {
        const file = copied()
        const database = await openEmbedded(`file:${file}`)
        const { told, app } = losing(database, number, when)
        // Whoever goes on knows nothing of what was before, as after a restart.
        await program(sendTo(app)).catch(() => program(anew(database)))
        expect(await stateOf(database), `lost reply ${number}`).toBe(expected)
        database.close()
        removed(file)
        if (!told.lost) return number - 1
      }
    },

    /**
     * Kills the server at a call of the database, as `kill -9` does, and goes on with a new one.
     *
     * @returns whether there is such a call
     */
    async killAt(at: number, when: When): Promise<boolean> {
      const file = copied()
      const server = await started(file, at, when)
      const crashed = await program(server.send).then(
        () => false,
        () => true,
      )
      await server.kill()
      const { client: database } = await openDatabase({ url: `file:${file}`, authToken: undefined })
      await program(anew(database))
      expect(await stateOf(database), `killed ${when} call ${at}`).toBe(expected)
      database.close()
      removed(file)
      return crashed
    },

    /** Kills the server at each call in turn. @returns how many there are */
    async killAtEach(when: When): Promise<number> {
      await bundled()
      let at = 1
      while (await this.killAt(at, when)) at++
      return at - 1
    },

    /**
     * The same for a program that takes too long to be begun over and over: it is run once, and of what a
     * kill at a call leaves (before it, in the middle of its transaction, after it) a new server makes an end.
     *
     * @param most of how many such states an end is made, which lie evenly among all of them
     * @returns how many calls there are, how many states kills at them leave, and of how many an end was made
     */
    async goOnFromEach(most = Infinity): Promise<{ calls: number; states: number; ends: number }> {
      await bundled()
      const file = copied()
      const recorded = await openEmbedded(`file:${file}`)
      const { kept, left } = await keepingStates(recorded, file)
      await program(sendTo(createApp({ db: createDatabase(kept) })))
      expect(await stateOf(recorded), 'not killed').toBe(expected)
      const states = left.lengths.length
      const chosen = most < states ? spread(states, most) : left.lengths.keys()
      let ends = 0
      for (const at of chosen) {
        const [whole = 0, next = whole] = left.lengths.slice(at)
        const one = join(folder, `${++serial}.db`)
        // What the call that was killed had written of its transaction counts for nothing.
        const torn = Math.floor((next - whole) * Math.random())
        left.copyTo(one, whole + torn)
        const server = await started(one)
        await program(server.send)
        await server.kill()
        const database = await openEmbedded(`file:${one}`)
        expect(await stateOf(database), `killed after write ${at} and ${torn} bytes`).toBe(expected)
        database.close()
        removed(one)
        ends++
      }
      recorded.close()
      removed(file)
      return { calls: left.calls, states, ends }
    },

    remove: () => {
      for (const made of [folder, bundle]) rmSync(made, { recursive: true, force: true })
    },
  }
}
