import { type Cell, detail, reason } from '@cardfile/openapi'
import { cellText, headingsKey } from '@cardfile/openapi/spreadsheet'
import type { Result, Row } from '../../db/result.ts'
import { sha256Hex } from '../../crypto/sha256-hex.ts'
import { auditStatement } from '../../audit/record.ts'
import { actorFrom } from '../../installation/actor.ts'
import { isoTime } from '../../db/iso-time.ts'
import type { Context } from '../../installation/context.ts'
import { firstRow } from '../../db/database.ts'
import { assertCurrent, type FieldSnapshot } from '../../installation/definitions.ts'
import { selectSchemaVersion } from '../../installation/definition-rows.ts'
import {
  answeredBefore,
  type Idempotency,
  insertIdempotent,
  selectIdempotent,
} from '../../idempotency/idempotency.ts'
import { notFound, ProblemError } from '../../errors/problem-error.ts'
import { uuidv7 } from '../../crypto/uuid.ts'
import type { ImportMode } from '../fold/import-mode.ts'
import { readerOf } from '../import/reader.ts'
import { mostMappings } from './limits.ts'
import { mappingFromRow, type ShownMapping, shownMapping } from './mapping.ts'
import { judged, type MappingInput, nameKeyOf } from './judge.ts'
import * as store from './store.ts'

/** A mapping in a list: what tells it from others. */
export interface MappingSummary extends Pick<
  ShownMapping,
  'id' | 'name' | 'mode' | 'updatedAt' | 'actor' | 'version'
> {
  /** Columns that go to a field its reader sees. */
  columnCount: number
}

/** Every saved mapping by name, in one trip. */
export function listMappings(ctx: Context): Promise<MappingSummary[]> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const [version, found] = await ctx.db.batch(
      [selectSchemaVersion, store.selectSummaries],
      'read',
    )
    assertCurrent(snapshot, firstRow(version).version)
    const seen = new Set(snapshot.fields.map(({ key }) => key))
    return (found?.rows ?? []).map((row) => {
      const fields: string[] = JSON.parse(String(row.fields))
      return {
        id: String(row.id),
        name: String(row.name),
        mode: row.mode as ImportMode,
        updatedAt: isoTime(row.updated_at),
        actor: actorFrom(row.actor, row.actor_name),
        version: Number(row.version),
        columnCount: fields.filter((key) => seen.has(key)).length,
      }
    })
  })
}

/** @throws ProblemError `not_found` */
export function getMapping(ctx: Context, id: string): Promise<ShownMapping> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const [version, found] = await ctx.db.batch(
      [selectSchemaVersion, store.selectMappingById({ id })],
      'read',
    )
    assertCurrent(snapshot, firstRow(version).version)
    return mappingFor(ctx, snapshot, existing(found))
  })
}

/** The mappings saved for files with these headings, in one trip, the newest first. */
export async function findMappings(
  ctx: Context,
  headings: readonly Cell[],
): Promise<ShownMapping[]> {
  const key = headingsKey(headings)
  const texts = headings.map((cell) => cellText(cell) ?? '')
  const digest = key === null ? '' : sha256Hex(key)
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const [version, found] = await ctx.db.batch(
      [selectSchemaVersion, store.selectFound({ headingsKey: digest })],
      'read',
    )
    assertCurrent(snapshot, firstRow(version).version)
    return (found?.rows ?? []).map((row) => mappingFor(ctx, snapshot, row, texts))
  })
}

/**
 * Saves a new mapping, in one trip.
 *
 * @throws ProblemError `invalid`, `already_exists` for a name that another one has, `wrong_state` where
 *   there are as many as there may be
 */
export function createMapping(
  ctx: Context,
  input: MappingInput,
  idempotency: Idempotency | null = null,
): Promise<ShownMapping> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const { name, mode } = input
    const { columns, constants, headingsKey } = await judged(
      { ...input, constants: input.constants ?? [] },
      snapshot.fields,
    )
    const at = ctx.now()
    const id = uuidv7(at)
    const nameKey = nameKeyOf(name)
    const idempotencyKey = idempotency?.key ?? null
    const [known, room, , created] = await ctx.db.batch(
      [
        selectIdempotent({ idempotencyKey }),
        store.selectRoom({ id, nameKey }),
        store.insertMapping(
          { id, name, nameKey, headingsKey, mode, columns, constants, at, actor: ctx.actor },
          snapshot.version,
          idempotencyKey,
        ),
        store.selectMappingById({ id }),
        ...(idempotency
          ? [insertIdempotent(idempotency, { id }, at, store.mappingExists(id))]
          : []),
        auditStatement({
          ctx,
          action: 'mapping.created',
          target: { kind: 'mapping', id, name },
          onlyIf: store.mappingExists(id),
        }),
      ],
      'write',
    )
    const before = firstRow(known)
    const answered = answeredBefore<{ id: string }>(before, idempotency)
    if (answered) return getMapping(ctx, answered.id)
    assertCurrent(snapshot, before.schema_version)
    const { taken, n } = firstRow(room)
    if (taken === 1) throw takenName(name)
    if (Number(n) >= mostMappings)
      throw new ProblemError('wrong_state', {
        detail: detail('too_many_mappings', { most: mostMappings }),
      })
    return mappingFor(ctx, snapshot, firstRow(created))
  })
}

/**
 * Renames a mapping or saves another one in its place, in one trip; one that is the same stays as it is.
 *
 * @param expected the version it builds on, or null for any
 * @throws ProblemError `not_found`, `stale`, `invalid`, `already_exists`, `forbidden` where it fills
 *   fields that the caller does not see
 */
export function updateMapping(
  ctx: Context,
  id: string,
  expected: number | null,
  patch: { [K in keyof MappingInput]?: MappingInput[K] | undefined },
): Promise<ShownMapping> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const { name, mode } = patch
    const change = {
      ...(await judged(patch, snapshot.fields)),
      ...(name === undefined ? {} : { name, nameKey: nameKeyOf(name) }),
      ...(mode === undefined ? {} : { mode }),
    }
    // Its name hides nothing from anybody; the rest may lose what another role has put there.
    const renamed = Object.keys(patch).every((part) => part === 'name')
    const condition = conditionOf(snapshot, { id, version: expected, nameKey: change.nameKey })
    const onlyIf = store.mayChange({ ...condition, change, ...(renamed ? { unseen: [] } : {}) })
    const [version, before, room, , changed, after] = await ctx.db.batch(
      [
        selectSchemaVersion,
        store.selectFills(id, condition.unseen),
        store.selectRoom({ id, nameKey: change.nameKey ?? '' }),
        auditStatement({
          ctx,
          action: 'mapping.changed',
          target: { kind: 'mapping', id, name: name ?? store.nameOf(id) },
          onlyIf,
        }),
        store.updateMapping(id, change, { at: ctx.now(), actor: ctx.actor }, onlyIf),
        store.selectMappingById({ id }),
      ],
      'write',
    )
    if (changed?.rowsAffected === 1) return mappingFor(ctx, snapshot, firstRow(after))
    assertCurrent(snapshot, firstRow(version).version)
    refuseStale(ctx, snapshot, existing(before), expected)
    if (name !== undefined && firstRow(room).taken === 1) throw takenName(name)
    if (!renamed && firstRow(before).fills_unseen === 1) throw beyondSight()
    return mappingFor(ctx, snapshot, firstRow(after))
  })
}

/** Deletes a mapping, in one trip. @throws ProblemError as `updateMapping` */
export function deleteMapping(ctx: Context, id: string, expected: number | null): Promise<void> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const condition = conditionOf(snapshot, { id, version: expected })
    const onlyIf = store.mayChange(condition)
    const [version, before, , deleted] = await ctx.db.batch(
      [
        selectSchemaVersion,
        store.selectMappingById({ id }),
        auditStatement({
          ctx,
          action: 'mapping.deleted',
          target: { kind: 'mapping', id, name: store.nameOf(id) },
          onlyIf,
        }),
        store.deleteMapping(id, onlyIf),
      ],
      'write',
    )
    if (deleted?.rowsAffected === 1) return
    assertCurrent(snapshot, firstRow(version).version)
    refuseStale(ctx, snapshot, existing(before), expected)
    throw beyondSight()
  })
}

function conditionOf(
  { version: schemaVersion, everyField }: FieldSnapshot,
  wanted: Pick<store.Condition, 'id' | 'version' | 'nameKey'>,
): store.Condition {
  const unseen = everyField.flatMap((field) => (field.unseen ? [field.key] : []))
  return { ...wanted, schemaVersion, unseen }
}

function mappingFor(
  ctx: Context,
  snapshot: FieldSnapshot,
  row: Row,
  present: readonly string[] = [],
): ShownMapping {
  return shownMapping(mappingFromRow(row), readerOf(ctx, snapshot), present)
}

function existing(found: Result | undefined): Row {
  const [row] = found?.rows ?? []
  if (!row) throw notFound('saved mapping')
  return row
}

function refuseStale(
  ctx: Context,
  snapshot: FieldSnapshot,
  row: Row,
  expected: number | null,
): void {
  if (expected === null || expected === Number(row.version)) return
  throw new ProblemError('stale', {
    detail: detail('mapping_stale', { version: Number(row.version) }),
    current: mappingFor(ctx, snapshot, row),
  })
}

function takenName(name: string): ProblemError {
  return new ProblemError('already_exists', {
    detail: detail('mapping_name_taken', { name }),
    errors: { name: [reason('name_of_other_mapping')] },
  })
}

function beyondSight(): ProblemError {
  return new ProblemError('forbidden', {
    detail: detail('mapping_of_unseen'),
  })
}
