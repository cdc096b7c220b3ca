import { derivedOnce, type Field, type Values } from '@cardfile/openapi'
import type { Row } from '../../db/result.ts'
import type { Context } from '../../installation/context.ts'
import { valuesOf } from '../../contacts/contact.ts'
import { foldMemberOf, memberOf } from '../../installation/columns.ts'
import type { FieldSnapshot } from '../../installation/definitions.ts'
import { forEachYielding } from '../../concurrency/yield-to-event-loop.ts'
import type { Statement } from '../../db/statement.ts'
import type { Claim, Present } from '../fold/fold-state.ts'

/** What a chunk asks of the contacts its rows can meet; see found-sql.ts for what comes back. */
export interface ChunkReads {
  whole: Statement
  /** Those after the one with this number, where the whole is too much. */
  page(after: number): Statement
}

/** A contact as it is stored. */
export interface StoredContact extends Omit<Present, 'values'> {
  /** By member of the stored JSON. */
  data: Values
}

/** Stored members that no live field reads, by contact: values of deleted fields, which can be restored. */
export type Unseen = ReadonlyMap<string, Record<string, unknown>>

/** The contacts that a chunk's rows can meet. */
export interface Found {
  present: readonly Present[]
  unseen: Unseen
}

const membersOf = (fields: readonly Pick<Field, 'id' | 'member'>[]) =>
  new Set(fields.flatMap((field) => [memberOf(field), foldMemberOf(field)]))
const liveMembersOf = derivedOnce(membersOf)

/**
 * Stored contacts by what their fields mean now. What belongs to a field that is gone is left out: it may
 * have been read before the purge came to it, and nobody would take it away again.
 */
export async function foundOf(
  stored: readonly StoredContact[],
  { everyField: fields, restorable }: Pick<FieldSnapshot, 'everyField' | 'restorable'>,
): Promise<Found> {
  const live = liveMembersOf(fields)
  const kept = membersOf(restorable.map((id) => ({ id })))
  const unseen = new Map<string, Record<string, unknown>>()
  const present: Present[] = []
  await forEachYielding(stored, ({ data, ...contact }) => {
    const hidden = Object.keys(data).filter((member) => !live.has(member) && kept.has(member))
    if (hidden.length > 0)
      unseen.set(contact.id, Object.fromEntries(hidden.map((member) => [member, data[member]])))
    present.push({ ...contact, values: valuesOf(data, fields) })
  })
  return { present, unseen }
}

/** Numbers of contacts are above it; those of a dry run are below 0. */
const belowAll = Number.MIN_SAFE_INTEGER

/**
 * The contacts that a chunk's rows can meet, as the database has them.
 *
 * @param whole what was read together with the import
 */
export async function storedContacts(
  ctx: Context,
  whole: Row,
  reads: ChunkReads,
): Promise<readonly StoredContact[]> {
  if (Number(whole.n) === 0) return []
  return whole.data === null ? pagesOf(ctx, reads) : storedIn(whole)
}

function storedIn({ seqs, ids, versions, data, claims }: Row): StoredContact[] {
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

/** Contacts with very long values come in several replies. The precondition sees whether they moved meanwhile. */
async function pagesOf(ctx: Context, reads: ChunkReads): Promise<StoredContact[]> {
  const stored: StoredContact[] = []
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
