import { detail, type Need } from '@cardfile/openapi'
import type { Database } from '../db/database.ts'
import type { Statement } from '../db/statement.ts'
import type { Definitions, FieldSnapshot } from './definitions.ts'
import type { Caller } from './caller.ts'
import { seenBy } from './field-visibility.ts'
import {
  requireNeed,
  type Authorization,
  authorizationOf,
  unauthenticated,
} from './authorization.ts'

/**
 * The definitions for one request. Whenever they are looked at, what the caller may do is judged by
 * them: where they turn out to be old, it is judged again by the new ones.
 */
export class CallerDefinitions {
  readonly #shared: Definitions
  readonly #caller: Caller
  /** What the caller must be allowed. */
  readonly need: Need
  readonly #outlivesKey: boolean
  #lastWritten: number | null = null

  /** @param options.outlivesKey for what goes on where the key that began it is gone */
  constructor(shared: Definitions, caller: Caller, need: Need, { outlivesKey = false } = {}) {
    this.#shared = shared
    this.#caller = caller
    this.need = need
    this.#outlivesKey = outlivesKey
  }

  /** What lives as long as the app: a key to remember things by that belong to its database. */
  get shared(): Definitions {
    return this.#shared
  }

  /** The version that came of the last write by these; null for none. */
  get lastWritten(): number | null {
    return this.#lastWritten
  }

  /** @throws ProblemError `unauthenticated` or `forbidden`, as all of these */
  authorization({ access }: FieldSnapshot): Authorization {
    if (this.#caller.kind === 'key' && !this.#outlivesKey && !access.keyUses.has(this.#caller.id))
      throw unauthenticated(detail('key_unknown'))
    const authorization = authorizationOf(access, this.#caller)
    requireNeed(authorization, this.need, this.#caller)
    return authorization
  }

  async current(db: Database): Promise<FieldSnapshot> {
    return this.#seen(await this.#shared.current(db))
  }

  async refresh(db: Database): Promise<FieldSnapshot> {
    return this.#seen(await this.#shared.refresh(db))
  }

  async write(
    db: Database,
    snapshot: FieldSnapshot,
    statements: Statement[],
  ): Promise<FieldSnapshot> {
    // By what they may have done: who has just taken their own rights away is still told that they have.
    const authorization = this.authorization(snapshot)
    const written = await this.#shared.write(db, snapshot, statements)
    this.#lastWritten = written.version
    return seenBy(written, authorization)
  }

  use<T>(db: Database, work: (snapshot: FieldSnapshot) => Promise<T>): Promise<T> {
    return this.#shared.use(db, async (snapshot) => work(this.#seen(snapshot)))
  }

  #seen(snapshot: FieldSnapshot): FieldSnapshot {
    return seenBy(snapshot, this.authorization(snapshot))
  }
}
