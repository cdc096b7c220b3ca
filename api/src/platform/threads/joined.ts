import type { InStatement } from '@libsql/client/web'
import type { Result } from '../../db/result.ts'
import type { Statement } from '../../db/statement.ts'
import type { Statements } from './batch-buffers.ts'

/** Batches as one, and whose of its results are whose. */
export interface Joined {
  statements: Statements
  /** The results of each batch in the order of its statements. */
  resultsOf(all: readonly Result[]): Result[][]
}

/**
 * The statements of some batches in the order they are run: batch by batch, but that those which are `joinable` are
 * run once for all batches in a row that have such a statement. A batch without one finds what those before it
 * have done.
 */
export function joined(batches: readonly Statements[]): Joined {
  const statements: InStatement[] = []
  const places: number[][] = []
  let open = new Map<string, Open>()
  const close = () => {
    for (const { sql, objects, waiting } of open.values()) {
      const at = statements.push({ sql, args: [asOne(objects)] }) - 1
      for (const place of waiting) place(at)
    }
    open = new Map()
  }
  for (const batch of batches) {
    if (!batch.some(isJoinable)) close()
    const own: number[] = []
    places.push(own)
    for (const [index, statement] of batch.entries()) {
      if (!isJoinable(statement)) {
        own[index] = statements.push(statement) - 1
        continue
      }
      const { sql, args } = statement
      const one = open.get(sql) ?? { sql, objects: [], waiting: [] }
      open.set(sql, one)
      one.objects.push(args[0])
      one.waiting.push((at) => (own[index] = at))
    }
  }
  close()
  return {
    statements,
    resultsOf: (all) => places.map((own) => own.map((at) => all[at] as Result)),
  }
}

interface Open {
  sql: string
  objects: string[]
  /** Told where the statement stands. */
  waiting: ((at: number) => void)[]
}

function isJoinable(
  statement: InStatement | Statement,
): statement is Statement & { args: [string] } {
  return typeof statement === 'object' && 'joins' in statement && statement.joins === true
}

/** JSON objects as one that has the members of all. */
function asOne(objects: readonly string[]): string {
  const [only] = objects
  if (only !== undefined && objects.length === 1) return only
  const members = objects.map((object) => object.slice(1, -1)).filter((inner) => inner !== '')
  return `{${members.join(',')}}`
}
