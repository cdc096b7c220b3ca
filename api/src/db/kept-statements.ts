import type Libsql from 'libsql'
import type { Result, Row, Value } from './result.ts'

type Connection = InstanceType<typeof Libsql>
type Prepared = ReturnType<Connection['prepare']>

/** A value as the binding gives it. */
type Found = Exclude<Value, ArrayBuffer> | Uint8Array<ArrayBuffer>

interface Kept {
  prepared: Prepared
  /** Null for a statement that answers no rows. */
  columns: readonly string[] | null
}

/** Texts of statements kept at once: those of all services are about two hundred, filters come on top. */
const mostKept = 400

/** The prepared statements of a connection, of which those used longest ago go first. */
export class KeptStatements {
  readonly #connection: Connection
  readonly #kept = new Map<string, Kept>()

  constructor(connection: Connection) {
    this.#connection = connection
  }

  run(sql: string, args: unknown[]): Result {
    const kept = this.#take(sql)
    const { prepared } = kept
    if (kept.columns === null) return { rows: [], rowsAffected: prepared.run(args).changes }
    const rows = prepared.all(args) as Found[][]
    // Only running it has it notice that somebody changed the schema.
    if (rows[0] && rows[0].length !== kept.columns.length) kept.columns = namesOf(prepared)
    const { columns } = kept
    return { rows: rows.map((values) => rowOf(columns, values)), rowsAffected: 0 }
  }

  #take(sql: string): Kept {
    const known = this.#kept.get(sql)
    if (known) {
      // Last in the order of insertion, which is the order of going.
      this.#kept.delete(sql)
      this.#kept.set(sql, known)
      return known
    }
    const prepared = this.#connection.prepare(sql)
    const kept: Kept = { prepared, columns: null }
    if (prepared.reader) {
      prepared.raw(true)
      kept.columns = namesOf(prepared)
    }
    this.#kept.set(sql, kept)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest)
    return kept
  }
}

function namesOf(prepared: Prepared): string[] {
  return prepared.columns().map(({ name }) => name)
}

function rowOf(columns: readonly string[], values: Found[]): Row {
  const row: Record<string, Value> = {}
  for (let at = 0; at < columns.length; at++) {
    const value = values[at] ?? null
    row[columns[at] as string] =
      typeof value === 'object' && value !== null ? memoryOf(value) : value
  }
  return row
}

/** The binding has bytes over memory of their own, which needs no copy. */
function memoryOf({ buffer, byteOffset, byteLength }: Uint8Array<ArrayBuffer>): ArrayBuffer {
  if (buffer.byteLength === byteLength) return buffer
  return buffer.slice(byteOffset, byteOffset + byteLength)
}
