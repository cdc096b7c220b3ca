import { z } from '@hono/zod-openapi'
import { type Field, fieldPatchSchema } from '@cardfile/openapi'
import type { Row } from '../db/result.ts'
import type { Context } from '../installation/context.ts'
import type { FieldSnapshot } from '../installation/definitions.ts'
import type { Job } from '../jobs/job.ts'
import { writeStep } from '../jobs/store.ts'
import { changed } from './changed-field.ts'
import { valueJudge } from './conversion.ts'
import * as sql from './convert-sql.ts'
import { fieldOf } from './definition-rules.ts'
import { someRows } from './some-rows.ts'

const askedSchema = z.object({
  patch: fieldPatchSchema,
  from: z.int(),
  to: z.int(),
  /** Whether search looks into the values, before or after. */
  searched: z.boolean(),
})

/** What a conversion was asked for, where its values are and where they will be. */
export type Asked = z.infer<typeof askedSchema>

/** @throws ZodError where the job is another kind's, or over and forgotten */
export function askedOf({ input }: Pick<Job, 'input'>): Asked {
  return askedSchema.parse(input)
}

/** All that a step works with. */
export interface Work {
  ctx: Context
  snapshot: FieldSnapshot
  job: Job
  asked: Asked
  before: Field
  /** The definition as it will be, its values under a number of their own. */
  after: Field
}

export function workOf(ctx: Context, snapshot: FieldSnapshot, job: Job): Work {
  const asked = askedOf(job)
  const before = fieldOf(snapshot, Number(job.fieldId))
  const after = { ...changed(before, asked.patch), member: asked.to }
  return { ctx, snapshot, job, asked, before, after }
}

/** @returns the job after a step that was written */
export const written = async (...asked: Parameters<typeof writeStep>) =>
  (await writeStep(...asked)).job

/** The next contacts with a value, what their values become, and the number up to which there are no others. */
export async function judged({ ctx, job, before, after }: Work) {
  const { rows, isWhole } = await someRows(ctx.db, (limit) => sql.selectValues(before, job, limit))
  const to = isWhole ? sql.endOfRange(job) : Number(rows.at(-1)?.seq)
  return { ...verdictsOn(rows, before, after), to }
}

export function verdictsOn(rows: readonly Row[], before: Field, after: Field) {
  const judge = valueJudge(before, after)
  const prepared: sql.Prepared[] = []
  let [differ, fails] = [0, 0]
  for (const row of rows) {
    const [seq, version] = [Number(row.seq), Number(row.version)]
    const verdict = row.value === null ? null : judge(JSON.parse(String(row.value)))
    if (verdict && 'told' in verdict) {
      fails++
      continue
    }
    if (verdict?.differs) differ++
    prepared.push([seq, version, verdict?.data])
  }
  return { prepared, differ, fails }
}
