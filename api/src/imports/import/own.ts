import { type Actor, detail } from '@cardfile/openapi'
import { type SQL, sql } from 'drizzle-orm/sql'
import type { Context } from '../../installation/context.ts'
import { ProblemError } from '../../errors/problem-error.ts'

/** Of a row of `imports`: whether it was begun by `by`, as logs name them; null for whoever may do it for all. */
export const isBegunBy = (by: unknown): SQL =>
  sql`(${by} IS NULL OR actor IS NULL OR actor = ${by})`

/**
 * Sends rows or says that there are no more only who began an import.
 *
 * @throws ProblemError `forbidden`
 */
export function refuseUnlessOwn({ actor: caller }: Pick<Context, 'actor'>, actor: Actor): void {
  const isOwn =
    actor === null || caller === (actor.id === null ? actor.kind : `${actor.kind}:${actor.id}`)
  if (!isOwn)
    throw new ProblemError('forbidden', {
      detail: actor?.name
        ? detail('import_of_other', { name: actor.name })
        : detail('import_of_somebody'),
    })
}
