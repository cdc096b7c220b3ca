import { reason } from '@cardfile/openapi'
import { jsonLists } from '../../db/json-lists.ts'
import type { Statement } from '../../db/statement.ts'
import type { Claim } from '../identity-keys.ts'
import { packReasons } from './kept-reason.ts'
import type { UndoPage } from './page.ts'
import type { UndoPlan } from './plan.ts'
import type { UndoSql } from './undo-sql.ts'

/** What every statement of a step's batch says of itself. */
interface UndoStamp {
  /** Of what is undone. */
  id: string
  /** New for every attempt. */
  step: string
  at: number
  actor: string | null
  requestId: string
  schemaVersion: number
  pass: number
  /** The number of the contact that the step before came to. */
  from: number
}

/**
 * The precondition of a step and the statements that depend on it; their number depends on no more than how many bytes
 * of search texts there are.
 *
 * @param keyOf keys of identity fields by their ids
 */
export function stepWrites(
  sql: UndoSql,
  page: UndoPage,
  plan: UndoPlan,
  stamp: UndoStamp,
  keyOf: ReadonlyMap<number, string>,
): Statement[] {
  const back = page.candidates.filter(({ seq }) => plan.back.has(seq))
  const changed = back
    .filter(({ goesToTrash }) => !goesToTrash)
    .sort((one, other) => one.seq - other.seq)
  const texts = changed.map(({ seq, text }) => JSON.stringify([seq, text]))
  const kept = [
    ...page.staying.map(({ seq, reasons }) => [seq, packReasons(reasons), 0] as const),
    ...plan.blocked.map(({ seq, holder: { claim, name, pending } }) => {
      const field = keyOf.get(claim[0]) ?? null
      const told = reason('identity_taken_since', { value: claim[1], name })
      return [seq, packReasons([{ field, ...told }]), pending ? 1 : 0] as const
    }),
  ]
  const json = {
    versions: JSON.stringify(page.versions),
    back: JSON.stringify(back.map(({ seq }) => seq)),
    restored: JSON.stringify(changed.map(({ seq, first }) => [seq, first])),
    trashed: JSON.stringify(back.filter(({ goesToTrash }) => goesToTrash).map(({ seq }) => seq)),
    dropped: claimsOf(back, ({ held, wanted }) => missingFrom(wanted, held)),
    gained: claimsOf(back, ({ held, wanted }) => missingFrom(held, wanted)),
  }
  const last = page.versions.at(-1)?.[0] ?? 0
  return [
    sql.moveOn({
      ...stamp,
      ...json,
      to: stamp.pass === 2 && back.length > 0 ? 0 : last,
      undone: back.length,
      kept: kept.filter(([, , waiting]) => waiting === 0).length,
    }),
    sql.logUndone({ ...stamp, ...json }),
    sql.restoreContacts({ ...stamp, ...json }),
    sql.trashContacts({ ...stamp, ...json }),
    // Freed first: contacts may exchange keys.
    sql.deleteIdentities({ ...stamp, ...json }),
    sql.insertIdentities({ ...stamp, ...json }),
    sql.deleteSearchText({ ...stamp, ...json }),
    ...jsonLists(texts).map((some) => sql.putSearchTexts({ ...stamp, texts: some })),
    sql.deleteWaiting({ ...stamp, ...json }),
    sql.insertKept({ ...stamp, kept: JSON.stringify(kept) }),
    sql.beginSecondPass(stamp),
    sql.countGivenUp(stamp),
    sql.giveUpWaiting(stamp),
    sql.conclude(stamp),
  ]
}

type Back = UndoPage['candidates'][number]

function claimsOf(contacts: readonly Back[], claims: (contact: Back) => Claim[]): string {
  return JSON.stringify(
    contacts.flatMap((contact) => claims(contact).map((claim) => [...claim, contact.seq])),
  )
}

function missingFrom(claims: readonly Claim[], wanted: readonly Claim[]): Claim[] {
  const known = new Set(claims.map(String))
  return wanted.filter((claim) => !known.has(String(claim)))
}
