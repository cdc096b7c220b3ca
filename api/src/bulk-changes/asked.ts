import { z } from '@hono/zod-openapi'
import {
  type BulkEdit,
  bulkOperations,
  detail,
  type FieldEdit,
  filterSchema,
  mostBulkIds,
  type Permission,
  readEdits,
  shapeOfSeveral,
} from '@cardfile/openapi'
import { contactPatchValues, contactQueryParts } from '../contacts/schemas.ts'
import { invalid, ProblemError } from '../errors/problem-error.ts'
import type { FieldSnapshot } from '../installation/definitions.ts'
import type { Job, JobKind } from '../jobs/job.ts'

const keys = z.array(z.string().max(64)).min(1).max(1_000)

const bulkEditSchema: z.ZodType<BulkEdit> = z
  .union([
    z.strictObject({ set: contactPatchValues }),
    z.strictObject({ clear: keys }),
    z.strictObject({ add: contactPatchValues }),
    z.strictObject({ remove: contactPatchValues }),
  ])
  .openapi('BulkEdit', {
    description:
      'One thing that is done to fields: `set` them, `clear` them, or `add` values to lists and `remove` values from them. Identities can only be removed.',
    example: { set: { city: 'Berlin' } },
  })

export const bulkOnSchema = z
  .union([
    shapeOfSeveral({ ids: z.array(z.uuid()).min(1).max(mostBulkIds) }).openapi('BulkOnIds'),
    shapeOfSeveral({
      filter: filterSchema.optional(),
      q: contactQueryParts.q,
      viewId: contactQueryParts.viewId,
    }).openapi('BulkOnQuery'),
  ])
  .openapi('BulkOn', {
    description:
      'Contacts by id, or all that a list stands for. To be restored: of the trash, by `ids` or `q`.',
  })

export type BulkOn = z.infer<typeof bulkOnSchema>

export const bulkDoSchema = z.union([
  z.array(bulkEditSchema).min(1).max(100),
  z.enum(['delete', 'restore']),
])

export type BulkDo = z.infer<typeof bulkDoSchema>

const askedSchema = z.object({ on: bulkOnSchema, do: bulkDoSchema })

/** What a job of changing many contacts was asked for, as it is kept while it runs. */
export type Asked = z.infer<typeof askedSchema>

export function askedOf({ input }: Pick<Job, 'input'>): Asked {
  return askedSchema.parse(input)
}

const aboutSchema = z.object({
  do: z.union([
    z.array(z.object({ operation: z.enum(bulkOperations), field: z.string() })),
    z.enum(['delete', 'restore']),
  ]),
  dryRun: z.boolean(),
})

/** What is known of one that is over: what it did to which fields, without the values. */
export type About = z.infer<typeof aboutSchema>

export function aboutOf({ about }: Pick<Job, 'about'>): About {
  return aboutSchema.parse(about)
}

/** @throws ProblemError `invalid` by path */
export function judgedEdits(
  edits: readonly BulkEdit[],
  { everyField }: FieldSnapshot,
): FieldEdit[] {
  const read = readEdits(everyField, edits)
  if ('errors' in read) throw invalid(read.errors)
  return read.edits
}

export const bulkKinds = ['bulk_edit', 'bulk_delete', 'bulk_restore'] as const
export type BulkKind = (typeof bulkKinds)[number]

const known: ReadonlySet<JobKind> = new Set(bulkKinds)
export const isBulk = ({ kind }: Pick<Job, 'kind'>): boolean => known.has(kind)

export function kindOf(what: BulkDo): BulkKind {
  if (what === 'delete') return 'bulk_delete'
  return what === 'restore' ? 'bulk_restore' : 'bulk_edit'
}

/** What it takes to do one, and to take it back: what the same by hand would take. */
export const permissionsOf: Readonly<Record<BulkKind, { does: Permission; undoes: Permission }>> = {
  bulk_edit: { does: 'edit_contacts', undoes: 'edit_contacts' },
  bulk_delete: { does: 'delete_contacts', undoes: 'edit_contacts' },
  bulk_restore: { does: 'edit_contacts', undoes: 'delete_contacts' },
}

/** @throws ProblemError `wrong_state` with the true number */
export function refuseOtherNumber(now: number, expected: number | undefined): void {
  if (expected === undefined || now === expected) return
  throw new ProblemError('wrong_state', { detail: detail('list_changed', { now, expected }) })
}
