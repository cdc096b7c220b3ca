import { z } from '@hono/zod-openapi'
import { type Field, rulesOf, detail } from '@cardfile/openapi'
import { searchableMembers } from '../contacts/search/text.ts'
import type { Statement } from '../db/statement.ts'
import { ProblemError } from '../errors/problem-error.ts'
import type { Context } from '../installation/context.ts'
import { guardDefinitions } from '../installation/definition-rows.ts'
import type { FieldSnapshot } from '../installation/definitions.ts'
import type { JobWork } from '../jobs/job.ts'
import { concludeJob, jobBehind, moveJob, writeStep } from '../jobs/store.ts'
import { endOfRange, indexRange, selectValues } from './convert-sql.ts'
import { mostAtOnce } from './limits.ts'
import { someRows } from './some-rows.ts'

/**
 * Writes the search texts anew that a searchable field is part of: those of the first contacts at once, and
 * of all others in steps, behind the answer.
 */
export function reindexStatementsOf(
  ctx: Context,
  field: Field,
  snapshot: Pick<FieldSnapshot, 'everyField'>,
): Statement[] {
  if (!rulesOf(field).searchable) return []
  const { id, member } = field
  return [
    ...indexRange({ id, member }, [0, mostAtOnce], searchableMembers(snapshot)),
    jobBehind(ctx, { kind: 'index_texts', phase: 'index', input: { id, member }, at: mostAtOnce }),
  ]
}

/** The field whose values the texts have in them. */
const indexedSchema = z.object({ id: z.int(), member: z.int().optional() })

/** Whatever the definitions are by now, a step makes texts as they are to be: it may be done by anybody, any time. */
export const textIndexing: JobWork = {
  permission: 'manage_fields',
  phases: [['index', 1]],
  step: (ctx, job) =>
    ctx.definitions.use(ctx.db, async (snapshot) => {
      const field = indexedSchema.parse(job.input)
      const { rows, isWhole } = await someRows(ctx.db, (limit) => selectValues(field, job, limit))
      const to = isWhole ? endOfRange(job) : Number(rows.at(-1)?.seq)
      const now = ctx.now()
      const { job: moved } = await writeStep(ctx.db, job, [
        guardDefinitions(snapshot.version),
        ...indexRange(field, [job.at, to], searchableMembers(snapshot)),
        ...(to >= job.last ? concludeJob(job, now, 'done') : [moveJob(job, now, { at: to })]),
      ])
      return moved
    }),
  cancel: () => {
    throw new ProblemError('wrong_state', {
      detail: detail('reindex_needed'),
    })
  },
}
