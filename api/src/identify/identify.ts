import { detail, type Values } from '@cardfile/openapi'
import { pick, unpackValues, type Contact } from '../contacts/contact.ts'
import { identityPairs } from '../contacts/identity-keys.ts'
import { uuidv7 } from '../crypto/uuid.ts'
import { firstRow } from '../db/database.ts'
import { inParts } from '../db/in-parts.ts'
import { isoTime } from '../db/iso-time.ts'
import type { Row } from '../db/result.ts'
import { ProblemError } from '../errors/problem-error.ts'
import type { Claim, Present } from '../imports/fold/fold-state.ts'
import { requirePermission } from '../installation/authorization.ts'
import type { Context } from '../installation/context.ts'
import { guardDefinitions, selectSchemaVersion } from '../installation/definition-rows.ts'
import {
  assertCurrent,
  DefinitionsChanged,
  type FieldSnapshot,
} from '../installation/definitions.ts'
import { mergeContacts } from '../merges/merge-contacts.ts'
import { type Applied, applyItems, type NeededMerge } from './apply-items.ts'
import { guardMet, selectMet } from './identify-sql.ts'
import { type Item, type ReadItem, readItem } from './item.ts'
import { contactWrites } from './writes.ts'

/** What became of an item that was taken, as its sender may see it. */
export interface Identified extends Pick<Applied, 'outcome' | 'matchedBy' | 'notAdded' | 'left'> {
  contact: Contact
}

export type IdentifyResult = Identified | { problem: ProblemError }

export interface IdentifyOptions {
  /** Whether a new contact without a name is called by an identity; else it is refused. */
  namesFromIdentities: boolean
}

/** Each attempt fails only because another writer succeeded with one of the contacts. */
const mostAttempts = 40

/**
 * Finds, makes and completes contacts by what channels know of them, as if the items came one by one: each
 * sees those before it, and one that fails does so alone. All that is written is written at once. One trip
 * where nothing changes, two otherwise, and two more for each time that somebody else got in between.
 *
 * @throws ProblemError `forbidden` for who sees no identities, `busy` where others never stop
 */
export async function identify(
  ctx: Context,
  items: readonly Item[],
  options: IdentifyOptions,
): Promise<IdentifyResult[]> {
  const done: IdentifyResult[] = []
  // Of the first item that is left: contacts were merged for it.
  let isMerged = false
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const round = await ctx.definitions.use(ctx.db, (snapshot) =>
      tryOnce(ctx, snapshot, items.slice(done.length), options),
    )
    if (round) {
      const [first, ...more] = round.results
      if (first) {
        done.push(
          isMerged && !('problem' in first) ? { ...first, outcome: 'merged' } : first,
          ...more,
        )
        isMerged = false
      }
      if (!round.merge) return done
      const problem = await mergeFor(ctx, round.merge)
      if (problem === null) isMerged = true
      else if (!passing.has(problem.code)) {
        done.push({ problem })
        isMerged = false
      }
      if (done.length === items.length) return done
      // Each item has attempts of its own.
      if (first || problem === null) attempt = 0
      continue
    }
    // Those who wait for the same contact come back one after the other.
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * attempt))
  }
  throw new ProblemError('busy', {
    detail: detail('contacts_being_changed'),
  })
}

/** What is otherwise by the time that it is tried again. */
const passing: ReadonlySet<string> = new Set(['merged', 'not_found', 'stale'])

/** @returns why they could not be merged; null where they are one now */
async function mergeFor(
  ctx: Context,
  { survivor, sources }: NeededMerge,
): Promise<ProblemError | null> {
  try {
    await mergeContacts(ctx, survivor.id, survivor.version, { from: sources })
    return null
  } catch (error) {
    if (error instanceof ProblemError) return error
    throw error
  }
}

interface Round {
  results: IdentifyResult[]
  /** What has to be done before the next item. */
  merge: NeededMerge | null
}

/** @returns null where another writer got in between; nothing was written then */
async function tryOnce(
  ctx: Context,
  snapshot: FieldSnapshot,
  items: readonly Item[],
  { namesFromIdentities }: IdentifyOptions,
): Promise<Round | null> {
  const authorization = ctx.definitions.authorization(snapshot)
  requirePermission(authorization, 'view_identities')
  if (items.some(({ onSeveral }) => onSeveral === 'merge'))
    requirePermission(authorization, 'merge_contacts')
  const read = items.map((item) => readItem(item, snapshot))
  const met = await readMet(ctx, snapshot, read)
  const at = ctx.now()
  const times = new Map(met.map(({ present, times }) => [present.id, times]))
  const { results, writes, merge } = applyItems(read, {
    fields: snapshot.everyField,
    present: met.map(({ present }) => present),
    updatedAt: new Map([...times].map(([id, { updatedAt }]) => [id, updatedAt])),
    newId: () => uuidv7(at),
    namesFromIdentities,
  })
  if (writes.length > 0) {
    const stamp = { at, actor: ctx.actor, requestId: ctx.requestId }
    const written = await writeUnlessMoved(ctx, [
      guardDefinitions(snapshot.version),
      guardMet(preconditionOf(read, met)),
      ...contactWrites(writes, snapshot, stamp),
    ])
    if (!written) return null
  }
  const now = new Date(at).toISOString()
  const told = results.map((result): IdentifyResult => {
    if ('problem' in result) return result
    const { id, version, values, isWritten, outcome, matchedBy, notAdded, left } = result
    const known = times.get(id)
    const contact: Contact = {
      id,
      version,
      createdAt: known?.createdAt ?? now,
      updatedAt: isWritten ? now : (known?.updatedAt ?? now),
      values: pick(values, snapshot.fields, () => true),
    }
    return { outcome, contact, matchedBy, notAdded, left }
  })
  return { results: told, merge }
}

interface Met {
  present: Present
  times: Pick<Contact, 'createdAt' | 'updatedAt'>
}

/** The contacts that any of the items meets, in one trip or in as many as very long values take. */
async function readMet(
  ctx: Context,
  snapshot: FieldSnapshot,
  read: readonly ReadItem[],
): Promise<Met[]> {
  const pairs = identityPairs(read.flatMap(({ claims }) => claims))
  const most = read.reduce((sum, { claims }) => sum + claims.length, 1)
  const rows = await inParts<Row>(most, async (limit, last) => {
    const after = Number(last?.seq ?? 0)
    const [version, page] = await ctx.db.batch(
      [selectSchemaVersion, selectMet({ pairs, after, limit })],
      'read',
    )
    assertCurrent(snapshot, firstRow(version).version)
    return page?.rows ?? []
  })
  return rows.map((row) => ({
    present: {
      seq: Number(row.seq),
      id: String(row.id),
      version: Number(row.version),
      values: unpackValues(String(row.data), snapshot.everyField) satisfies Values,
      claims: JSON.parse(String(row.claims)) as Claim[],
    },
    times: { createdAt: isoTime(row.created_at), updatedAt: isoTime(row.updated_at) },
  }))
}

/** What must still be so when it is written: all that was looked at. */
function preconditionOf(read: readonly ReadItem[], met: readonly Met[]) {
  const owners = new Map<string, number>()
  for (const { present } of met)
    for (const claim of present.claims) owners.set(JSON.stringify(claim), present.seq)
  const free: Claim[] = []
  const owned: [...Claim, number][] = []
  for (const { claims } of read)
    for (const { field, key } of claims) {
      const claim: Claim = [field.id, key]
      const owner = owners.get(JSON.stringify(claim))
      if (owner === undefined) free.push(claim)
      else owned.push([...claim, owner])
    }
  return {
    free: JSON.stringify(free),
    owners: JSON.stringify(owned),
    versions: JSON.stringify(met.map(({ present: { seq, version } }) => [seq, version])),
  }
}

async function writeUnlessMoved(
  ctx: Context,
  statements: Parameters<Context['db']['batch']>[0],
): Promise<boolean> {
  try {
    await ctx.db.batch(statements, 'write')
    return true
  } catch (error) {
    const message = error instanceof Error ? error.message : ''
    if (message.includes('definitions_changed')) throw new DefinitionsChanged()
    if (message.includes('values_changed')) return false
    throw error
  }
}
