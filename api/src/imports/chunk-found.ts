import type { Field } from '@cardfile/openapi'
import type { Row } from '@libsql/client/web'
import type { Context } from '../context.ts'
import { valuesOf } from '../contacts/contact.ts'
import { memberOf } from '../fields/columns.ts'
import { eachInTurns } from '../others-first.ts'
import type { ChunkReads } from './chunk-reads.ts'
import type { Unseen } from './chunk-writes.ts'
import type { Claim, Present } from './world.ts'

/** The contacts that a chunk's rows can meet, as the database has them. */
export interface Found {
  present: readonly Present[]
  unseen: Unseen
}

/** @param first the rows that were read together with the import */
export async function foundContacts(
  ctx: Context,
  first: readonly Row[],
  reads: ChunkReads,
  fields: readonly Field[],
): Promise<Found> {
  const live = new Set(fields.map(memberOf))
  const unseen = new Map<string, Record<string, unknown>>()
  const present: Present[] = []
  await eachInTurns(await allFound(ctx, first, reads), (row) => {
    const id = String(row.id)
    const data = JSON.parse(String(row.data)) as Record<string, unknown>
    const hidden = Object.keys(data).filter((member) => !live.has(member))
    if (hidden.length > 0)
      unseen.set(id, Object.fromEntries(hidden.map((member) => [member, data[member]])))
    present.push({
      seq: Number(row.seq),
      id,
      version: Number(row.version),
      values: valuesOf(data, fields),
      claims: JSON.parse(String(row.claims)) as Claim[],
    })
  })
  return { present, unseen }
}

/** Contacts with very long values come in several replies. The gate sees whether they moved meanwhile. */
async function allFound(
  ctx: Context,
  first: readonly Row[],
  reads: ChunkReads,
): Promise<readonly Row[]> {
  const rows = [...first]
  let page = first
  while (Number(page[0]?.remaining) > page.length) {
    const [next] = await ctx.db.batch([reads(Number(page.at(-1)?.seq))], 'read')
    page = next?.rows ?? []
    rows.push(...page)
  }
  return rows
}
