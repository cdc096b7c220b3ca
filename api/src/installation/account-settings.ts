import type { PasswordHasher } from '../crypto/password-hasher.ts'

/** A provider of OpenID Connect that people may sign in by. */
export interface OidcSettings {
  /** Its issuer, an https URL without a slash at its end. */
  issuer: string
  clientId: string
  clientSecret: string
  /** What the button says. */
  name: string
  /** Role of people it vouches for who were not invited; null for those invited alone. */
  newcomerRole: string | null
}

/** Cloudflare Access in front of the installation. */
export interface CloudflareAccessSettings {
  /** Who signs, such as `https://acme.cloudflareaccess.com`: also where the keys are, below `/cdn-cgi/access/certs`. */
  issuer: string
  /** The application's audience tag. */
  audience: string
}

/** The owner that an installation without a browser begins with. */
export interface FirstOwner {
  email: string
  password: string
}

/** What accounts are run by. */
export interface AccountSettings {
  /** At least 32 characters. Signs cookies and encrypts what second factors need. */
  secret: string
  /** Where browsers reach this installation; null for wherever a request says it was sent to. */
  origin: string | null
  /** Asked for when the owner's account is made; null where being able to reach us is enough. */
  setupToken: string | null
  owner: FirstOwner | null
  oidc: OidcSettings | null
  cloudflareAccess: CloudflareAccessSettings | null
}

/** What the app needs for people to have accounts. */
export interface Accounts {
  settings: AccountSettings
  hasher: PasswordHasher
}

/** Where browsers reach us, by what is configured or by the request itself. */
export function originOf({ settings }: Accounts, request: Request): string {
  return settings.origin ?? new URL(request.url).origin
}

/** For an app that nobody signs in to: documents, benchmarks. Whoever reaches it may do everything. */
export const noAccounts: Accounts = {
  settings: {
    secret: '',
    origin: null,
    setupToken: null,
    owner: null,
    oidc: null,
    cloudflareAccess: null,
  },
  hasher: {
    hash: () => Promise.reject(new Error('nobody has a password here')),
    verify: () => Promise.resolve(false),
  },
}
