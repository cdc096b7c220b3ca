import { contactSchema, type Values } from '@cardfile/openapi'
import { requirePermission } from '../installation/authorization.ts'
import type { Context } from '../installation/context.ts'
import { firstRow } from '../db/database.ts'
import { assertCurrent, type FieldSnapshot } from '../installation/definitions.ts'
import {
  answeredBefore,
  type Idempotency,
  insertIdempotent,
  selectIdempotent,
} from '../idempotency/idempotency.ts'
import { uuidv7 } from '../crypto/uuid.ts'
import { refuseConflicts } from './conflicts.ts'
import { type Contact, packValues } from './contact.ts'
import { identitiesOf, identityPairs } from './identity-keys.ts'
import { contactExists } from './sql.ts'
import * as write from './write-sql.ts'

import { judged } from './judged.ts'
import { pick } from './contact.ts'
import { via } from './write.ts'
import { searchTextOf } from './search/text.ts'

/**
 * Creates a contact, in one trip.
 *
 * @throws ProblemError `invalid` by field, `conflict` naming the contacts that have an identity
 */
export function createContact(
  ctx: Context,
  input: Values,
  idempotency: Idempotency | null = null,
): Promise<Contact> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    refuseBlindCreation(ctx, snapshot)
    const { everyField } = snapshot
    const values = judged(contactSchema(everyField, 'create').safeParse(input))
    const identities = identitiesOf(values, everyField)
    const at = ctx.now()
    const time = new Date(at).toISOString()
    const contact: Contact = {
      id: uuidv7(at),
      version: 1,
      createdAt: time,
      updatedAt: time,
      values: pick(values, snapshot.fields, () => true),
    }
    const { id } = contact
    const pairs = identityPairs(identities)
    const { requestId } = ctx
    const idempotencyKey = idempotency?.key ?? null
    const [known, taken, inserted] = await ctx.db.batch(
      [
        selectIdempotent({ idempotencyKey }),
        write.selectTaken({ pairs, id }),
        write.insertContact({
          id,
          data: packValues(values, everyField),
          at,
          pairs,
          schemaVersion: snapshot.version,
          idempotencyKey,
        }),
        write.insertCreated({ id, at, actor: ctx.actor, via, requestId }),
        write.insertIdentities({ id, pairs, requestId }),
        write.insertSearchTexts({
          texts: JSON.stringify({ [id]: searchTextOf(values, everyField, identities) }),
        }),
        ...(idempotency ? [insertIdempotent(idempotency, contact, at, contactExists(id))] : []),
      ],
      'write',
    )
    const before = firstRow(known)
    const answered = answeredBefore<Contact>(before, idempotency)
    assertCurrent(snapshot, before.schema_version)
    // They may see less now than when they were answered.
    if (answered) return { ...answered, values: pick(answered.values, snapshot.fields, () => true) }
    refuseConflicts(taken, identities, snapshot)
    if (inserted?.rowsAffected !== 1)
      throw new Error('a contact without conflicts was not inserted')
    return contact
  })
}

/** @throws ProblemError `forbidden`: a contact needs an identity, and no one gives what they may not see */
function refuseBlindCreation(ctx: Context, snapshot: FieldSnapshot): void {
  requirePermission(ctx.definitions.authorization(snapshot), 'view_identities')
}
