import { detail } from '@cardfile/openapi'
import { digest, randomToken } from '../crypto/digest.ts'
import { passwordFaults } from './password-rules.ts'
import type { PasswordHasher } from '../crypto/password-hasher.ts'
import { auditStatement } from '../audit/record.ts'
import type { Context } from '../installation/context.ts'
import type { Statement } from '../db/statement.ts'
import { DefinitionsChanged } from '../installation/definitions.ts'
import { invalid, ProblemError } from '../errors/problem-error.ts'
import { uuidv7 } from '../crypto/uuid.ts'
import * as store from './store.ts'

/** Told once: what is stored is a digest. */
export interface Link {
  link: string
  /** ISO 8601. */
  expiresAt: string
}

const hour = 3_600_000
const lasts = { invite: 7 * 24 * hour, reset: 24 * hour }

/** A link in the place of those before it, for the batch it becomes true with. */
export async function newLink(
  ctx: Context,
  userId: string,
  kind: 'invite' | 'reset',
  origin: string,
): Promise<{ link: Link; statements: Statement[] }> {
  const token = randomToken()
  const expiresAt = ctx.now() + lasts[kind]
  return {
    // Behind the #, where it reaches no server's log and no other site.
    link: { link: `${origin}/set-password#${token}`, expiresAt: new Date(expiresAt).toISOString() },
    statements: store.insertLink({
      hash: await digest(token),
      userId,
      kind,
      expiresAt,
      createdBy: ctx.actor,
    }),
  }
}

/**
 * Sets a password by a link: whoever was invited may sign in from now on, and every session there was
 * is over.
 *
 * @returns what they sign in by
 * @throws ProblemError `not_found` for a link that is unknown, used or too old; `invalid` for a password
 *   that will not do; `wrong_state` for somebody suspended
 */
export async function setPasswordByLink(
  ctx: Context,
  hasher: PasswordHasher,
  { token, password }: { token: string; password: string },
): Promise<{ email: string }> {
  const hash = await digest(token)
  const [found] = await ctx.db.batch([store.selectLink({ hash })], 'read')
  const [row] = found?.rows ?? []
  if (!row || Number(row.expires_at) <= ctx.now() || row.state === 'removed') throw goneLink()
  if (row.state === 'suspended')
    throw new ProblemError('wrong_state', { detail: detail('account_suspended') })
  const faults = passwordFaults(password, String(row.email))
  if (faults.length > 0) throw invalid({ password: faults })
  const hashed = await hasher.hash(password)
  const userId = String(row.user_id)
  const person = { kind: 'person', id: userId, name: String(row.name) } as const
  const at = ctx.now()
  try {
    await ctx.definitions.use(ctx.db, async (snapshot) => {
      const rights = snapshot.access.people.get(userId)
      // What this was made on may be older than the link.
      if (!rights) throw new DefinitionsChanged()
      if (rights.state === 'suspended') throw goneLink()
      await ctx.definitions.write(ctx.db, snapshot, [
        ...store.consumeLink(hash),
        store.setPassword({ id: uuidv7(at), userId, password: hashed, at }),
        store.activate({ id: userId, sessionsFrom: at }),
        store.deleteSessionsOf({ id: userId }),
        auditStatement({ ctx, action: 'password.reset', target: person, actor: person }),
      ])
    })
  } catch (error) {
    // Two people with the same link: one of them was first.
    if (error instanceof Error && error.name === 'ValuesChanged') throw goneLink()
    throw error
  }
  return { email: String(row.email) }
}

function goneLink(): ProblemError {
  return new ProblemError('not_found', {
    detail: detail('link_over'),
  })
}
