import { detail, type Reason, type Values } from '@cardfile/openapi'
import { unpackValues } from '../contacts/contact.ts'
import { selectForWrite } from '../contacts/write-sql.ts'
import { firstRow } from '../db/database.ts'
import type { Row } from '../db/result.ts'
import { notFound, ProblemError } from '../errors/problem-error.ts'
import type { Context } from '../installation/context.ts'
import { assertCurrent } from '../installation/definitions.ts'
import { catchUp, keyStateFrom, pendingOf } from './follow.ts'
import { selectState } from './follow-sql.ts'
import { keysOf } from './keys.ts'
import * as read from './read-sql.ts'
import { threshold } from './signals.ts'
import { keyNumbers, passedOver, type Suspect, suspectsAmong } from './suspects.ts'

export interface Duplicates {
  data: Suspect[]
  /** What so many contacts have that nothing was made of it. */
  passedOver: Reason[]
  /** Contacts, at most, that were written lately and are not yet compared. */
  pending: number
}

/** Of one contact. */
const mostSuspects = 50

/**
 * Contacts that may be the same person as one, the surest first. One trip where all that was written lately has
 * been looked at; a few more where that is done first.
 *
 * @throws ProblemError `not_found`, `in_trash`
 */
export async function duplicatesOf(ctx: Context, id: string): Promise<Duplicates> {
  const first = await readDuplicates(ctx, id)
  if (first.pending === 0) return first
  await catchUp(ctx)
  return readDuplicates(ctx, id)
}

function readDuplicates(ctx: Context, id: string): Promise<Duplicates> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const { fields } = snapshot
    const [found, state, suspects, shared] = await ctx.db.batch(
      [
        selectForWrite({ id }),
        selectState,
        read.selectSuspects({ id, limit: mostSuspects }),
        read.selectPassedOver({ id }),
      ],
      'read',
    )
    const row = firstRow(found)
    assertCurrent(snapshot, row.schema_version)
    if (row.id === null) throw notFound('contact')
    if (row.deleted_at !== null)
      throw new ProblemError('in_trash', { detail: detail('contact_in_trash') })
    const keys = keysOf(unpackValues(String(row.data), fields), fields)
    return {
      data: suspectsAmong(keys, suspects?.rows ?? [], fields, threshold),
      passedOver: passedOver(keys, shared?.rows ?? []),
      pending: pendingOf(keyStateFrom(firstRow(state))),
    }
  })
}

/** From here on what somebody types is like a contact: one number is enough, a name alone is not. */
const leastWhileTyping = 40
const mostWhileTyping = 3

/**
 * Contacts that look like what somebody is about to write, in one trip.
 *
 * @param values as far as they are typed; what is no value of its field yet counts for nothing
 */
export function duplicatesOfValues(ctx: Context, values: Values): Promise<Duplicates> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const { fields } = snapshot
    const keys = keysOf(values, fields)
    const numbers = keyNumbers(keys)
    const [state, found, shared] = await ctx.db.batch(
      [
        selectState,
        read.selectWithKeys({ keys: numbers, limit: mostSuspects }),
        read.selectSharedOf({ keys: numbers }),
      ],
      'read',
    )
    const row: Row = firstRow(state)
    assertCurrent(snapshot, row.schema_version)
    return {
      data: suspectsAmong(keys, found?.rows ?? [], fields, leastWhileTyping).slice(
        0,
        mostWhileTyping,
      ),
      passedOver: passedOver(keys, shared?.rows ?? []),
      pending: pendingOf(keyStateFrom(row)),
    }
  })
}
