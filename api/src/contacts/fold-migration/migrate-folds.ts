import type { DatabaseClient } from '../../db/client.ts'
import { firstRow } from '../../db/database.ts'
import { fieldFromRow, selectLiveFields } from '../../installation/definition-rows.ts'
import { dropRoleIndex, selectRoleIndexes } from '../search/role-index-sql.ts'
import { searchableMembers } from '../search/text.ts'
import { foldBeside } from '../stored-fold.ts'
import * as sql from './sql.ts'

/**
 * The present rule by which texts are folded and searched. Whoever changes what `comparableText` or
 * the search text of a stored value is moves this on, so that stored ones follow, and with them the keys of
 * unique fields (`renewUniqueClaims`).
 */
const currentRule = 2

type Connection = Pick<DatabaseClient, 'batch' | 'execute'>

/**
 * Brings the folds beside stored texts and the search index to the present rule, page by page, so that
 * it may be cut off and begun again; under the present rule it changes nothing. No contact gets another
 * version by it, since nobody sees a fold.
 *
 * @param others what else is compared by folds, brought up to date before the rule counts as the present one
 * @param pageSize contacts looked at in one trip
 */
export async function migrateFolds(
  client: Connection,
  others: () => Promise<void> = async () => {},
  { pageSize = 1_000 } = {},
): Promise<void> {
  const { rule } = firstRow(await client.execute(sql.selectRule))
  if (Number(rule) >= currentRule) return
  const { rows: indexes } = await client.execute(selectRoleIndexes)
  if (indexes.length > 0)
    await client.batch(
      indexes.flatMap(({ id }) => dropRoleIndex(Number(id))),
      'write',
    )
  const everyField = (await client.execute(selectLiveFields)).rows.map(fieldFromRow)
  const searchable = searchableMembers({ everyField })
  for (let after = 0; ;) {
    const end = firstRow(await client.execute(sql.selectEnd({ after, size: pageSize })))
    if (end.last === null) break
    const to = Number(end.last)
    await tryPage(client, after, to, searchable)
    after = to
  }
  await others()
  await client.execute(sql.updateRule(currentRule))
}

/** Each attempt fails only because a server that is still running has written one of the contacts. */
const mostAttempts = 10

async function tryPage(client: Connection, after: number, to: number, searchable: string) {
  for (let attempt = 1; ; attempt++)
    try {
      return await migratePage(client, after, to, searchable)
    } catch (error) {
      const isOvertaken = error instanceof Error && /values_changed|guard/i.test(error.message)
      if (attempt === mostAttempts || !isOvertaken) throw error
    }
}

async function migratePage(client: Connection, after: number, to: number, searchable: string) {
  const { rows } = await client.execute(sql.selectTexts({ after, to }))
  const [contacts, changes]: [unknown[], unknown[]] = [[], []]
  for (const { seq, version, data, was } of rows) {
    const patch = foldsOf(JSON.parse(String(data)))
    if (Object.keys(patch).length > 0) (was === 1 ? changes : contacts).push([seq, version, patch])
  }
  await client.batch(
    sql.rewritePage({
      after,
      to,
      searchable,
      contacts: JSON.stringify(contacts),
      changes: JSON.stringify(changes),
    }),
    'write',
  )
}

/** The folds that stored members lack, whatever fields they are of: deleted ones may be restored. */
function foldsOf(data: Record<string, unknown>): Record<string, unknown> {
  const folds: Record<string, unknown> = {}
  for (const [member, value] of Object.entries(data)) {
    const [, id] = /^f(\d+)$/.exec(member) ?? []
    const fold = id === undefined ? null : foldBeside(value)
    if (fold !== null) folds[`g${id}`] = fold
  }
  return folds
}
