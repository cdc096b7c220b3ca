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
  /** What the program leaves behind: queries, without what is new each time. */
  state: string[]
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
  const stateOf = async (client: DatabaseClient) =>
    JSON.stringify((await client.batch(state, 'read')).map(({ rows }) => rows))

  const { client } = await openDatabase({ url: `file:${template}`, authToken: undefined })
  await prepare(anew(client), client)
  await client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  client.close()
  const whole = await openEmbedded(`file:${copied()}`)
  await program(anew(whole))
  const expected = await stateOf(whole)
  whole.close()

  return {
    /** Loses each reply of the database once, as the network does. @returns how many there are */
    async loseEach(when: When): Promise<number> {
      for (let number = 1; ; number++) {
        const database = await openEmbedded(`file:${copied()}`)
        const { told, app } = losing(database, number, when)
        // Whoever goes on knows nothing of what was before, as after a restart.
        await program(sendTo(app)).catch(() => program(anew(database)))
        expect(await stateOf(database), `lost reply ${number}`).toBe(expected)
        database.close()
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
      const server: ChildProcess = spawn(process.execPath, [entry, file, String(at), when], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const died = once(server, 'exit')
      const [said] = (await once(server.stdout!, 'data')) as [Buffer]
      const crashed = await program(
        sending((path, init) => fetch(`http://127.0.0.1:${Number(said)}${path}`, init)),
      ).then(
        () => false,
        () => true,
      )
      server.kill('SIGKILL')
      await died
      const { client: database } = await openDatabase({ url: `file:${file}`, authToken: undefined })
      await program(anew(database))
      expect(await stateOf(database), `killed ${when} call ${at}`).toBe(expected)
      database.close()
      return crashed
    },

    /** Kills the server at each call in turn. @returns how many there are */
    async killAtEach(when: When): Promise<number> {
      await bundleServer('crash-server', source, bundle)
      entry = join(bundle, 'crash-server.js')
      let at = 1
      while (await this.killAt(at, when)) at++
      return at - 1
    },

    remove: () => {
      for (const made of [folder, bundle]) rmSync(made, { recursive: true, force: true })
    },
  }
}
