import type { Permission } from '@cardfile/openapi'
import type { Caller } from '../installation/caller.ts'
import type { Context } from '../installation/context.ts'
import type { Row } from '../db/result.ts'

export const jobKinds = [
  'convert_field',
  'index_texts',
  'claim_values',
  'bulk_edit',
  'bulk_delete',
  'bulk_restore',
] as const
export type JobKind = (typeof jobKinds)[number]

export const jobStates = ['running', 'done', 'failed', 'cancelled', 'undone'] as const
export type JobState = (typeof jobStates)[number]

/** Who asked for something that others, or the server, may go on with. */
export interface Asker {
  caller: Caller
  actor: string | null
  requestId: string
}

/** Long work that goes in steps, as it is kept. Times are milliseconds since 1970. */
export interface Job extends Asker {
  id: string
  kind: JobKind
  state: JobState
  /** Which part of the work it is at; the names are its kind's. */
  phase: string
  /** Moves with every step. */
  step: number
  /** The number of the contact that the phase has come to, of those up to `last`. */
  at: number
  last: number
  fieldId: number | null
  /** What was asked for, in the form of its kind, which reads it by a schema of its own. */
  input: unknown
  /** What is kept of that when it is over, in the form of its kind. Holds no values of contacts. */
  about: unknown
  counts: Record<string, number>
  /** Why it failed. Holds no values of contacts. */
  problem: string | null
  /** Contacts that went back when it was undone, and that were left alone. */
  undone: number
  kept: number
  /** Who undoes it, or did. */
  undoBy: Asker | null
  startedAt: number
  updatedAt: number
  finishedAt: number | null
}

/** How one kind of long work is done. */
export interface JobWork {
  /** What it takes to see one, to go on with it and to cancel it. */
  permission: Permission
  /** Its phases in their order, with the part of the whole that each of them takes. */
  phases: readonly (readonly [phase: string, share: number])[]
  /**
   * Does one step, in a few trips, the last of which writes: well under a second of it.
   *
   * @returns the job as it stands then
   * @throws ValuesChanged or DefinitionsChanged where somebody else wrote in between; nothing was written
   */
  step(ctx: Context, job: Job): Promise<Job>
  /** @throws ProblemError `wrong_state` where it has come too far */
  cancel(ctx: Context, job: Job): Promise<Job>
  /** How much of one that runs is done, from 0 to 1, where the phases do not tell. */
  progress?(job: Job): number | null
}

export type JobWorks = Record<JobKind, JobWork>

export function jobFromRow(row: Row): Job {
  return {
    id: String(row.id),
    kind: row.kind as JobKind,
    state: row.state as JobState,
    phase: String(row.phase),
    step: Number(row.step),
    at: Number(row.at),
    last: Number(row.last),
    fieldId: row.field_id === null ? null : Number(row.field_id),
    input: JSON.parse(String(row.input)),
    about: row.about === null ? null : JSON.parse(String(row.about)),
    counts: JSON.parse(String(row.counts)),
    problem: row.problem === null ? null : String(row.problem),
    caller: JSON.parse(String(row.caller)),
    actor: row.actor === null ? null : String(row.actor),
    requestId: String(row.request_id),
    undone: Number(row.undone),
    kept: Number(row.kept),
    undoBy: row.undo_by === null ? null : JSON.parse(String(row.undo_by)),
    startedAt: Number(row.started_at),
    updatedAt: Number(row.updated_at),
    finishedAt: row.finished_at === null ? null : Number(row.finished_at),
  }
}

/** How much of a job is done, from 0 to 1. */
export function progressOf(job: Job, { phases, progress }: JobWork): number {
  const { state, phase, at, last } = job
  if (state !== 'running') return 1
  const told = progress?.(job) ?? null
  if (told !== null) return told
  let done = 0
  for (const [name, share] of phases) {
    if (name === phase) return Math.min(1, done + share * (last > 0 ? Math.min(1, at / last) : 0))
    done += share
  }
  return 0
}
