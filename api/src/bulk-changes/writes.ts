import { jsonLists } from '../db/json-lists.ts'
import type { Statement } from '../db/statement.ts'
import type { Context } from '../installation/context.ts'
import type { Job } from '../jobs/job.ts'
import type { BulkKind } from './asked.ts'
import type { Outcome } from './changes.ts'
import type { Met } from './page.ts'
import * as sql from './sql.ts'

/**
 * What a step writes of its contacts, behind preconditions that fail the batch. How many statements there are
 * does not depend on how many contacts, but on how many bytes.
 */
export function outcomeWrites(
  ctx: Context,
  job: Pick<Job, 'id' | 'kind' | 'phase'>,
  met: readonly Met[],
  outcome: Outcome,
): Statement[] {
  const results = resultWrites(job.id, outcome, job.phase === 'try')
  const gained = JSON.stringify(outcome.gained)
  if (job.phase === 'try')
    return outcome.gained.length > 0
      ? [sql.insertClaims({ jobId: job.id, gained }), ...results]
      : results
  if (outcome.changed.length === 0) return results
  const versionOf = new Map(met.map(({ seq, version }) => [seq, version]))
  const contacts = JSON.stringify(outcome.changed.map(([seq]) => [seq, versionOf.get(seq)]))
  const at = ctx.now()
  const log = (kind: string) =>
    sql.logChanges({
      at,
      actor: ctx.actor,
      jobId: job.id,
      requestId: ctx.requestId,
      kind,
      contacts,
    })
  const writes: Record<BulkKind, () => Statement[]> = {
    bulk_edit: () => [
      log('update'),
      ...jsonLists(outcome.changed.map(([seq, patch]) => `[${seq},${patch}]`)).map((changed) =>
        sql.updateContacts({ at, changed }),
      ),
      ...(outcome.dropped.length > 0
        ? [sql.deleteIdentities({ dropped: JSON.stringify(outcome.dropped) })]
        : []),
      ...respelled(outcome),
    ],
    bulk_delete: () => [
      log('delete'),
      sql.moveContacts({ at, deletedAt: at, contacts }),
      sql.deleteIdentitiesOf({ contacts }),
      sql.deleteSearchTexts({ contacts }),
    ],
    bulk_restore: () => [
      sql.guardFree({ gained }),
      log('restore'),
      sql.moveContacts({ at, deletedAt: null, contacts }),
      sql.insertIdentities({ gained }),
      ...respelled(outcome),
    ],
  }
  const own = writes[job.kind as BulkKind]
  return [sql.guardVersions({ versions: contacts }), ...own(), ...results]
}

/** The search index is made anew only of contacts that it would find by other texts. */
function respelled(outcome: Outcome): Statement[] {
  return jsonLists(outcome.respelled.map((one) => JSON.stringify(one))).map((texts) =>
    sql.putSearchTexts({ texts }),
  )
}

function resultWrites(jobId: string, { failed, samples }: Outcome, isTry: boolean): Statement[] {
  const rows = [
    ...failed.map(([seq, reasons]) => JSON.stringify([seq, 'failed', reasons])),
    ...(isTry
      ? samples.map(([seq, changes]) => JSON.stringify([seq, 'sample', JSON.stringify(changes)]))
      : []),
  ]
  return jsonLists(rows).map((results) => sql.insertResults({ jobId, results }))
}
