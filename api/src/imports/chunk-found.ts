import type { Field, Values } from '@cardfile/openapi'
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

/** Numbers of contacts are above it; those of a dry run are below 0. */
const belowAll = Number.MIN_SAFE_INTEGER

/** @param whole what was read together with the import */
export async function foundContacts(
  ctx: Context,
  whole: Row,
  reads: ChunkReads,
  fields: readonly Field[],
): Promise<Found> {
  const live = new Set(fields.map(memberOf))
  const unseen = new Map<string, Record<string, unknown>>()
  const present: Present[] = []
  const add = ({ data, ...contact }: Stored) => {
    const hidden = Object.keys(data).filter((member) => !live.has(member))
    if (hidden.length > 0)
      unseen.set(contact.id, Object.fromEntries(hidden.map((member) => [member, data[member]])))
    present.push({ ...contact, values: valuesOf(data, fields) })
  }
  if (Number(whole.n) === 0) return { present, unseen }
  if (whole.data !== null) await eachInTurns(storedIn(whole), add)
  else await eachInTurns(await pagesOf(ctx, reads), add)
  return { present, unseen }
}

interface Stored extends Omit<Present, 'values'> {
  /** By member of the stored JSON. */
  data: Values
}

function storedIn({ seqs, ids, versions, data, claims }: Row): Stored[] {
  const [seqList, idList, versionList] = [seqs, ids, versions].map((list) =>
    String(list).split(','),
  )
  const dataList = JSON.parse(String(data)) as Values[]
  const claimList = JSON.parse(String(claims)) as Claim[][]
  return dataList.map((members, index) => ({
    seq: Number(seqList?.[index]),
    id: idList?.[index] ?? '',
    version: Number(versionList?.[index]),
    data: members,
    claims: claimList[index] ?? [],
  }))
}

/** Contacts with very long values come in several replies. The gate sees whether they moved meanwhile. */
async function pagesOf(ctx: Context, reads: ChunkReads): Promise<Stored[]> {
  const stored: Stored[] = []
  for (;;) {
    const [page] = await ctx.db.batch([reads.page(stored.at(-1)?.seq ?? belowAll)], 'read')
    const rows = page?.rows ?? []
    for (const { seq, id, version, data, claims } of rows)
      stored.push({
        seq: Number(seq),
        id: String(id),
        version: Number(version),
        data: JSON.parse(String(data)),
        claims: JSON.parse(String(claims)),
      })
    if (rows.length === Number(rows[0]?.remaining ?? 0)) return stored
  }
}
