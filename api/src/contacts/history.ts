import { type Actor, sameValue, type Values } from '@cardfile/openapi'
import { sql } from 'drizzle-orm/sql'
import { actorFrom, actorName } from '../installation/actor.ts'
import type { Context } from '../installation/context.ts'
import { param, prepare } from '../db/statement.ts'
import { assertCurrent } from '../installation/definitions.ts'
import { firstRow } from '../db/database.ts'
import { inParts } from '../db/in-parts.ts'
import type { Row } from '../db/result.ts'
import { notFound } from '../errors/problem-error.ts'
import { isoTime } from '../db/iso-time.ts'
import { unpackValues } from './contact.ts'
import { selectForWrite } from './write-sql.ts'

interface ContactChange {
  version: number
  kind: string
  at: string
  actor: Actor
  via: string
  importId: string | null
  changed: Record<string, { before: unknown; after: unknown }>
}

/** Changes that are shown at most. */
const mostShown = 200
/** Above every version. */
const beyondAll = Number.MAX_SAFE_INTEGER

const selectChanges = prepare<'id' | 'below' | 'limit'>(sql`
  SELECT g.version, g.kind, g.at, g.actor, ${actorName(sql`g.actor`)} AS actor_name, g.via, g.import_id, json(g.before) AS before
  FROM contacts c JOIN changes g ON g.contact_seq = c.seq
  WHERE c.id = ${param('id')} AND g.version < ${param('below')}
  ORDER BY g.version DESC LIMIT ${param('limit')}`)

/**
 * What happened to a contact, newest first, at most 200 changes, in one trip, or in as many as very long values take. The log holds what was before; what
 * came after is what the next change found.
 */
export function contactHistory(ctx: Context, id: string) {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    let contact: Row | undefined
    const logged = await inParts<Row>(mostShown, async (limit, last) => {
      const below = Number(last?.version ?? beyondAll)
      const [found, changes] = await ctx.db.batch(
        [selectForWrite({ id }), selectChanges({ id, below, limit })],
        'read',
      )
      contact ??= firstRow(found)
      return changes?.rows ?? []
    })
    assertCurrent(snapshot, contact?.schema_version)
    if (!contact || contact.id === null) throw notFound('contact')
    let after = unpackValues(String(contact.data), snapshot.fields)
    const data = logged.map((row): ContactChange => {
      const before = row.before === null ? {} : unpackValues(String(row.before), snapshot.fields)
      const changed = differences(before, after)
      after = before
      return {
        version: Number(row.version),
        kind: String(row.kind),
        at: isoTime(row.at),
        actor: actorFrom(row.actor, row.actor_name),
        via: String(row.via),
        importId: row.import_id === null ? null : String(row.import_id),
        changed,
      }
    })
    return { data, total: data.length, nextCursor: null }
  })
}

function differences(before: Values, after: Values): ContactChange['changed'] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)])
  return Object.fromEntries(
    [...keys]
      .filter((key) => !sameValue(before[key], after[key]))
      .map((key) => [key, { before: before[key] ?? null, after: after[key] ?? null }]),
  )
}
