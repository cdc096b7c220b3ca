import { auditStatement } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import type { Statement } from '../../db/statement.ts'
import { touchSignIn } from '../../people/store.ts'
import type { ProblemError } from '../../problem-error.ts'
import type { Caller } from '../caller.ts'
import type { NewSession } from './new-session.ts'
import type { AuthEffect } from './paths.ts'
import type { Attempt } from './throttle.ts'

/** Writes to the audit log what a request to better-auth came to. */
export async function recordEffect(
  effect: AuthEffect | undefined,
  ctx: Context,
  { caller, begun }: { caller: Caller; begun: NewSession | null },
): Promise<void> {
  if (!effect) return
  if (effect === 'sign_in') {
    if (!begun) return
    // A code given within a session is how a second factor is turned on.
    if (caller.kind === 'person')
      return write(ctx, [auditStatement({ ctx, action: 'two_factor.on', actor: caller })])
    const actor = { kind: 'person', ...begun.person } as const
    const target = { kind: 'session', id: begun.id } as const
    return write(ctx, [
      touchSignIn({ id: begun.person.id, at: ctx.now() }),
      auditStatement({ ctx, action: 'session.sign_in', actor, target }),
    ])
  }
  if (caller.kind !== 'person') return
  const action = effect === 'sign_out' ? 'session.sign_out' : effect
  await write(ctx, [auditStatement({ ctx, action, actor: caller })])
}

/** Tells the audit log of a failed sign-in, without the e-mail that was tried. */
export async function recordFailure(
  ctx: Context,
  attempt: Attempt | null,
  problem: ProblemError,
): Promise<void> {
  const details = { reason: problem.code, account: attempt?.account ?? null }
  const person = attempt?.person
  await write(ctx, [
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
