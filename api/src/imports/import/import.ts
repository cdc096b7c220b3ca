import { type Actor, type ImportOutcome, importOutcomes } from '@cardfile/openapi'
import { type Column, nameColumns } from '@cardfile/openapi/spreadsheet'
import type { Row } from '../../db/result.ts'
import { actorFrom } from '../../installation/actor.ts'
import { isoTime } from '../../db/iso-time.ts'
import type { Constant } from '../fold/row.ts'
import type { Noted } from '../fold/note-counts.ts'
import { type Counts, noCounts } from '../fold/fold.ts'
import type { ImportMode } from '../fold/import-mode.ts'

export const importStates = ['running', 'finished', 'cancelled', 'undoing', 'undone'] as const
export type ImportState = (typeof importStates)[number]

/** An import as it travels. Times are ISO 8601 in UTC. */
export interface Import {
  id: string
  fileName: string
  mode: ImportMode
  /** Whether it only says what would become of the rows. */
  dryRun: boolean
  state: ImportState
  columns: Column[]
  /** Indexes of the columns that make up a name, in their order, where a row has none. */
  nameFrom: number[]
  constants: Constant[]
  /** Rows by what became of them; `rows` is their sum. */
  counts: Counts & { rows: number }
  /** What is said of the cells of rows that were taken: which were left out, or can be read in two ways. */
  noted: Noted
  /** As its sender announced them, for a progress bar; null where nobody did. */
  totalRows: number | null
  /** The most rows of a chunk. */
  chunkRows: number
  /** The number that the next chunk must have, from 0. */
  nextChunk: number
  startedAt: string
  updatedAt: string
  finishedAt: string | null
  actor: Actor
  /** Contacts that went back and that were left alone; null until undoing began. */
  undo: { undone: number; kept: number } | null
}

/** What a chunk's delivery is answered with, also the second time. */
export interface ChunkAnswer {
  import: Import
  /** Of this chunk's rows alone. */
  chunk: { number: number; counts: Counts & { rows: number }; noted: number }
}

export function withRows(counts: Counts): Counts & { rows: number } {
  return { rows: importOutcomes.reduce((sum, outcome) => sum + counts[outcome], 0), ...counts }
}

/** A row of `imports`. */
export function importFromRow(row: Row): Import {
  const counts = noCounts()
  for (const outcome of importOutcomes) counts[outcome] = Number(row[outcome])
  const columns: Column[] = JSON.parse(String(row.columns))
  return {
    id: String(row.id),
    fileName: String(row.file_name),
    mode: row.mode as ImportMode,
    dryRun: row.dry_run === 1,
    state: row.state as ImportState,
    columns,
    nameFrom: nameColumns(columns).parts,
    constants: JSON.parse(String(row.constants)),
    counts: withRows(counts),
    noted: JSON.parse(String(row.noted)),
    totalRows: row.total_rows === null ? null : Number(row.total_rows),
    chunkRows: Number(row.chunk_rows),
    nextChunk: Number(row.next_chunk),
    startedAt: isoTime(row.started_at),
    updatedAt: isoTime(row.updated_at),
    finishedAt: row.finished_at === null ? null : isoTime(row.finished_at),
    actor: actorFrom(row.actor, row.actor_name),
    undo:
      row.state === 'undoing' || row.state === 'undone'
        ? { undone: Number(row.undone), kept: Number(row.kept) }
        : null,
  }
}

/** The import as it is once a chunk has been applied. */
export function afterChunk(
  before: Import,
  { counts, noted }: { counts: Counts; noted: Noted },
  at: number,
): Import {
  const sum = (outcome: ImportOutcome) => [outcome, before.counts[outcome] + counts[outcome]]
  return {
    ...before,
    counts: withRows(Object.fromEntries(importOutcomes.map(sum))),
    noted,
    nextChunk: before.nextChunk + 1,
    updatedAt: isoTime(at),
  }
}
