import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig, readTursoConfig } from './config.ts'

/** What a reader says against an environment; empty when it is content. */
function complaint(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return ''
}

describe('the settings of the server on Node', () => {
  it('default to this machine alone, an embedded file and sample data', () => {
    expect(readConfig({})).toEqual({
      port: 8787,
      host: '127.0.0.1',
      databaseUrl: 'file:data/cardfile.db',
      authToken: undefined,
      databaseTimeout: 30_000,
      isDurable: true,
      sampleData: true,
      namesFromIdentities: true,
      trustedProxies: { count: 0 },
      rateLimit: 2_000,
    })
  })

  it('are taken from the environment', () => {
    expect(
      readConfig({
        PORT: '80',
        HOST: '0.0.0.0',
        CARDFILE_DB: 'libsql://cards.example.com',
        CARDFILE_SAMPLE: '0',
        CARDFILE_NAMES_FROM_IDENTITIES: '0',
        CARDFILE_DURABLE: '0',
        TURSO_AUTH_TOKEN: 'secret',
        CARDFILE_DB_TIMEOUT: '5',
        CARDFILE_TRUSTED_PROXY: '2',
        CARDFILE_RATE_LIMIT: '0',
      }),
    ).toEqual({
      port: 80,
      host: '0.0.0.0',
      databaseUrl: 'libsql://cards.example.com',
      authToken: 'secret',
      databaseTimeout: 5_000,
      isDurable: false,
      sampleData: false,
      namesFromIdentities: false,
      trustedProxies: { count: 2 },
      rateLimit: 0,
    })
  })

  it('treat an empty variable as one that is not set', () => {
    expect(readConfig({ PORT: '', HOST: ' ', CARDFILE_DB: '' })).toEqual(readConfig({}))
  })

  it.each(['-1', '65536', '80a', '1e3', '8 0', '0x50', '8.5'])('refuses PORT=%s', (PORT) => {
    expect(complaint(() => readConfig({ PORT }))).toMatch(/^PORT is .* from 0 to 65535/)
  })

  it.each(['a b', 'http://localhost', '127.0.0.1/8'])('refuses HOST=%s', (HOST) => {
    expect(complaint(() => readConfig({ HOST }))).toMatch(/^HOST is .* such as 127\.0\.0\.1/)
  })

  it.each(['::1', 'localhost', '192.168.1.4'])('takes HOST=%s', (HOST) => {
    expect(readConfig({ HOST }).host).toBe(HOST)
  })

  it.each(['data/cards.db', 'file:', 'postgres://x', 'https://', 'file::memory:', ':memory:'])(
    'refuses CARDFILE_DB=%s',
    (CARDFILE_DB) => {
      expect(complaint(() => readConfig({ CARDFILE_DB }))).toMatch(/^CARDFILE_DB is .*file:<path>/)
    },
  )

  it.each(['yes', 'true', '2'])('refuses CARDFILE_SAMPLE=%s', (CARDFILE_SAMPLE) => {
    expect(complaint(() => readConfig({ CARDFILE_SAMPLE }))).toMatch(
      /^CARDFILE_SAMPLE is .*; allowed: 0 or 1$/,
    )
  })

  it('names every broken setting at once', () => {
    const said = complaint(() => readConfig({ PORT: 'x', CARDFILE_SAMPLE: 'x' }))
    expect(said.split('\n')).toHaveLength(2)
  })

  it('keeps a broken token out of the message', () => {
    const said = complaint(() => readConfig({ TURSO_AUTH_TOKEN: 'abc def' }))
    expect(said).toContain('TURSO_AUTH_TOKEN')
    expect(said).not.toContain('abc')
  })
})

describe('the settings of the Worker', () => {
  it('are the URL, the token and how long to wait', () => {
    expect(readTursoConfig({ TURSO_DATABASE_URL: 'libsql://a.b', TURSO_AUTH_TOKEN: 't' })).toEqual({
      url: 'libsql://a.b',
      authToken: 't',
      timeout: 30_000,
    })
  })

  it.each(['0', '1000', '-1', '1.5', 'soon'])('refuse to wait %s seconds', (value) => {
    const env = { TURSO_DATABASE_URL: 'libsql://a.b', CARDFILE_DB_TIMEOUT: value }
    const told = `CARDFILE_DB_TIMEOUT is "${value}"; allowed: a whole number of seconds`
    expect(complaint(() => readTursoConfig(env))).toContain(told)
    expect(complaint(() => readConfig({ CARDFILE_DB_TIMEOUT: value }))).toContain(told)
  })

  it('refuse a missing URL and one of a file', () => {
    expect(complaint(() => readTursoConfig({}))).toContain('TURSO_DATABASE_URL is not set')
    expect(complaint(() => readTursoConfig({ TURSO_DATABASE_URL: 'file:x' }))).toContain(
      'TURSO_DATABASE_URL is "file:x"',
    )
  })
})
