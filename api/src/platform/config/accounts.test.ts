import { describe, expect, it } from 'vitest'
import { ConfigError } from './config.ts'
import { readAccounts } from './accounts.ts'

describe('the settings of accounts', () => {
  it('are none where the environment says nothing', () => {
    expect(readAccounts({})).toEqual({
      secret: null,
      origin: null,
      setupToken: null,
      owner: null,
      oidc: null,
      cloudflareAccess: null,
    })
  })

  it('are read', () => {
    expect(
      readAccounts({
        CARDFILE_SECRET: 'x'.repeat(32),
        CARDFILE_ORIGIN: 'https://cards.example.org/',
        CARDFILE_OWNER_EMAIL: 'Olive@Example.com',
        CARDFILE_OWNER_PASSWORD: 'correct horse battery',
        CARDFILE_OIDC_ISSUER: 'https://id.example.org/',
        CARDFILE_OIDC_CLIENT_ID: 'cardfile',
        CARDFILE_OIDC_CLIENT_SECRET: 'secret',
        CARDFILE_OIDC_ROLE: 'viewer',
        CARDFILE_ACCESS_TEAM: 'acme',
        CARDFILE_ACCESS_AUD: 'tag',
      }),
    ).toEqual({
      secret: 'x'.repeat(32),
      origin: 'https://cards.example.org',
      setupToken: null,
      owner: { email: 'olive@example.com', password: 'correct horse battery' },
      oidc: {
        issuer: 'https://id.example.org',
        clientId: 'cardfile',
        clientSecret: 'secret',
        name: 'single sign-on',
        newcomerRole: 'viewer',
      },
      cloudflareAccess: { issuer: 'https://acme.cloudflareaccess.com', audience: 'tag' },
    })
  })

  it.each([
    [{ CARDFILE_SECRET: 'hunter2' }, /CARDFILE_SECRET has fewer than 32/],
    [{ CARDFILE_ORIGIN: 'cards.example.org' }, /CARDFILE_ORIGIN/],
    [{ CARDFILE_ORIGIN: 'https://cards.example.org/path' }, /CARDFILE_ORIGIN/],
    [{ CARDFILE_OWNER_EMAIL: 'olive@example.com' }, /CARDFILE_OWNER_PASSWORD is missing/],
    [
      { CARDFILE_OWNER_EMAIL: 'olive@example.com', CARDFILE_OWNER_PASSWORD: 'hunter2' },
      /CARDFILE_OWNER_PASSWORD must have at least 12/,
    ],
    [
      {
        CARDFILE_OIDC_ISSUER: 'http://id.example.org',
        CARDFILE_OIDC_CLIENT_ID: 'c',
        CARDFILE_OIDC_CLIENT_SECRET: 'hunter2',
      },
      /CARDFILE_OIDC_ISSUER/,
    ],
    [
      { CARDFILE_OIDC_ISSUER: 'https://id.example.org', CARDFILE_OIDC_CLIENT_ID: 'c' },
      /CLIENT_SECRET is missing/,
    ],
    [
      {
        CARDFILE_OIDC_ISSUER: 'https://id.example.org',
        CARDFILE_OIDC_CLIENT_ID: 'c',
        CARDFILE_OIDC_CLIENT_SECRET: 's',
        CARDFILE_OIDC_ROLE: 'owner',
      },
      /CARDFILE_OIDC_ROLE/,
    ],
    [{ CARDFILE_ACCESS_TEAM: 'acme' }, /CARDFILE_ACCESS_AUD/],
  ])('are refused by name, and secrets not repeated: %j', (env, message) => {
    expect(() => readAccounts(env)).toThrow(ConfigError)
    expect(() => readAccounts(env)).toThrow(message)
    expect(() => readAccounts(env)).not.toThrow(/hunter2/)
  })
})
