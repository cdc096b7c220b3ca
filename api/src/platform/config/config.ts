import { parseNetwork } from '../../http/address.ts'
import { noProxies, type TrustedProxies } from '../../http/client-ip.ts'
import { defaultRateLimit } from '../../http/rate-limiter.ts'

/** What the server on Node is told by its environment. */
export interface Config {
  /** TCP port; 0 takes any that is free. */
  port: number
  /** Address or host name to listen on. */
  host: string
  /** A libSQL URL: an embedded file (`file:`) or a remote database. */
  databaseUrl: string
  /** For a remote database; an embedded one needs none. */
  authToken: string | undefined
  /** Milliseconds that a remote database may take to answer. */
  databaseTimeout: number
  /** Whether a write to an embedded file is acknowledged only once it would survive a loss of power. */
  isDurable: boolean
  /** Whether a database that has just been created gets sample data. */
  sampleData: boolean
  /** Whether a contact that a channel makes without a name is called by an identity; else it is refused. */
  namesFromIdentities: boolean
  /** Whose `X-Forwarded-For` and `X-Forwarded-Proto` count. */
  trustedProxies: TrustedProxies
  /** Requests of one account or API key in ten seconds; 0 for as many as there are. */
  rateLimit: number
}

/** Where a database is, and what opens it. */
export interface DatabaseConfig {
  url: string
  authToken: string | undefined
  /** Milliseconds that one elsewhere may take to answer; 30 seconds unless given. */
  timeout?: number
}

export type Env = Record<string, string | undefined>

/** Settings that cannot be used. The message names each, its value unless secret, and what is allowed. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/** One bad setting, on its way to being listed with the others in a `ConfigError`. */
class BadSetting extends Error {}

/** An empty variable means the same as none: that is how env files and shells "unset" one. */
export function read(env: Env, name: string): string | undefined {
  const value = env[name]?.trim()
  return value === '' ? undefined : value
}

/** Refuses a setting, saying what it is and what it may be. */
export function refuse(name: string, value: string, allowed: string): never {
  throw new BadSetting(`${name} is ${JSON.stringify(value)}; allowed: ${allowed}`)
}

/** As `refuse`, for what must not be shown. */
export function refuseSecret(name: string, fault: string): never {
  throw new BadSetting(`${name} ${fault}`)
}

function readPort(env: Env): number {
  const value = read(env, 'PORT') ?? '8787'
  if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535) {
    refuse('PORT', value, 'a whole number from 0 to 65535 (0 takes any free port)')
  }
  return Number(value)
}

function readHost(env: Env): string {
  const value = read(env, 'HOST') ?? '127.0.0.1'
  if (!/^[\dA-Za-z.:_-]+$/.test(value)) {
    refuse('HOST', value, 'an IP address or a host name, such as 127.0.0.1 or 0.0.0.0')
  }
  return value
}

function readDatabaseUrl(env: Env): string {
  const value = read(env, 'CARDFILE_DB') ?? 'file:data/cardfile.db'
  if (!/^(file:[^?#]+|(libsql|https?):\/\/[^/\s]+\S*)$/.test(value)) {
    refuse('CARDFILE_DB', value, 'a libSQL URL: file:<path>, libsql://…, https://… or http://…')
  }
  if (value.startsWith('file::memory:')) {
    refuse('CARDFILE_DB', value, 'file:<path>; a database in memory is gone with its connection')
  }
  return value
}

function readSwitch(env: Env, name: string): boolean {
  const value = read(env, name) ?? '1'
  if (value !== '0' && value !== '1') refuse(name, value, '0 or 1')
  return value === '1'
}

/**
 * Reads `CARDFILE_NAMES_FROM_IDENTITIES`, for every platform.
 * @throws Error naming what is allowed
 */
export function readNaming(env: Env): boolean {
  return readSwitch(env, 'CARDFILE_NAMES_FROM_IDENTITIES')
}

function readProxies(env: Env): TrustedProxies {
  const value = read(env, 'CARDFILE_TRUSTED_PROXY')
  if (value === undefined) return noProxies
  if (/^\d$/.test(value)) return { count: Number(value) }
  const networks = value.split(',').map((text) => parseNetwork(text.trim()))
  const known = networks.filter((network) => network !== null)
  if (known.length < networks.length)
    refuse(
      'CARDFILE_TRUSTED_PROXY',
      value,
      'the number of proxies in front (0 to 9), or their networks, such as 10.0.0.0/8,fd00::/8',
    )
  return { networks: known }
}

function readRateLimit(env: Env): number {
  const value = read(env, 'CARDFILE_RATE_LIMIT') ?? String(defaultRateLimit)
  if (!/^\d{1,7}$/.test(value))
    refuse(
      'CARDFILE_RATE_LIMIT',
      value,
      'a whole number of requests in ten seconds; 0 for no limit',
    )
  return Number(value)
}

/** Milliseconds; long enough for a database that has to be woken up, and shorter than a browser waits. */
export const defaultDatabaseTimeout = 30_000

function readDatabaseTimeout(env: Env): number {
  const value = read(env, 'CARDFILE_DB_TIMEOUT') ?? String(defaultDatabaseTimeout / 1_000)
  if (!/^[1-9]\d{0,2}$/.test(value))
    refuse('CARDFILE_DB_TIMEOUT', value, 'a whole number of seconds from 1 to 999')
  return Number(value) * 1_000
}

/** Reads every setting before it complains, so that one start shows all there is to mend. */
export function collect<T extends object>(readers: { [K in keyof T]: () => T[K] }): T {
  const bad: string[] = []
  const values: Partial<T> = {}
  for (const key of Object.keys(readers) as (keyof T)[]) {
    try {
      values[key] = readers[key]()
    } catch (error) {
      if (!(error instanceof BadSetting)) throw error
      bad.push(error.message)
    }
  }
  if (bad.length > 0) throw new ConfigError(bad.join('\n'))
  return values as T
}

function readToken(env: Env): string | undefined {
  const value = read(env, 'TURSO_AUTH_TOKEN')
  // The value is a secret, so the message does not repeat it.
  if (value !== undefined && /[^\x21-\x7e]/.test(value)) {
    throw new BadSetting('TURSO_AUTH_TOKEN has spaces or other characters no token has')
  }
  return value
}

function readTursoUrl(env: Env): string {
  const value = read(env, 'TURSO_DATABASE_URL')
  if (value === undefined) {
    throw new BadSetting('TURSO_DATABASE_URL is not set; allowed: libsql://… or https://…')
  }
  if (!/^(libsql|https?):\/\/[^/\s]+\S*$/.test(value)) {
    refuse('TURSO_DATABASE_URL', value, 'libsql://… or https://…')
  }
  return value
}

/**
 * Reads the settings of the server on Node: `PORT`, `HOST`, `CARDFILE_DB`, `CARDFILE_DURABLE`,
 * `CARDFILE_SAMPLE`, `CARDFILE_NAMES_FROM_IDENTITIES`, `TURSO_AUTH_TOKEN`, `CARDFILE_DB_TIMEOUT`, `CARDFILE_TRUSTED_PROXY`, `CARDFILE_RATE_LIMIT`.
 * @throws ConfigError naming every setting that is broken and what it allows
 */
export function readConfig(env: Env): Config {
  return collect<Config>({
    port: () => readPort(env),
    host: () => readHost(env),
    databaseUrl: () => readDatabaseUrl(env),
    authToken: () => readToken(env),
    databaseTimeout: () => readDatabaseTimeout(env),
    isDurable: () => readSwitch(env, 'CARDFILE_DURABLE'),
    sampleData: () => readSwitch(env, 'CARDFILE_SAMPLE'),
    namesFromIdentities: () => readNaming(env),
    trustedProxies: () => readProxies(env),
    rateLimit: () => readRateLimit(env),
  })
}

/**
 * Reads where the deployed Worker finds its database: `TURSO_DATABASE_URL`, `TURSO_AUTH_TOKEN`,
 * `CARDFILE_DB_TIMEOUT`.
 * @throws ConfigError when the URL is missing or either is broken
 */
export function readTursoConfig(env: Env): Required<DatabaseConfig> {
  return collect<Required<DatabaseConfig>>({
    url: () => readTursoUrl(env),
    authToken: () => readToken(env),
    timeout: () => readDatabaseTimeout(env),
  })
}
