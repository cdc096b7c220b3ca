import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from '../config/config.ts'
import { isLoopback, type RunningServer, startServer } from './node.ts'

const folder = mkdtempSync(join(tmpdir(), 'cardfile-node-'))
const siteFolder = join(folder, 'site')
mkdirSync(siteFolder)
writeFileSync(join(siteFolder, 'index.html'), '<p>the page</p>')

let running: RunningServer[] = []
let count = 0

async function start(env: Record<string, string> = {}, options: { site?: boolean } = {}) {
  count += 1
  const config = readConfig({
    PORT: '0',
    CARDFILE_DB: `file:${join(folder, 'made', `${count}.db`)}`,
    ...env,
  })
  let samples = 0
  const server = await startServer({
    config,
    ...(options.site !== false && { siteFolder }),
    addSample: async () => {
      samples += 1
    },
  })
  running.push(server)
  return { server, samples: () => samples }
}

/** Asks with a `Host` of one's choice, which `fetch` does not allow. */
function statusFor(url: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { host } }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })
}

afterEach(async () => {
  await Promise.all(running.map((server) => server.close()))
  running = []
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('the server on Node', () => {
  it('makes its database and serves API and screens', async () => {
    const { server } = await start()
    expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ status: 'ok' })
    expect(await (await fetch(`${server.url}/api/v1/setup`)).json()).toEqual({
      needed: true,
      tokenRequired: false,
      singleSignOn: null,
    })
    expect(await (await fetch(`${server.url}/contacts`)).text()).toBe('<p>the page</p>')
  })

  it('answers an unknown path of the API with a problem, not with the page', async () => {
    const { server } = await start()
    const response = await fetch(`${server.url}/api/v1/nothing`)
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    expect(await response.json()).toMatchObject({ status: 404 })
  })

  it('serves the API alone when there are no screens', async () => {
    const { server } = await start({}, { site: false })
    expect(await (await fetch(`${server.url}/contacts`)).json()).toMatchObject({ status: 404 })
  })

  it('gives sample data only to a database it has just made, and only when asked', async () => {
    const CARDFILE_DB = `file:${join(folder, 'sample.db')}`
    const first = await start({ CARDFILE_DB })
    expect(first.samples()).toBe(1)
    await first.server.close()
    running = []
    expect((await start({ CARDFILE_DB })).samples()).toBe(0)
    expect((await start({ CARDFILE_SAMPLE: '0' })).samples()).toBe(0)
  })

  it('says plainly that a port is taken', async () => {
    const { server } = await start()
    const { port } = new URL(server.url)
    const second = start({ PORT: port })
    await expect(second).rejects.toThrow(ConfigError)
    await expect(second).rejects.toThrow(`PORT ${port} on 127.0.0.1 is taken`)
  })

  it.each([
    ['a file that is no database', () => `file:${join(siteFolder, 'index.html')}`],
    ['a folder', () => `file:${siteFolder}`],
    ['a host that is not there', () => 'libsql://cardfile.invalid'],
  ])('says plainly that %s cannot be opened', async (_, url) => {
    const refused = start({ CARDFILE_DB: url() })
    await expect(refused).rejects.toThrow(ConfigError)
    await expect(refused).rejects.toThrow(/CARDFILE_DB.* is ".*", which cannot be opened: /)
  })

  it('refuses a foreign name while only this machine may reach it', async () => {
    const { server } = await start()
    const { port } = new URL(server.url)
    expect(await statusFor(`${server.url}/healthz`, `evil.example:${port}`)).toBe(421)
    expect(await statusFor(`${server.url}/healthz`, `localhost:${port}`)).toBe(200)
  })
})

describe('what counts as this machine', () => {
  it.each(['localhost', '127.0.0.1', '127.0.0.53', '::1', '[::1]', 'LOCALHOST'])('%s', (host) => {
    expect(isLoopback(host)).toBe(true)
  })

  it.each(['0.0.0.0', '::', '192.168.1.4', 'localhost.example.com'])('not %s', (host) => {
    expect(isLoopback(host)).toBe(false)
  })
})
