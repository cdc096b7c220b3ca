import { JsonLists, mostBytesPerUnit } from '../db/json-lists.ts'
import type { Statement } from '../db/statement.ts'
import { searchableMembers } from '../contacts/search/text.ts'
import type { Context } from '../installation/context.ts'
import type { FieldSnapshot } from '../installation/definitions.ts'
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
  snapshot: FieldSnapshot,
  job: Pick<Job, 'id' | 'kind' | 'phase'>,
  met: readonly Met[],
  outcome: Outcome,
): Statement[] {
  const results = resultWrites(job.id, outcome, job.phase === 'try')
  if (job.phase === 'try' || outcome.changed.length === 0) return results
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
  const gained = JSON.stringify(outcome.gained)
  const writes: Record<BulkKind, () => Statement[]> = {
    bulk_edit: () => [
      log('update'),
      ...lists(outcome.changed.map(([seq, patch]) => `[${seq},${patch}]`)).map((changed) =>
        sql.updateContacts({ at, changed }),
      ),
      ...(outcome.dropped.length > 0
        ? [sql.deleteIdentities({ dropped: JSON.stringify(outcome.dropped) })]
        : []),
      ...respelled(outcome, snapshot),
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
      ...respelled(outcome, snapshot),
    ],
  }
  const own = writes[job.kind as BulkKind]
  return [sql.guardVersions({ versions: contacts }), ...own(), ...results]
}

/** The search index is made anew only of contacts that it would find by other texts. */
function respelled({ respelled: seqs }: Outcome, snapshot: FieldSnapshot): Statement[] {
  if (seqs.length === 0) return []
  const contacts = JSON.stringify(seqs.map((seq) => [seq]))
  return [
    sql.deleteSearchTexts({ contacts }),
    sql.insertSearchTexts({ contacts, searchable: searchableMembers(snapshot) }),
  ]
}

function resultWrites(jobId: string, { failed, samples }: Outcome, isTry: boolean): Statement[] {
  const rows = [
    ...failed.map(([seq, reasons]) => JSON.stringify([seq, 'failed', reasons])),
    ...(isTry
      ? samples.map(([seq, changes]) => JSON.stringify([seq, 'sample', JSON.stringify(changes)]))
      : []),
  ]
  return lists(rows).map((results) => sql.insertResults({ jobId, results }))
}

function lists(rows: readonly string[]) {
  const some = new JsonLists()
  for (const json of rows) some.next(json.length * mostBytesPerUnit).add(json)
  return some.take()
}
