import { auditStatement } from '../audit/record.ts'
import type { Context } from '../installation/context.ts'
import type { Statement } from '../db/statement.ts'
import { endSessionsBefore, touchSignIn } from '../people/store.ts'
import type { ProblemError } from '../errors/problem-error.ts'
import type { Caller } from '../installation/caller.ts'
import type { NewSession } from './new-session.ts'
import type { AuthEffect } from './paths.ts'
import { type Attempt, waitFromNow } from './throttle.ts'

/**
 * Writes to the audit log what a request to better-auth came to.
 *
 * @param came `since` is a time before the request was answered: what it began is not older
 */
export async function recordEffect(
  effect: AuthEffect | undefined,
  ctx: Context,
  { caller, begun, since }: { caller: Caller; begun: NewSession | null; since: number },
): Promise<void> {
  if (!effect) return
  if (effect === 'sign_in') {
    if (!begun) return
    const actor = { kind: 'person', ...begun.person } as const
    const target = { kind: 'session', id: begun.id } as const
    return write(ctx, [
      touchSignIn({ id: begun.person.id, at: ctx.now() }),
      auditStatement({ ctx, action: 'session.sign_in', actor, target }),
    ])
  }
  if (caller.kind !== 'person' || (effect === 'two_factor.on' && !begun)) return
  const action = effect === 'sign_out' ? 'session.sign_out' : effect
  const audited = auditStatement({ ctx, action, actor: caller })
  if (effect !== 'password.changed') return write(ctx, [audited])
  await ctx.definitions.use(ctx.db, (snapshot) =>
    ctx.definitions.write(ctx.db, snapshot, [
      endSessionsBefore({ id: caller.id, at: since }),
      audited,
    ]),
  )
}

/**
 * What comes of a try that was refused: the wait for the next one, and of a sign-in a row of the audit
 * log, without the e-mail that was tried.
 */
export async function recordFailure(
  effect: AuthEffect | undefined,
  ctx: Context,
  attempt: Attempt | null,
  problem: ProblemError,
): Promise<void> {
  const waiting = attempt ? [waitFromNow(attempt, ctx)] : []
  if (effect !== 'sign_in') {
    if (attempt) await write(ctx, waiting)
    return
  }
  const details = { reason: problem.code, account: attempt?.account ?? null }
  const person = attempt?.person
  await write(ctx, [
    ...waiting,
    auditStatement({
      ctx,
      action: 'session.failed',
      details,
      ...(person && { target: { kind: 'person', id: person.id, name: person.name } }),
    }),
  ])
}

async function write(ctx: Context, statements: Statement[]): Promise<void> {
  await ctx.db.batch(statements, 'write')
}
