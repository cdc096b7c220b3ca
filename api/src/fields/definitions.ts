import type { Field } from '@cardfile/openapi'
import type { ResultSet } from '@libsql/client/web'
import { type Database, firstRow } from '../db/database.ts'
import type { Statement } from '../db/statement.ts'
import {
  bumpDefinitions,
  fieldFromRow,
  guardDefinitions,
  selectLiveFields,
  selectMinted,
  selectSchemaVersion,
} from './store.ts'

/** All definitions of one moment, and the version that every batch built on them is guarded by. */
export interface FieldSnapshot {
  version: number
  /** Live fields in their order. */
  fields: readonly Field[]
  takenKeys: ReadonlySet<string>
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

const everything = [selectSchemaVersion, selectLiveFields, selectMinted]

/**
 * The definitions as this isolate knows them. They are trusted without asking, since whatever is
 * built on them carries their version into the database and fails there if it is no longer so.
 */
export class Definitions {
  #snapshot: FieldSnapshot | null = null

  async current(db: Database): Promise<FieldSnapshot> {
    return this.#snapshot ?? this.refresh(db)
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
      const message = error instanceof Error ? error.message : ''
      if (message.includes('definitions_changed')) throw new DefinitionsChanged()
      if (message.includes('values_changed')) throw new ValuesChanged()
      throw error
    }
  }

  #adopt([version, live, minted]: ResultSet[]): FieldSnapshot {
    const snapshot: FieldSnapshot = {
      version: Number(firstRow(version).version),
      fields: (live?.rows ?? []).map(fieldFromRow),
      takenKeys: new Set(JSON.parse(String(firstRow(minted).keys))),
      nextId: Number(firstRow(minted).next_id),
    }
    this.#snapshot = snapshot
    return snapshot
  }

  /**
   * Runs work on the definitions at hand; if the database says they are old, once more on fresh
   * ones. Definitions seldom change, so this costs a second trip only then.
   */
  async use<T>(db: Database, work: (snapshot: FieldSnapshot) => Promise<T>): Promise<T> {
    try {
      return await work(await this.current(db))
    } catch (error) {
      if (!(error instanceof DefinitionsChanged)) throw error
      return work(await this.refresh(db))
    }
  }
}

/** @throws DefinitionsChanged unless the version a batch read is the snapshot's. */
export function assertCurrent(snapshot: FieldSnapshot, version: unknown): void {
  if (Number(version) !== snapshot.version) throw new DefinitionsChanged()
}
