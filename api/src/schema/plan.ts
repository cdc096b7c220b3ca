import {
  conditionsStated,
  type Field,
  fieldsByKey,
  foldText,
  reason,
  type Role,
  type Section,
  type View,
} from '@cardfile/openapi'
import { invalid } from '../errors/problem-error.ts'
import { judgedLook } from '../views/judge.ts'
import { queryOfView } from '../views/view.ts'
import type { FieldSnapshot } from '../installation/definitions.ts'
import { deletions } from './deletions.ts'
import { fieldEntry, roleEntry, sectionEntry, type SetUp, textOf, viewEntry } from './document.ts'
import { orderedUpdates } from './order-updates.ts'
import { prefixed } from './prefixed.ts'
import { projected, roleFor, roleNamed, sectionNamed, withoutConditions } from './project.ts'
import type {
  actions,
  DocumentField,
  DocumentRole,
  DocumentSection,
  DocumentView,
  Prune,
  SchemaDocument,
  targets,
} from './schemas.ts'

interface About<Target extends (typeof targets)[number]> {
  target: Target
  action: (typeof actions)[number]
  /** A field's key, else the name by which it is known. */
  key: string
  name: string
}

/** Where every field and section of a document stands. */
interface Order {
  fields: string[]
  sections: string[]
}

/** One change of one thing, said by keys and names; what is deleted has nothing to set. */
export type Step =
  | (About<'role'> & { set: Partial<DocumentRole> })
  | (About<'section'> & { set: Partial<DocumentSection> })
  | (About<'field'> & { set: Partial<DocumentField> })
  | (About<'view'> & { set: Partial<DocumentView> })
  | (About<'order'> & { set: Order })

export interface Installed extends SetUp {
  snapshot: FieldSnapshot
  /** Shared views that are broken: they are in no document, and have their names. */
  unlisted: readonly Pick<View, 'name'>[]
}

/**
 * What makes of an installation what a document says, in an order in which each step is allowed: first what
 * others name, and deletions last. Nothing where it is so already.
 *
 * @param world the definitions that there would be
 * @throws ProblemError `invalid` by path for a document that no installation can be
 */
export function planSteps(
  installed: Installed,
  document: SchemaDocument,
  prune: Prune,
  world = projected(installed.snapshot, document),
): Step[] {
  const { snapshot } = installed
  const sections = document.sections.map((entry) => sectionSteps(entry, snapshot, world))
  const fields = document.fields.map((entry) => fieldSteps(entry, snapshot, world))
  return [
    ...document.roles.flatMap((entry) => roleSteps(entry, snapshot)),
    ...sections.flatMap(({ created }) => created),
    ...fields.flatMap(({ created }) => created),
    ...orderedUpdates(
      fields.flatMap(({ updated }) => updated),
      snapshot,
      world,
    ),
    ...sections.flatMap(({ updated }) => updated),
    ...orderSteps(document, world),
    ...behindDefinitions(installed, document, prune, world),
  ]
}

/** The last of them: views, which name the definitions, and what goes. */
export function behindDefinitions(
  installed: Installed,
  document: SchemaDocument,
  prune: Prune,
  world: FieldSnapshot,
): Step[] {
  const gone = new Set(prune.fields)
  const staying = { ...world, fields: world.fields.filter(({ key }) => !gone.has(key)) }
  return [
    ...document.views.flatMap((entry) =>
      prefixed(`views.${entry.name}`, () => viewSteps(entry, installed, staying)),
    ),
    ...deletions(installed, prune, world),
  ]
}

function roleSteps(entry: DocumentRole, { access }: FieldSnapshot): Step[] {
  const before = roleFor(entry, access.roles.values())
  const about = { target: 'role', key: before?.name ?? entry.name, name: entry.name } as const
  if (!before) return [{ ...about, action: 'create', set: entry }]
  const set = differing(roleEntry(before), roleEntry(named(before, entry)))
  return set ? [{ ...about, action: 'update', set }] : []
}

function named(before: Role, { name, permissions }: DocumentRole): Role {
  return { ...before, name, permissions }
}

function sectionSteps(entry: DocumentSection, snapshot: FieldSnapshot, world: FieldSnapshot) {
  const before = sectionNamed(entry.name, snapshot)
  const after = sectionEntry(sectionNamed(entry.name, world) as Section)
  const about = { target: 'section', key: before?.name ?? entry.name, name: entry.name } as const
  const plain = Object.fromEntries(
    Object.entries(entry).filter(([property]) => !property.endsWith('When')),
  ) as DocumentSection
  const created: Step[] = before ? [] : [{ ...about, action: 'create', set: plain }]
  // With options by their ids, as it is told once it is stored.
  const stated = entry.visibleWhen ? { ...entry, visibleWhen: after.visibleWhen } : entry
  const set = differing(before ? sectionEntry(before) : plain, before ? after : stated)
  const updated: Step[] = set ? [{ ...about, action: 'update', set }] : []
  return { created, updated }
}

function fieldSteps(entry: DocumentField, snapshot: FieldSnapshot, world: FieldSnapshot) {
  const { key } = entry
  const before = fieldsByKey(snapshot.fields).get(key)
  const after = fieldsByKey(world.fields).get(key) as Field
  const about = { target: 'field', key, name: after.name } as const
  if (before) {
    const set = differing(fieldEntry(before, snapshot), fieldEntry(after, world))
    const updated: Step[] = set ? [{ ...about, action: 'update', set }] : []
    return { created: [], updated }
  }
  const created: Step[] = [{ ...about, action: 'create', set: withoutConditions(entry) }]
  const places = new Set<string>(conditionsStated(after).map(({ place }) => place))
  const set = Object.fromEntries(
    Object.entries(fieldEntry(after, world)).filter(([property]) => places.has(property)),
  )
  const updated: Step[] = places.size > 0 ? [{ ...about, action: 'update', set }] : []
  return { created, updated }
}

/** What the second of two entries has that the first has otherwise; null for nothing. */
function differing<T extends object>(before: T, after: T): Partial<T> | null {
  const known = new Map(Object.entries(before))
  const changes = Object.entries(after).filter(
    ([property, value]) => textOf([value ?? null]) !== textOf([known.get(property) ?? null]),
  )
  return changes.length > 0 ? (Object.fromEntries(changes) as Partial<T>) : null
}

function orderSteps({ fields, sections }: SchemaDocument, world: FieldSnapshot): Step[] {
  const places = new Map(world.sections.map(({ id, position }) => [id, position]))
  const placeOf = ({ section }: Field) => (section == null ? -1 : (places.get(section) ?? -1))
  const keys = new Set(fields.map(({ key }) => key))
  const now = world.fields
    .filter(({ key }) => keys.has(key))
    .toSorted((a, b) => placeOf(a) - placeOf(b) || a.position - b.position)
  const names = sections.map(({ name }) => foldText(name))
  const wantedSections = world.sections
    .filter(({ name }) => names.includes(foldText(name)))
    .toSorted((a, b) => names.indexOf(foldText(a.name)) - names.indexOf(foldText(b.name)))
  const order = new Map(wantedSections.map(({ id }, at) => [id, at]))
  const groupOf = ({ section }: Field) => (section == null ? -1 : (order.get(section) ?? Infinity))
  const wanted = fields
    .flatMap(({ key }) => fieldsByKey(world.fields).get(key) ?? [])
    .toSorted((a, b) => compared(groupOf(a), groupOf(b)))
  const sectionsNow = world.sections
    .filter(({ name }) => names.includes(foldText(name)))
    .toSorted((a, b) => a.position - b.position)
  const isSame =
    sectionsNow.every((section, at) => section === wantedSections[at]) &&
    now.every((field, at) => field === wanted[at])
  if (isSame) return []
  const set = {
    fields: wanted.map(({ key }) => key),
    sections: wantedSections.map(({ name }) => name),
  }
  return [{ target: 'order', action: 'reorder', key: 'fields', name: 'fields', set }]
}

function compared(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1
}

function viewSteps(
  entry: DocumentView,
  { views, snapshot }: Installed,
  world: FieldSnapshot,
): Step[] {
  const before = views.find(({ name }) => foldText(name) === foldText(entry.name))
  const about = { target: 'view', key: before?.name ?? entry.name, name: entry.name } as const
  const wanted = normalised(entry, world)
  const { roles, ...plain } = wanted
  if (before) {
    const set = differing(viewEntry(before, snapshot), wanted)
    return set ? [{ ...about, action: 'update', set }] : []
  }
  const created: Step = { ...about, action: 'create', set: plain }
  // A role can begin only with what is there.
  return roles?.length ? [created, { ...about, action: 'update', set: { roles } }] : [created]
}

/** A view as it would be told once it is stored. @throws ProblemError `invalid` */
function normalised(entry: DocumentView, world: FieldSnapshot): DocumentView {
  const { filter, sorters, columns } = entry
  const roles = entry.roles?.map((name) => {
    const role = roleNamed(name, world)
    if (!role) throw invalid({ roles: [reason('no_such_role_named', { id: name })] })
    return role.name
  })
  const look = judgedLook({ filter: filter ?? undefined, sorters, columns }, world.fields)
  const stored = { filter: null, sorters: [], ...look }
  const query = queryOfView(stored, world.fields)
  return {
    ...entry,
    ...(filter !== undefined && { filter: query.broken ? null : query.filter }),
    ...(sorters !== undefined && { sorters: query.broken ? [] : query.sorters }),
    ...(roles !== undefined && { roles: roles.toSorted() }),
  }
}

/** Whether some steps are the rest of others, these having been taken so far. */
export function isRestOf(steps: readonly Step[], whole: readonly Step[]): boolean {
  const rest = whole.slice(whole.length - steps.length)
  return steps.length <= whole.length && textOf(steps) === textOf(rest)
}

/** The properties that a step sets. */
export function changesOf({ set, action }: Step): string[] {
  return action === 'reorder' || action === 'delete' ? [] : Object.keys(set).sort()
}
