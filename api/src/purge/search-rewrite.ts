import { sql } from 'drizzle-orm/sql'
import { beginToRewrite, mergeParts } from '../contacts/search/index-parts.ts'
import { dropRoleIndex, selectRoleIndexes } from '../contacts/search/role-index-sql.ts'
import { compile, type Statement } from '../db/statement.ts'
import type { PurgeStep } from './expired-rows.ts'

const [toBegin, underWay] = [0, 1]

/**
 * Asks for the search index to be written anew. A row that is deleted from it is only marked as such;
 * its text can be put together from what is left, until that is merged away (FTS5, "Contentless-Delete
 * Tables").
 */
export const forgetSearchTexts: Statement = compile(sql`
  INSERT INTO purge_state (name, at) VALUES ('search', ${toBegin})
  ON CONFLICT DO UPDATE SET at = excluded.at`)

const state = compile(sql`SELECT at FROM purge_state WHERE name = 'search'`)
const setState = compile(sql`UPDATE purge_state SET at = ${underWay} WHERE name = 'search'`)
const done = compile(sql`DELETE FROM purge_state WHERE name = 'search' AND at = ${underWay}`)

/** Writes a part of the index anew, where somebody asked for it. */
export const searchRewrite: PurgeStep = {
  name: 'search',
  async run(db) {
    const [found, sights] = await db.batch([state, selectRoleIndexes], 'read')
    const [row] = found?.rows ?? []
    if (!row) return 0
    if (Number(row.at) === toBegin) {
      // Those of who may not see everything are made anew when somebody next searches in one.
      const others = (sights?.rows ?? []).flatMap(({ id }) => dropRoleIndex(Number(id)))
      await db.batch([setState, ...others, beginToRewrite('search')], 'write')
      return 1
    }
    if (await mergeParts(db, 'search')) return 1
    await db.batch([done], 'write')
    return 0
  },
}
