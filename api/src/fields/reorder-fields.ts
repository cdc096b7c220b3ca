import {
  bySection,
  circleAmong,
  type Field,
  type FieldOrder,
  reason,
  type Section,
  withSections,
} from '@cardfile/openapi'
import type { Context } from '../installation/context.ts'
import { auditStatement } from '../audit/record.ts'
import { invalid } from '../errors/problem-error.ts'
import type { FieldSnapshot } from '../installation/definitions.ts'
import { reorderSections } from '../installation/section-rows.ts'
import * as store from '../installation/definition-rows.ts'

/**
 * Puts fields, and sections, into a new order: all of it in one write.
 *
 * @throws ProblemError `invalid` unless every field, and every section, is named once
 */
export function reorderFields(ctx: Context, order: FieldOrder): Promise<readonly Field[]> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    refuseIncomplete(order, snapshot)
    const places = placesOf(order, snapshot)
    const sections = wholeOrder(
      snapshot.everySection.map(({ id }) => id),
      (order.sections ?? snapshot.sections).map(({ id }) => id),
    )
    const moved = places.filter(
      ({ id, section }) =>
        snapshot.everyField.find((field) => field.id === id)?.section !== section,
    )
    const isSame =
      moved.length === 0 &&
      snapshot.everyField.every(({ id }, at) => id === places[at]?.id) &&
      snapshot.everySection.every(({ id }, at) => id === sections[at])
    if (isSame) return snapshot.fields
    refuseCircle(places, snapshot)
    const written = await ctx.definitions.write(ctx.db, snapshot, [
      store.reorderStatement(places),
      reorderSections(sections),
      auditStatement({
        ctx,
        action: 'field.reordered',
        ...(moved.length > 0 ? { details: { moved: moved.length } } : {}),
      }),
    ])
    return written.fields
  })
}

/** @throws ProblemError `invalid` where a field would come into a section that is there by the field's value */
function refuseCircle(
  places: readonly store.FieldPlace[],
  { everyField, everySection }: FieldSnapshot,
): void {
  const sectionOf = new Map(places.map(({ id, section }) => [id, section]))
  const placed = everyField.map((field) => ({
    ...field,
    section: sectionOf.get(field.id) ?? null,
    sectionVisibleWhen: null,
  }))
  const circle = circleAmong(withSections(placed, everySection))
  if (circle) throw invalid({ sections: [circle] })
}

function refuseIncomplete({ ids, sections }: FieldOrder, snapshot: FieldSnapshot): void {
  if (
    sections &&
    !namesEach(
      sections.map(({ id }) => id),
      snapshot.sections,
    )
  )
    throw invalid({ sections: [reason('sections_not_named_once')] })
  const named = [...ids, ...(sections ?? []).flatMap((section) => section.ids)]
  if (!namesEach(named, snapshot.fields)) throw invalid({ ids: [reason('fields_not_named_once')] })
}

function namesEach(ids: readonly number[], all: readonly { id: number }[]): boolean {
  const left = new Set(all.map(({ id }) => id))
  return ids.length === left.size && ids.every((id) => left.delete(id))
}

/** All fields in their new order, with their sections. */
function placesOf(
  order: FieldOrder,
  { everyField, everySection }: FieldSnapshot,
): store.FieldPlace[] {
  const wanted = wantedOrder(order, everyField, everySection)
  const ids = wholeOrder(
    [null, ...everySection].map((section) => section?.id ?? null),
    wanted.map(({ section }) => section),
  )
  return ids.flatMap((section) => {
    const before = everyField.filter((field) => (field.section ?? null) === section)
    const seen = wanted.find((group) => group.section === section)?.ids ?? []
    return placedAround(before, seen).map((id) => ({ id, section }))
  })
}

interface WantedGroup {
  section: number | null
  ids: readonly number[]
}

function wantedOrder(
  { ids, sections }: FieldOrder,
  everyField: readonly Field[],
  everySection: readonly Section[],
): WantedGroup[] {
  if (sections)
    return [{ section: null, ids }, ...sections.map((one) => ({ section: one.id, ids: one.ids }))]
  const placeOf = new Map(ids.map((id, at) => [id, at]))
  return bySection(everyField, everySection).map(({ section, fields }) => ({
    section: section?.id ?? null,
    ids: fields
      .map(({ id }) => id)
      .filter((id) => placeOf.has(id))
      .sort((a, b) => (placeOf.get(a) ?? 0) - (placeOf.get(b) ?? 0)),
  }))
}

/** A section's fields: what whoever orders them does not see keeps the place it had in it. */
function placedAround(before: readonly Field[], seen: readonly number[]): number[] {
  const result = [...seen]
  for (const [at, { id, unseen }] of before.entries()) if (unseen) result.splice(at, 0, id)
  return result
}

/** What is not named keeps the place it had. */
function wholeOrder<T>(all: readonly T[], named: readonly T[]): T[] {
  const result = [...named]
  for (const [at, one] of all.entries()) if (!named.includes(one)) result.splice(at, 0, one)
  return result
}
