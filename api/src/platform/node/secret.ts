import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { ConfigError } from '../config/config.ts'

/**
 * The secret of an installation that was given none: made once and kept in a file beside the embedded
 * database that only this user can read, so that sessions outlive a restart.
 *
 * @throws ConfigError for a database elsewhere, which other servers may share
 */
export function keptSecret(databaseUrl: string): string {
  const database = /^file:(?:\/\/(?=\/))?([^?]+)/.exec(databaseUrl)?.[1]
  if (database === undefined)
    throw new ConfigError(
      'CARDFILE_SECRET is not set; with a remote database it needs 32 characters or more, the same on every server',
    )
  const file = `${database}.secret`
  if (!existsSync(file)) {
    try {
      writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
    } catch (error) {
      // Another process starting at the same moment was first; its secret is as good.
      if (!existsSync(file)) throw error
    }
  }
  chmodSync(file, 0o600)
  const secret = readFileSync(file, 'utf8').trim()
  if (secret.length < 32)
    throw new ConfigError(`${file} holds no secret; remove it to have one made`)
  return secret
}
