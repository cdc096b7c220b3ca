import { type Actor, type BulkOperation, fieldsByKey, type Reason, reason } from '@cardfile/openapi'
import { plainReason } from '@cardfile/openapi'
import { shownValue } from '../contacts/contact.ts'
import { isoTime } from '../db/iso-time.ts'
import type { Caller } from '../installation/caller.ts'
import type { Context } from '../installation/context.ts'
import type { FieldSnapshot } from '../installation/definitions.ts'
import { type Job, type JobState, progressOf } from '../jobs/job.ts'
import { aboutOf, type BulkKind, permissionsOf } from './asked.ts'
import type { SampledChange } from './changes.ts'
import { selectReasons, selectSamples } from './sql.ts'
import { bulkWork } from './work.ts'

/** A change of many contacts as it travels. Times are ISO 8601 in UTC. */
export interface BulkChange {
  id: string
  /** Of fields that whoever asks does not see, the field is null. */
  do: { operation: BulkOperation; field: string | null }[] | 'delete' | 'restore'
  dryRun: boolean
  state: JobState | 'undoing'
  /** From 0 to 1, of changing, or of undoing. */
  progress: number
  /** Contacts that were looked at so far. */
  done: number
  total: number
  counts: { changed: number; unchanged: number; failed: number }
  undo: { undone: number; kept: number } | null
  /** Whether who asks may undo it, or go on with that. */
  undoable: boolean
  /** Where it is over: what contacts failed by, the most frequent first. */
  reasons: { field: string | null; reason: Reason; contacts: number }[]
  /** Of a dry run that is over: the first contacts, with what they have and would have. */
  samples: { id: string; name: string; changes: SampledChange[] }[]
  /** Why it ended early. */
  problem: string | null
  actor: Actor
  startedAt: string
  finishedAt: string | null
}

/** A job as whoever asks may see it; with reasons and samples only where `tellAll` read them. */
export function shownBulkChange(ctx: Context, snapshot: FieldSnapshot, job: Job): BulkChange {
  const { permissions } = ctx.definitions.authorization(snapshot)
  const seen = fieldsByKey(snapshot.fields)
  const about = aboutOf(job)
  const { changed = 0, unchanged = 0, failed = 0, total = 0 } = job.counts
  const kind = job.kind as BulkKind
  const isUndoing = job.state === 'running' && job.phase === 'undo'
  const isOver = job.state !== 'running' && job.state !== 'undone'
  return {
    id: job.id,
    do:
      typeof about.do === 'string'
        ? about.do
        : about.do.map(({ operation, field }) => ({
            operation,
            field: seen.has(field) ? field : null,
          })),
    dryRun: about.dryRun,
    state: isUndoing ? 'undoing' : job.state,
    progress: progressOf(job, bulkWork(kind)),
    done: changed + unchanged + failed,
    total,
    counts: { changed, unchanged, failed },
    undo: isUndoing || job.state === 'undone' ? { undone: job.undone, kept: job.kept } : null,
    undoable:
      (isOver || isUndoing) &&
      !about.dryRun &&
      changed > 0 &&
      permissions.has(permissionsOf[kind].undoes),
    reasons: [],
    samples: [],
    problem: job.problem,
    actor: actorOf(job.caller),
    startedAt: isoTime(job.startedAt),
    finishedAt: job.finishedAt === null ? null : isoTime(job.finishedAt),
  }
}

function actorOf(caller: Caller): Actor {
  if (caller.kind === 'nobody') return null
  if (caller.kind === 'system') return { kind: 'system', id: null, name: null }
  return { kind: caller.kind, id: caller.id, name: caller.name }
}

/** What is told instead of what a field is that they do not see. */
const hidden = reason('hidden_field')

/** The same with what contacts failed by and with samples, one trip more where there are any. */
export async function tellAll(ctx: Context, job: Job): Promise<BulkChange> {
  const snapshot = await ctx.definitions.current(ctx.db)
  const shown = shownBulkChange(ctx, snapshot, job)
  const isTold = job.state !== 'running' && (shown.counts.failed > 0 || shown.dryRun)
  if (!isTold) return shown
  const jobId = job.id
  const [reasons, samples] = await ctx.db.batch(
    [selectReasons({ jobId }), selectSamples({ jobId })],
    'read',
  )
  const seen = fieldsByKey(snapshot.fields)
  return {
    ...shown,
    reasons: (reasons?.rows ?? []).map(({ n, example }) => {
      const { field, ...told }: { field: string | null; text: string } = JSON.parse(String(example))
      // A reason may have a value in it, which is none of who sees masks of them.
      const isSeen = field === null || (seen.has(field) && !seen.get(field)?.masked)
      return {
        field: isSeen ? field : null,
        reason: isSeen ? { ...plainReason(told.text), ...told } : hidden,
        contacts: Number(n),
      }
    }),
    samples: (samples?.rows ?? []).map(({ id, name, changes }) => ({
      id: String(id),
      name: String(name),
      changes: (JSON.parse(String(changes)) as SampledChange[]).flatMap((change) => {
        const field = seen.get(change.field)
        if (!field) return []
        const [before, after] = [shownValue(field, change.before), shownValue(field, change.after)]
        return [{ ...change, before, after }]
      }),
    })),
  }
}
