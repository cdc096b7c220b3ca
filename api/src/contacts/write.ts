import { detail, type Survivor } from '@cardfile/openapi'
import type { Row } from '../db/result.ts'
import type { Context } from '../installation/context.ts'
import { assertCurrent, type FieldSnapshot } from '../installation/definitions.ts'
import { notFound, ProblemError } from '../errors/problem-error.ts'
import { type Contact, contactFromRow } from './contact.ts'

/** The version a change is meant for; `null` stands for `If-Match: *`, whichever there is. */
export type ExpectedVersion = number | null

/** How the change log says that a change came by itself, not by an import. */
export const via = 'api'

/** What every statement that logs a change says of it. */
export function logged(
  ctx: Context,
  kind: string,
  id: string,
  version: ExpectedVersion,
  { version: schemaVersion }: FieldSnapshot,
  at: number,
) {
  return {
    id,
    kind,
    at,
    actor: ctx.actor,
    via,
    requestId: ctx.requestId,
    version,
    schemaVersion,
  }
}

/** @throws ProblemError `merged`, naming the contact that has it by now. @param row of `selectForWrite` */
export function refuseMerged(row: Row): void {
  const survivor = survivorOf(row)
  if (survivor)
    throw new ProblemError('merged', {
      detail: detail('contact_merged', { name: survivor.name }),
      survivor,
    })
}

/** The contact that has one which was merged; null where it was not. @param row of `selectForWrite` */
export function survivorOf({ survivor }: Row): Survivor | null {
  if (survivor === null) return null
  const [id, name]: [string, string | null] = JSON.parse(String(survivor))
  return { id, name: name ?? '' }
}

/** The contact a write found, if it is there, not in the trash, and the version that was meant. */
export function liveContact(row: Row, snapshot: FieldSnapshot, expected: ExpectedVersion): Contact {
  assertCurrent(snapshot, row.schema_version)
  refuseMerged(row)
  if (row.id === null || row.deleted_at !== null) throw notFound('contact')
  const contact = contactFromRow(row, snapshot.fields)
  if (expected !== null && contact.version !== expected)
    throw new ProblemError('stale', {
      detail: detail('contact_stale', { version: contact.version }),
      current: contact,
    })
  return contact
}
