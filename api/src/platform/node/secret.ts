import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { ConfigError } from '../config/config.ts'

/**
 * The secret of an installation that was given none: made once and kept in a file beside the embedded
 * database that only this user can read, so that sessions outlive a restart.
 *
 * @throws ConfigError for a database elsewhere, which other servers may share, and where it cannot be kept
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
      if (!existsSync(file))
        throw new ConfigError(
          `CARDFILE_SECRET is not set, and ${file} cannot be made to keep one: ${String(error)}`,
        )
    }
  }
  if ((statSync(file).mode & 0o077) !== 0) restrict(file)
  const secret = readFileSync(file, 'utf8').trim()
  if (secret.length < 32)
    throw new ConfigError(`${file} holds no secret; remove it to have one made`)
  return secret
}

/** @throws ConfigError where the file is there to be read only: others can read what signs sessions */
function restrict(file: string): void {
  try {
    chmodSync(file, 0o600)
  } catch (error) {
    throw new ConfigError(
      `${file} can be read by others, and cannot be kept from them: ${String(error)}`,
    )
  }
}
