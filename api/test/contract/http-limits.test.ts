import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { defaultRateLimit, peoplePerAddress, rateWindow } from '../../src/http/rate-limiter.ts'
import { target } from '../targets/index.ts'
import { type Api, startApi } from './support/api.ts'

let api: Api

beforeAll(async () => {
  api = await startApi()
})

describe(`every answer on ${target.name}`, () => {
  const paths = ['/api/v1/contacts', '/api/v1/nothing', '/api/docs', '/healthz', '/api/v1/fields/x']

  it.each(paths)('of %s lets nothing run, frame, sniff, embed or keep it', async (path) => {
    const { headers } = await api.fetch(path)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toMatch(/default-src '(?:none|self)'/)
    expect(/script-src [^;]*unsafe/.test(policy)).toBe(false)
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'permissions-policy': expect.stringContaining('camera=()'),
      'cache-control': path === '/api/docs' ? 'no-cache' : 'no-store',
    })
  })

  it('opens itself to no other site', async () => {
    const { headers, status } = await api.fetch('/api/v1/contacts', {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    })
    expect(status).toBe(405)
    const opened = [...headers.keys()].filter((name) => name.startsWith('access-control-'))
    expect(opened).toEqual([])
  })

  it('holds browsers to TLS behind TLS, and there alone', async () => {
    const header = async (url: string) =>
      (await api.fetch(url)).headers.get('strict-transport-security')
    expect(await header('/healthz')).toBeNull()
    expect(await header('https://cards.example.com/healthz')).toBe('max-age=31536000')
  })
})

describe('a method that a known address does not take', () => {
  it('is answered with those it takes', async () => {
    const { paths } = await api.readDocument()
    const every = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
    for (const path of Object.keys(paths)) {
      const address = path.replaceAll(/\{\w+\}/g, '1')
      const taken = Object.keys(paths[path] ?? {}).map((method) => method.toUpperCase())
      for (const method of every.filter((one) => !taken.includes(one))) {
        const { status, headers } = await api.fetch(address, { method })
        expect([method, path, status]).toEqual([method, path, 405])
        const allowed = headers
          .get('allow')
          ?.split(', ')
          .filter((one) => one !== 'HEAD')
        expect(allowed).toEqual(taken.sort())
      }
    }
  })

  it('says so as a problem', async () => {
    const { status, body } = await api.refused('DELETE', '/api/v1/contacts')
    expect(status).toBe(405)
    expect(body).toMatchObject({ code: 'method_not_allowed' })
    expect((await api.refused('DELETE', '/api/v1/nothing')).body.code).toBe('not_found')
  })
})

describe('what no client of ours sends', () => {
  it('is refused where it is a number that is not in plain digits', async () => {
    const { paths } = await api.readDocument()
    const spellings = ['1e1', '01']
    let met = 0
    for (const [path, operations] of Object.entries(paths))
      for (const [method, { parameters = [] }] of Object.entries(operations))
        for (const { name, in: place, schema } of parameters) {
          if (schema.type !== 'integer') continue
          met++
          for (const spelling of spellings) {
            const address = path
              .replace(`{${name}}`, spelling)
              .replaceAll(/\{\w+\}/g, '1')
              .concat(place === 'query' ? `?${name}=${spelling}` : '')
            const { status, body } = await api.refused(method.toUpperCase(), address)
            expect([address, status, body.errors]).toMatchObject([
              address,
              422,
              { [name]: [expect.stringContaining('whole number')] },
            ])
          }
        }
    expect(met).toBeGreaterThan(10)
  })

  it('is refused for the length of its address', async () => {
    const { status, body } = await api.refused('GET', `/api/v1/contacts?q=${'x'.repeat(60_000)}`)
    expect([status, body.code]).toEqual([414, 'uri_too_long'])
  })

  it('is refused for the number and the size of its headers', async () => {
    const many = Object.fromEntries(Array.from({ length: 120 }, (_, n) => [`x-${n}`, 'y']))
    for (const headers of [many, { 'x-large': 'y'.repeat(40_000) }]) {
      const { status, body } = await api.refused('GET', '/api/v1/contacts', { headers })
      expect([status, body.code]).toEqual([431, 'headers_too_large'])
    }
  })
})

describe('a body', () => {
  const unknown = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`unknown_${n}`, n]))

  it('of what is open to everybody is small, whoever sends it', async () => {
    const body = { name: 'Ann', ...unknown(2_000) }
    const { status, body: problem } = await api.refused('POST', '/api/v1/setup', { body })
    expect([status, problem.code]).toEqual([413, 'too_large'])
  })

  it.each(['gzip', 'br', 'GZIP, identity'])(
    'encoded as %s is refused in words',
    async (encoding) => {
      const { status, body: problem } = await api.refused('POST', '/api/v1/contacts', {
        headers: { 'content-encoding': encoding },
        body: { values: { name: 'Ann' } },
      })
      expect([status, problem.code]).toEqual([415, 'unsupported_media_type'])
      expect(problem.detail).toContain('send it without Content-Encoding')
    },
  )

  it('encoded as nothing is taken', async () => {
    const values = { name: 'Ann', email: ['identity@example.com'] }
    const headers = { 'content-encoding': 'identity' }
    expect((await api.post('/api/v1/contacts', { values }, { headers })).status).toBe(201)
  })

  it('with very many faults is told the first hundred, and how many there are', async () => {
    const body = { values: { name: 'Ann', email: ['ann@example.com'], ...unknown(5_000) } }
    const { status, body: problem } = await api.refused('POST', '/api/v1/contacts', { body })
    expect(status).toBe(422)
    expect(Object.keys(problem.errors)).toHaveLength(100)
    expect(problem.detail).toBe('5000 values break a rule; the first 100 are named.')
    const flood = await api.refused('POST', '/api/v1/contacts', {
      body: { values: unknown(20_000) },
    })
    expect(flood.body.errors).toEqual({ values: ['must have at most 10000 values'] })
  })
})

describe('the rate limits of the platform', () => {
  it('are those that clients are told', () => {
    const config = readFileSync(new URL('../../../wrangler.toml', import.meta.url), 'utf8')
    const declared = Array.from(
      config.matchAll(/name = "(\w+)_LIMIT"\n.*\nsimple = \{ limit = (\d+), period = (\d+) \}/g),
      ([, name, limit, period]) => [name, Number(limit), Number(period)],
    )
    expect(declared).toEqual([
      ['ADDRESS', defaultRateLimit * peoplePerAddress, rateWindow],
      ['ACCOUNT', defaultRateLimit, rateWindow],
    ])
  })

  it('count the network a client comes from', async () => {
    const headers = { 'cf-connecting-ip': '2001:db8:1:1::1' }
    const policy = (await api.fetch('/healthz', { headers })).headers.get('ratelimit-policy')
    const quota = defaultRateLimit * peoplePerAddress
    // On Node the app alone, without its server, is told no address.
    const expected = { workerd: `"address";q=${quota};w=${rateWindow}`, node: null }
    expect(policy).toBe(expected[target.runtime])
  })
})
