import {
  type Preferences,
  type PreferencesPatch,
  usualPreferences,
  detail,
} from '@cardfile/openapi'
import { sql } from 'drizzle-orm/sql'
import type { Row } from '../db/result.ts'
import { param, prepare } from '../db/statement.ts'
import { ProblemError } from '../errors/problem-error.ts'
import type { Context } from '../installation/context.ts'

export const selectPreferences = prepare<'id'>(
  sql`SELECT value FROM preferences WHERE user_id = ${param('id')}`,
)

/** RFC 7396: what a patch leaves out stays, and null is nothing, which is the usual. */
const patchPreferences = prepare<'id' | 'patch'>(sql`
  INSERT INTO preferences (user_id, value) VALUES (${param('id')}, json_patch('{}', ${param('patch')}))
  ON CONFLICT (user_id) DO UPDATE SET value = json_patch(value, ${param('patch')})`)

export function preferencesFrom(row: Row | undefined): Preferences {
  return { ...usualPreferences, ...(row ? JSON.parse(String(row.value)) : {}) }
}

/** Changes how who asks has arranged the screens. @throws ProblemError `forbidden` for keys */
export async function changePreferences(
  ctx: Context,
  patch: PreferencesPatch,
): Promise<Preferences> {
  const { caller } = ctx
  if (caller.kind !== 'person')
    throw new ProblemError('forbidden', { detail: detail('no_preferences') })
  const { id } = caller
  const [, kept] = await ctx.db.batch(
    [patchPreferences({ id, patch: JSON.stringify(patch) }), selectPreferences({ id })],
    'write',
  )
  return preferencesFrom(kept?.rows[0])
}
