import { type Field, noValues, type Values } from '@cardfile/openapi'
import { DatabaseUnavailable, DatabaseUnwritable, firstRow } from '../db/database.ts'
import type { Database } from '../db/database.ts'
import type { Result, Row } from '../db/result.ts'
import type { Context } from '../installation/context.ts'
import {
  assertCurrent,
  DefinitionsChanged,
  failedGuard,
  type FieldSnapshot,
  ValuesChanged,
} from '../installation/definitions.ts'
import { systemContext } from '../installation/system-context.ts'
import * as follow from './follow-sql.ts'
import { keyFieldsOf, keyRuleOf } from './key-fields.ts'
import { keyNumber } from './key-number.ts'
import { keysOf } from './keys.ts'
import { mostSharing, signalNumber } from './signals.ts'

/** Contacts, or changes, of one step: it writes for some hundred milliseconds at most. */
const contactsAtOnce = 1_000
/** Where each trip is short: what a step works out and writes there holds others up. */
const contactsAtOnceNear = 100

export interface KeyState {
  rule: string
  step: number
  /** The change up to which keys are those of the contacts. */
  n: number
  /** The contact up to which there are keys at all; null for all. */
  filledTo: number | null
  lastN: number
  lastSeq: number
}

export function keyStateFrom(row: Row): KeyState {
  return {
    rule: String(row.rule),
    step: Number(row.step),
    n: Number(row.n),
    filledTo: row.filled_to === null ? null : Number(row.filled_to),
    lastN: Number(row.last_n),
    lastSeq: Number(row.last_seq),
  }
}

/** How many contacts are to be looked at yet, at most: one that was changed twice counts twice. */
export function pendingOf({ n, filledTo, lastN, lastSeq }: KeyState): number {
  return Math.max(0, filledTo === null ? lastN - n : lastSeq - filledTo)
}

/**
 * Brings keys and pairs a step nearer to what contacts are by now, in one trip where nothing has changed and in
 * three otherwise. Of two who do the same step one does it, and one whose reply was lost is not done again.
 *
 * @returns how many contacts are to be looked at yet
 * @throws ValuesChanged or DefinitionsChanged where another one was faster; nothing was written
 */
export function followStep(ctx: Context, limit: number): Promise<number> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const { everyField: fields } = snapshot
    const [found, changed, unfilled] = await ctx.db.batch(
      [
        follow.selectState,
        follow.selectChanged(fields, limit),
        follow.selectUnfilled(fields, limit),
      ],
      'read',
    )
    const row = firstRow(found)
    assertCurrent(snapshot, row.schema_version)
    const state = keyStateFrom(row)
    const rule = keyRuleOf(fields)
    if (state.rule !== rule) {
      // From here on what changes is followed, and before that every contact is looked at.
      await writeStep(ctx.db, state, snapshot, [
        follow.moveState({ rule, n: state.lastN, filledTo: 0 }),
      ])
      return state.lastSeq
    }
    if (pendingOf(state) === 0 && state.filledTo === null) return 0
    const rows = (state.filledTo === null ? changed : unfilled)?.rows ?? []
    const next = nextState(state, rows, limit)
    const statements = rows.length === 0 ? [] : await keyStatements(ctx.db, rows, fields)
    await writeStep(ctx.db, state, snapshot, [
      ...statements,
      follow.moveState({ ...state, ...next }),
    ])
    return pendingOf({ ...state, ...next })
  })
}

function nextState({ filledTo, lastN }: KeyState, rows: readonly Row[], limit: number) {
  if (filledTo === null) {
    const changes = rows.reduce((sum, row) => sum + Number(row.changes), 0)
    // Numbers at the end of the log may be gone.
    return { n: changes < limit ? lastN : Math.max(...rows.map((row) => Number(row.n))), filledTo }
  }
  return { filledTo: rows.length < limit ? null : Number(rows.at(-1)?.seq) }
}

async function writeStep(
  db: Database,
  { step }: KeyState,
  { version }: FieldSnapshot,
  statements: Parameters<Database['batch']>[0],
): Promise<void> {
  try {
    await db.batch([follow.guardStep(step, version), ...statements], 'write')
  } catch (error) {
    throw failedGuard(error) ?? error
  }
}

async function keyStatements(db: Database, rows: readonly Row[], fields: readonly Field[]) {
  const wanted = new Map(rows.map((row) => [Number(row.seq), storedKeys(row.values, fields)]))
  const seqs = JSON.stringify([...wanted.keys()])
  const keys = new Set([...wanted.values()].flatMap((one) => [...one.keys()]))
  const [present, sizes] = await db.batch(
    [follow.selectKeys(seqs), follow.selectSizes(seqs, JSON.stringify([...keys]), wanted.size)],
    'read',
  )
  const changes = keyChanges(wanted, present)
  return changes.seqs.length === 0
    ? []
    : follow.writeKeys({ ...changes, ...crossings(changes, sizes) })
}

/** Keys of a contact as they are stored, by their numbers. @param values a list of `follow.selectChanged` */
function storedKeys(values: unknown, fields: readonly Field[]): Map<number, number> {
  if (values === null) return new Map()
  const list: unknown[] = JSON.parse(String(values))
  const byKey: Values = noValues()
  for (const [index, { field }] of keyFieldsOf(fields).entries())
    if (list[index] !== null) byKey[field.key] = list[index]
  return new Map(
    keysOf(byKey, fields).map(({ text, signal }) => [keyNumber(text), signalNumber(signal)]),
  )
}

function keyChanges(
  wanted: ReadonlyMap<number, ReadonlyMap<number, number>>,
  present: Result | undefined,
) {
  const added: [key: number, seq: number, signal: number][] = []
  const removed: [key: number, seq: number][] = []
  const known = new Map<number, Map<number, number>>()
  for (const row of present?.rows ?? []) {
    const [key, seq, signal] = [Number(row.key), Number(row.contact_seq), Number(row.signal)]
    const keys = known.get(seq) ?? new Map<number, number>()
    known.set(seq, keys.set(key, signal))
    if (!wanted.get(seq)?.has(key)) removed.push([key, seq])
  }
  for (const [seq, keys] of wanted)
    for (const [key, signal] of keys)
      if (known.get(seq)?.get(key) !== signal) added.push([key, seq, signal])
  const isNew = ([key, seq]: readonly [number, number, number]) => !known.get(seq)?.has(key)
  const seqs = [...new Set([...added, ...removed].map(([, seq]) => seq))]
  return { added, removed, seqs, gained: added.filter(isNew) }
}

/** Keys that come to be of too many contacts in this step, or of few enough. */
function crossings(
  { gained, removed }: ReturnType<typeof keyChanges>,
  sizes: Result | undefined,
): Pick<follow.KeyChanges, 'tooMany' | 'fewEnough'> {
  const moved = new Map<number, number>()
  for (const [key] of gained) moved.set(key, (moved.get(key) ?? 0) + 1)
  for (const [key] of removed) moved.set(key, (moved.get(key) ?? 0) - 1)
  const [tooMany, fewEnough]: [number[], number[]] = [[], []]
  for (const row of sizes?.rows ?? []) {
    const key = Number(row.key)
    const isTooMany = Number(row.n) + (moved.get(key) ?? 0) > mostSharing
    if (isTooMany && row.shared !== 1) tooMany.push(key)
    if (!isTooMany && row.shared === 1) fewEnough.push(key)
  }
  return { tooMany, fewEnough }
}

/** The number of the last change there is. */
export async function lastChange(db: Database): Promise<number> {
  const [found] = await db.batch([follow.selectState], 'read')
  return keyStateFrom(firstRow(found)).lastN
}

interface FollowOptions {
  mostTrips?: number
  /** Lets others have their turn between two steps; `false` ends it. */
  pause?: () => Promise<boolean>
}

/**
 * Makes the keys that are lacking, as far as the trips allow.
 *
 * @param now milliseconds since 1970
 */
export async function followDuplicates(
  db: Database,
  now: () => number,
  { mostTrips = Infinity, pause = async () => true }: FollowOptions = {},
): Promise<void> {
  const ctx = systemContext(db.session(), { now })
  const limit = db.isNear ? contactsAtOnceNear : contactsAtOnce
  while (ctx.db.meter.trips < mostTrips) {
    const left = await unlessOvertaken(() => followStep(ctx, limit))
    if (left === 0 || !(await pause())) return
  }
}

/** @returns null where somebody else has done the step */
async function unlessOvertaken(step: () => Promise<number>): Promise<number | null> {
  try {
    return await step()
  } catch (error) {
    if (error instanceof ValuesChanged || error instanceof DefinitionsChanged) return null
    throw error
  }
}

/** Contacts that a reader waits for. */
const forReader = 200
/** The first step of all only notes where to begin. */
const stepsForReader = 2

/**
 * A small step for who is about to read, so that what they have just written counts. What cannot be done, since the
 * database takes no changes or somebody else is at it, is left to others: reading goes on without.
 */
export async function catchUp(ctx: Context): Promise<void> {
  const system = systemContext(ctx.db, { now: ctx.now, definitions: ctx.definitions.shared })
  try {
    for (let steps = 0; steps < stepsForReader; steps++) {
      const left = await unlessOvertaken(() => followStep(system, forReader))
      if (left === 0 || (left ?? 0) > forReader) return
    }
  } catch (error) {
    const isRefused = error instanceof DatabaseUnwritable || error instanceof DatabaseUnavailable
    if (!isRefused) throw error
  }
}
