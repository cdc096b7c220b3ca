import { reason } from '@cardfile/openapi'
import { invalid, notFound } from '../errors/problem-error.ts'
import type { Context } from '../installation/context.ts'
import { catchUp } from './follow.ts'
import * as read from './read-sql.ts'

/**
 * Remembers that two contacts are not the same, until one of them changes in what they have in common. Saying it
 * again is as good as once.
 *
 * @throws ProblemError `not_found`; `invalid` for a contact and itself
 */
export async function setNotDuplicates(ctx: Context, id: string, other: string): Promise<void> {
  refuseItself(id, other)
  // What they have in common by now is what is remembered.
  await catchUp(ctx)
  const { actor } = ctx
  const [pair] = await ctx.db.batch(
    [
      read.selectPair({ id, other }),
      read.insertNotDuplicates({ id, other, at: ctx.now(), actor }),
      read.dismissPair({ id, other, dismissed: 1 }),
    ],
    'write',
  )
  if (pair?.rows.length !== 1) throw notFound('contact')
}

/** Suspects them again. @throws ProblemError as `setNotDuplicates` */
export async function unsetNotDuplicates(ctx: Context, id: string, other: string): Promise<void> {
  refuseItself(id, other)
  const [pair] = await ctx.db.batch(
    [
      read.selectPair({ id, other }),
      read.deleteNotDuplicates({ id, other }),
      read.dismissPair({ id, other, dismissed: 0 }),
    ],
    'write',
  )
  if (pair?.rows.length !== 1) throw notFound('contact')
}

function refuseItself(id: string, other: string): void {
  if (id === other) throw invalid({ b: [reason('same_contact')] })
}
