import {
  completeSection,
  detail,
  type Filter,
  foldText,
  mostSections,
  reason,
  type Section,
  type SectionCreate,
  type SectionPatch,
} from '@cardfile/openapi'
import { auditStatement } from '../audit/record.ts'
import { invalid, notFound, ProblemError } from '../errors/problem-error.ts'
import type { Context } from '../installation/context.ts'
import type { FieldSnapshot } from '../installation/definitions.ts'
import * as rows from '../installation/section-rows.ts'

/** Asked anew, as people expect to see what a colleague has just changed. */
export async function listSections(ctx: Context): Promise<readonly Section[]> {
  return (await ctx.definitions.refresh(ctx.db)).sections
}

/** @throws ProblemError `already_exists`; `wrong_state` where there are as many as there may be */
export function createSection(ctx: Context, input: SectionCreate): Promise<Section> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    refuseTakenName(input.name, snapshot, null)
    if (snapshot.everySection.length >= mostSections)
      throw new ProblemError('wrong_state', {
        detail: detail('too_many_sections', { most: mostSections }),
      })
    const { name, collapsed = false, columns = 2 } = input
    const visibleWhen = judgedCondition(input.visibleWhen ?? null, noSection, snapshot)
    const written = await ctx.definitions.write(ctx.db, snapshot, [
      rows.insertSection({ name, collapsed, columns, visibleWhen }, snapshot.everyField),
      auditStatement({
        ctx,
        action: 'section.created',
        target: { kind: 'section', id: rows.newestSection, name },
        details: { columns, collapsed },
      }),
    ])
    const section = written.sections.at(-1)
    if (!section) throw notFound('section')
    return section
  })
}

/**
 * @param expected the version it builds on, or null for any
 * @throws ProblemError `not_found`, `stale`, `already_exists`
 */
export function updateSection(
  ctx: Context,
  id: number,
  expected: number | null,
  patch: SectionPatch,
): Promise<Section> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const before = sectionAt(snapshot, id, expected)
    const after: Section = {
      ...before,
      name: patch.name ?? before.name,
      collapsed: patch.collapsed ?? before.collapsed,
      columns: patch.columns ?? before.columns,
    }
    if (patch.visibleWhen !== undefined) {
      if (before.unseenCondition) throw invalid({ visibleWhen: [reason('condition_unseen')] })
      after.visibleWhen = judgedCondition(patch.visibleWhen, id, snapshot)
    }
    const changed = (['name', 'collapsed', 'columns', 'visibleWhen'] as const).filter(
      (property) => JSON.stringify(after[property]) !== JSON.stringify(before[property]),
    )
    if (changed.length === 0) return before
    refuseTakenName(after.name, snapshot, id)
    const written = await ctx.definitions.write(ctx.db, snapshot, [
      rows.updateSectionRow(
        // What they may not see of it stays.
        before.unseenCondition ? { ...after, visibleWhen: storedCondition(snapshot, id) } : after,
        snapshot.everyField,
      ),
      auditStatement({
        ctx,
        action: 'section.changed',
        target: { kind: 'section', id: String(id), name: after.name },
        details: { changed, ...(changed.includes('name') ? { nameBefore: before.name } : {}) },
      }),
    ])
    return sectionAt(written, id, null)
  })
}

/** Its fields stay, in no section. @throws ProblemError as `updateSection` */
export function deleteSection(ctx: Context, id: number, expected: number | null): Promise<void> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const section = sectionAt(snapshot, id, expected)
    await ctx.definitions.write(ctx.db, snapshot, [
      ...rows.deleteSectionStatements(section),
      auditStatement({
        ctx,
        action: 'section.deleted',
        target: { kind: 'section', id: String(id), name: section.name },
      }),
    ])
  })
}

function sectionAt(
  { sections }: Pick<FieldSnapshot, 'sections'>,
  id: number,
  expected: number | null,
): Section {
  const section = sections.find((candidate) => candidate.id === id)
  if (!section) throw notFound('section')
  if (expected !== null && expected !== section.version)
    throw new ProblemError('stale', {
      detail: detail('section_stale', { version: section.version }),
      current: section,
    })
  return section
}

function refuseTakenName(name: string, { everySection }: FieldSnapshot, own: number | null): void {
  if (everySection.some((other) => other.id !== own && foldText(other.name) === foldText(name)))
    throw new ProblemError('already_exists', {
      detail: detail('section_name_taken', { name }),
      errors: { name: [reason('name_of_other_section')] },
    })
}

/** Stands for a section that is yet to be made. */
const noSection = 0

/** @throws ProblemError `invalid` for a condition that cannot be judged, or goes in a circle */
function judgedCondition(
  visibleWhen: Filter | null,
  id: number,
  { everyField }: FieldSnapshot,
): Filter | null {
  if (visibleWhen === null) return null
  const verdict = completeSection({ id, visibleWhen }, everyField)
  if ('reasons' in verdict) throw invalid({ visibleWhen: verdict.reasons })
  return verdict.filter
}

function storedCondition({ everySection }: FieldSnapshot, id: number): Filter | null {
  return everySection.find((section) => section.id === id)?.visibleWhen ?? null
}
