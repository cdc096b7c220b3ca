import { type Field, type Section, withSections } from '@cardfile/openapi'
import { readyPatterns } from '@cardfile/openapi/patterns'
import type { Result } from '../db/result.ts'
import { accessFrom, type AccessSnapshot, selectAccess } from './access-snapshot.ts'
import { type Database, firstRow } from '../db/database.ts'
import type { Statement } from '../db/statement.ts'
import { ProblemError } from '../errors/problem-error.ts'
import {
  bumpDefinitions,
  fieldsFromRows,
  guardDefinitions,
  selectLiveFields,
  selectMinted,
  selectSchemaVersion,
} from './definition-rows.ts'
import { sectionFromRow, selectSections } from './section-rows.ts'
import { isMissingSearchIndex } from './missing-search-index.ts'

/** All definitions of one moment, and the version that every batch built on them is guarded by. */
export interface FieldSnapshot {
  version: number
  /** Live fields in their order, those that whoever asks may see. */
  fields: readonly Field[]
  /** All live fields. Those that whoever asks may not see are marked, and must not reach them. */
  everyField: readonly Field[]
  /** Sections of the form in their order, those that whoever asks may know of. */
  sections: readonly Section[]
  everySection: readonly Section[]
  access: AccessSnapshot
  takenKeys: ReadonlySet<string>
  /** Where the values of deleted fields are that are kept. Those of any other field that is not live are gone. */
  restorable: readonly number[]
  /** Ids of fields whose values are being converted: until that is over their definitions stay as they are. */
  converting: ReadonlySet<number>
  nextId: number
}

/** Thrown where a batch found other definitions than it was built on. Nothing was written. */
export class DefinitionsChanged extends Error {
  override name = 'DefinitionsChanged'
}

/** Thrown where contacts were written between a look at a field's values and what was built on it. */
export class ValuesChanged extends Error {
  override name = 'ValuesChanged'
}

/** What a batch failed by, where it was one of its guards; else null. */
export function failedGuard(error: unknown): DefinitionsChanged | ValuesChanged | null {
  const message = error instanceof Error ? error.message : ''
  if (message.includes('definitions_changed')) return new DefinitionsChanged()
  return message.includes('values_changed') ? new ValuesChanged() : null
}

/** Each attempt fails only because another change of a field succeeded, so few are ever needed. */
const mostAttempts = 12

const everything = [
  selectSchemaVersion,
  selectLiveFields,
  selectSections,
  selectMinted,
  ...selectAccess,
]

/**
 * Milliseconds for which a snapshot is trusted without being asked for. What is built on one is
 * guarded by its version, so this bounds only how long work that touches neither contacts nor fields
 * goes on under a role that was taken away elsewhere.
 */
const trustedFor = 60_000

/**
 * The definitions as this isolate knows them. They are trusted without asking, since whatever is
 * built on them carries their version into the database and fails there if it is no longer so.
 */
export class Definitions {
  #snapshot: FieldSnapshot | null = null
  #readAt = -Infinity

  async current(db: Database): Promise<FieldSnapshot> {
    const old = performance.now() - this.#readAt > trustedFor
    return this.#snapshot === null || old ? this.refresh(db) : this.#snapshot
  }

  /** Has whoever looks next read them anew, for what was written without `write`. */
  expire(): void {
    this.#readAt = -Infinity
  }

  async refresh(db: Database): Promise<FieldSnapshot> {
    return this.#adopt(await db.batch(everything, 'read'))
  }

  /**
   * Writes to the definitions, all or nothing, and knows the new ones without asking again.
   *
   * @throws DefinitionsChanged where the snapshot was old; `ValuesChanged` where stored values moved
   */
  async write(db: Database, { version }: FieldSnapshot, statements: Statement[]) {
    try {
      const results = await db.batch(
        [guardDefinitions(version), ...statements, bumpDefinitions, ...everything],
        'write',
      )
      return this.#adopt(results.slice(-everything.length))
    } catch (error) {
      throw failedGuard(error) ?? error
    }
  }

  #adopt([version, live, divided, minted, ...access]: Result[]): FieldSnapshot {
    const defined = fieldsFromRows(live?.rows ?? [])
    const byId = new Map(defined.map((field) => [field.id, field]))
    const sections = (divided?.rows ?? []).map((row) => sectionFromRow(row, byId))
    const fields = withSections(defined, sections)
    readyPatterns(fields.flatMap(({ pattern }) => pattern ?? []))
    const snapshot: FieldSnapshot = {
      version: Number(firstRow(version).version),
      fields,
      everyField: fields,
      sections,
      everySection: sections,
      access: accessFrom(access),
      takenKeys: new Set(JSON.parse(String(firstRow(minted).keys))),
      restorable: JSON.parse(String(firstRow(minted).restorable)),
      converting: new Set(JSON.parse(String(firstRow(minted).converting))),
      nextId: Number(firstRow(minted).next_id),
    }
    this.#snapshot = snapshot
    this.#readAt = performance.now()
    return snapshot
  }

  /**
   * Runs work on the definitions at hand, and again on fresh ones where the database says that they
   * are old, or where work was refused without asking it: what is unknown here may be known there.
   * Definitions seldom change and most work is not refused, so this seldom costs a trip.
   */
  async use<T>(db: Database, work: (snapshot: FieldSnapshot) => Promise<T>): Promise<T> {
    let snapshot = await this.current(db)
    for (let attempt = 1; ; attempt++) {
      const { trips } = db.meter
      try {
        return await work(snapshot)
      } catch (error) {
        const unasked = error instanceof ProblemError && db.meter.trips === trips
        const outdated = error instanceof DefinitionsChanged || isMissingSearchIndex(error)
        if (!(unasked || outdated) || attempt === mostAttempts) throw error
        const fresh = await this.refresh(db)
        if (unasked && fresh.version === snapshot.version) throw error
        snapshot = fresh
      }
    }
  }
}

/** @throws DefinitionsChanged unless the version a batch read is the snapshot's. */
export function assertCurrent(snapshot: FieldSnapshot, version: unknown): void {
  if (Number(version) !== snapshot.version) throw new DefinitionsChanged()
}
