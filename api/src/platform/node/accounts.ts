import { randomToken } from '../../crypto/digest.ts'
import type { PasswordHasher } from '../../crypto/password-hasher.ts'
import type { Accounts } from '../../installation/account-settings.ts'
import type { Config } from '../config/config.ts'
import { type AccountConfig, readAccounts } from '../config/accounts.ts'
import { isLoopback } from './loopback.ts'
import { keptSecret } from './secret.ts'
import { nativeScrypt } from './scrypt.ts'

/** What people sign in by on Node, with what the environment left out. @throws ConfigError */
export function accountsOf({
  config,
  accounts = readAccounts({}),
  hasher = nativeScrypt,
}: {
  config: Config
  accounts?: AccountConfig
  hasher?: PasswordHasher
}): Accounts {
  const { secret, origin, setupToken, ...settings } = accounts
  return {
    settings: {
      ...settings,
      origin,
      secret: secret ?? keptSecret(config.databaseUrl),
      setupToken: setupToken ?? (isForThisMachine(config, origin) ? null : randomToken()),
    },
    hasher,
  }
}

/** Whoever sits at this machine may take it into use; a proxy in front lets in more than those. */
function isForThisMachine({ host, trustedProxies }: Config, origin: string | null): boolean {
  const noProxy = 'count' in trustedProxies && trustedProxies.count === 0
  return isLoopback(host) && noProxy && (origin === null || isLoopback(new URL(origin).hostname))
}
