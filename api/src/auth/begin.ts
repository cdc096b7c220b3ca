import type { Database } from '../db/database.ts'
import { systemContext } from '../installation/system-context.ts'
import type { Accounts } from '../installation/account-settings.ts'
import { ensureOwner, isSetupNeeded } from './setup.ts'

/**
 * Makes the owner that the configuration names, when a server starts.
 *
 * @returns the token the first account is made with, where one is still to be made with it
 */
export async function beginAccounts(accounts: Accounts, db: Database): Promise<string | null> {
  const ctx = systemContext(db)
  await ensureOwner(accounts, ctx)
  return (await isSetupNeeded(ctx)) ? accounts.settings.setupToken : null
}
