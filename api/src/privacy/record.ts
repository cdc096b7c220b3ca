import type { Field, Values } from '@cardfile/openapi'
import type { Row } from '../db/result.ts'
import { sql } from 'drizzle-orm/sql'
import { auditStatement } from '../audit/record.ts'
import { isoTime } from '../db/iso-time.ts'
import { noteFrom } from '../imports/fold/outcomes.ts'
import { type Contact, contactFromRow, unpackValues } from '../contacts/contact.ts'
import { contactExists } from '../contacts/sql.ts'
import type { Context } from '../installation/context.ts'
import { assertCurrent } from '../installation/definitions.ts'
import { deletedFieldsFromRows, schemaIs } from '../installation/definition-rows.ts'
import { visibilityOf } from '../installation/field-visibility.ts'
import { notFound } from '../errors/problem-error.ts'
import { textsKnownBy } from './known-by.ts'
import { readTraces, tracesOf } from './read-traces.ts'
import * as traces from './traces-sql.ts'

/** Everything that is held about one contact, as far as the caller may see it. */
export interface ContactRecord {
  contact: Contact
  /** Contacts that were merged into it, as they were then. */
  merged: Contact[]
  /** What it has in fields that were deleted and can still be restored. */
  deletedFields: { key: string; name: string; deletedAt: string; value: unknown }[]
  /** Every version but the present one, of those that were merged into it too, oldest first, with the values it had. */
  changes: {
    /** Its own, or that of a contact which was merged into it. */
    contactId: string
    version: number
    kind: string
    at: string
    actor: string | null
    via: string
    importId: string | null
    /** None before its creation. */
    before?: Values
    /** What it had then in fields that were deleted since. */
    beforeInDeletedFields?: Values
  }[]
  /** What people wrote about it, oldest first; none for who may not read notes. */
  notes: {
    id: string
    /** Its own, or that of a contact which was merged into it. */
    contactId: string
    author: string | null
    text: string
    createdAt: string
    updatedAt: string
  }[]
  /** What rows of imports did to the contact, or would have done in a dry run. */
  imports: {
    importId: string
    fileName: string
    mode: string
    dryRun: boolean
    startedAt: string
    actor: string | null
    row: number
    outcome: string
    changes: unknown[]
    /** Which of the row's cells it did not get, and why. */
    notes: { field: string; value: string | null; reason: string }[]
  }[]
  /** Rows that failed and have one of the contact's identities in them. */
  failedRows: { importId: string; row: number; cells: unknown[]; reasons: unknown[] }[]
}

/** @throws ProblemError `not_found` */
export function contactRecord(ctx: Context, id: string): Promise<ContactRecord> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const { fields } = snapshot
    const recorded = auditStatement({
      ctx,
      action: 'contact.exported',
      target: { kind: 'contact', id },
      onlyIf: sql`${contactExists(id)} AND ${schemaIs(snapshot.version)}`,
    })
    const { row, deletedFields, changes, outcomes, merged, notes } = await readTraces(
      ctx,
      id,
      recorded,
    )
    assertCurrent(snapshot, row.schema_version)
    if (row.id === null) throw notFound('contact')
    const deleted = deletedFieldsFromRows(deletedFields, snapshot.everyField)
    const authorization = ctx.definitions.authorization(snapshot)
    const seenDeleted = deleted.filter(visibilityOf(authorization))
    const read = fields.filter(({ masked }) => !masked)
    const seen = new Set([...read, ...seenDeleted].map(({ key }) => key))
    const ofDeleted = unpackValues(String(row.data), seenDeleted)
    const mergedIds = merged.map((one) => String(one.id))
    const states = [row, ...merged].map(({ data }) => String(data))
    const before = changes.flatMap(({ before }) => (before === null ? [] : [String(before)]))
    const needles = JSON.stringify(textsKnownBy([id, ...mergedIds], [...states, ...before], read))
    const madeUp = await tracesOf(ctx, (part) => traces.selectMadeUpOutcomes({ needles, ...part }))
    const failed = await tracesOf(ctx, (part) => traces.selectFailedRows({ needles, ...part }))
    return {
      contact: contactFromRow(row, fields),
      merged: merged.map((one) => contactFromRow(one, fields)),
      deletedFields: seenDeleted
        .filter(({ key }) => Object.hasOwn(ofDeleted, key))
        .map(({ key, name, deletedAt }) => ({ key, name, deletedAt, value: ofDeleted[key] })),
      changes: changes.map((change) => ({
        contactId: String(change.contact_id),
        version: Number(change.version),
        kind: String(change.kind),
        at: isoTime(change.at),
        actor: text(change.actor),
        via: String(change.via),
        importId: text(change.import_id),
        ...(change.before === null ? {} : beforeOf(String(change.before), fields, seenDeleted)),
      })),
      notes: authorization.permissions.has('view_notes') ? notes.map(noteOf) : [],
      imports: [...outcomes, ...madeUp].map((outcome) => outcomeOf(outcome, seen)),
      // What stands in such a row was never sorted into fields, so only who sees all of them sees it.
      failedRows:
        snapshot.everyField.some(({ unseen, unread }) => unseen || unread) ||
        deleted.length > seenDeleted.length
          ? []
          : failed.map((failure) => ({
              importId: String(failure.import_id),
              row: Number(failure.row),
              cells: JSON.parse(String(failure.cells)),
              reasons: JSON.parse(String(failure.reasons)),
            })),
    }
  })
}

function beforeOf(stored: string, fields: readonly Field[], deleted: readonly Field[]) {
  const inDeleted = unpackValues(stored, deleted)
  return {
    before: unpackValues(stored, fields),
    ...(Object.keys(inDeleted).length > 0 ? { beforeInDeletedFields: inDeleted } : {}),
  }
}

const text = (value: unknown) => (value === null ? null : String(value))

function noteOf(row: Row): ContactRecord['notes'][number] {
  return {
    id: String(row.id),
    contactId: String(row.contact_id),
    author: text(row.author),
    text: String(row.text),
    createdAt: isoTime(row.created_at),
    updatedAt: isoTime(row.updated_at),
  }
}

function notesOf(
  { notes }: Row,
  seen: ReadonlySet<string>,
): ContactRecord['imports'][number]['notes'] {
  const kept: unknown[] = notes === null ? [] : JSON.parse(String(notes))
  return kept.flatMap((note) => {
    const { field, value, reason } = noteFrom(note, [])
    return field !== null && seen.has(field) ? [{ field, value, reason }] : []
  })
}

function outcomeOf(row: Row, seen: ReadonlySet<string>): ContactRecord['imports'][number] {
  const changes: { field: string }[] = row.changes === null ? [] : JSON.parse(String(row.changes))
  return {
    importId: String(row.import_id),
    fileName: String(row.file_name),
    mode: String(row.mode),
    dryRun: row.dry_run === 1,
    startedAt: isoTime(row.started_at),
    actor: text(row.actor),
    row: Number(row.row),
    outcome: String(row.outcome),
    changes: changes.filter(({ field }) => seen.has(field)),
    notes: notesOf(row, seen),
  }
}
