import { accountEmailSchema, ownerRoleId } from '@cardfile/openapi'
import type {
  AccountSettings,
  CloudflareAccessSettings,
  FirstOwner,
  OidcSettings,
} from '../../installation/account-settings.ts'
import { passwordFaults } from '../../people/password-rules.ts'
import { collect, type Env, read, refuse, refuseSecret } from './config.ts'

const shortestSecret = 32

/** What the environment says of accounts; the secret may be made where it says none. */
export type AccountConfig = Omit<AccountSettings, 'secret'> & { secret: string | null }

/** An address of the web, without path: `https://cards.example.org`. */
function readOrigin(env: Env): string | null {
  const value = read(env, 'CARDFILE_ORIGIN')
  if (value === undefined) return null
  const url = URL.parse(value)
  if (!url || !/^https?:$/.test(url.protocol) || url.origin !== value.replace(/\/$/, ''))
    refuse('CARDFILE_ORIGIN', value, 'an address without a path, such as https://cards.example.org')
  return url.origin
}

function readSecret(env: Env): string | null {
  const value = read(env, 'CARDFILE_SECRET')
  if (value === undefined) return null
  if (value.length < shortestSecret)
    refuseSecret('CARDFILE_SECRET', `has fewer than ${shortestSecret} characters`)
  return value
}

function readSetupToken(env: Env): string | null {
  const value = read(env, 'CARDFILE_SETUP_TOKEN')
  if (value !== undefined && (value.length < 16 || value.length > 200))
    refuseSecret('CARDFILE_SETUP_TOKEN', 'must have 16 to 200 characters')
  return value ?? null
}

function readOwner(env: Env): FirstOwner | null {
  const email = read(env, 'CARDFILE_OWNER_EMAIL')
  const password = env.CARDFILE_OWNER_PASSWORD
  if (email === undefined && !password) return null
  const parsed = accountEmailSchema.safeParse(email)
  if (!parsed.success) refuse('CARDFILE_OWNER_EMAIL', email ?? '', 'an e-mail address')
  if (!password) refuseSecret('CARDFILE_OWNER_PASSWORD', 'is missing beside CARDFILE_OWNER_EMAIL')
  const [fault] = passwordFaults(password, parsed.data)
  if (fault) refuseSecret('CARDFILE_OWNER_PASSWORD', fault.text)
  return { email: parsed.data, password }
}

function readUrl(name: string, value: string): string {
  const url = URL.parse(value)
  const isLocal = url?.hostname === 'localhost' || url?.hostname === '127.0.0.1'
  if (!url || url.search || url.hash || !(url.protocol === 'https:' || isLocal))
    refuse(name, value, 'an https address')
  return value.replace(/\/$/, '')
}

function readOidc(env: Env): OidcSettings | null {
  const issuer = read(env, 'CARDFILE_OIDC_ISSUER')
  if (issuer === undefined) return null
  const clientId = read(env, 'CARDFILE_OIDC_CLIENT_ID')
  const clientSecret = read(env, 'CARDFILE_OIDC_CLIENT_SECRET')
  if (clientId === undefined) refuse('CARDFILE_OIDC_CLIENT_ID', '', 'what the provider calls us')
  if (clientSecret === undefined) refuseSecret('CARDFILE_OIDC_CLIENT_SECRET', 'is missing')
  const newcomerRole = read(env, 'CARDFILE_OIDC_ROLE') ?? null
  if (newcomerRole === ownerRoleId)
    refuse('CARDFILE_OIDC_ROLE', newcomerRole, 'the id of a role, but not the owner’s')
  return {
    issuer: readUrl('CARDFILE_OIDC_ISSUER', issuer),
    clientId,
    clientSecret,
    name: read(env, 'CARDFILE_OIDC_NAME') ?? 'single sign-on',
    newcomerRole,
  }
}

function readAccess(env: Env): CloudflareAccessSettings | null {
  const team = read(env, 'CARDFILE_ACCESS_TEAM')
  const audience = read(env, 'CARDFILE_ACCESS_AUD')
  if (team === undefined && audience === undefined) return null
  if (team === undefined || audience === undefined)
    refuse(
      'CARDFILE_ACCESS_TEAM',
      team ?? '',
      'the team’s name or address, together with CARDFILE_ACCESS_AUD, the application’s tag',
    )
  const issuer = /^[a-z\d-]+$/i.test(team) ? `https://${team}.cloudflareaccess.com` : team
  return { issuer: readUrl('CARDFILE_ACCESS_TEAM', issuer), audience }
}

/**
 * Reads how people sign in: `CARDFILE_SECRET`, `CARDFILE_ORIGIN`, `CARDFILE_SETUP_TOKEN`,
 * `CARDFILE_OWNER_EMAIL` and `_PASSWORD`, `CARDFILE_OIDC_*`, `CARDFILE_ACCESS_TEAM` and `_AUD`.
 * @throws ConfigError naming every setting that is broken, secrets without their values
 */
export function readAccounts(env: Env): AccountConfig {
  return collect<AccountConfig>({
    secret: () => readSecret(env),
    origin: () => readOrigin(env),
    setupToken: () => readSetupToken(env),
    owner: () => readOwner(env),
    oidc: () => readOidc(env),
    cloudflareAccess: () => readAccess(env),
  })
}
