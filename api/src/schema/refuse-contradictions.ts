import {
  type CodedReasons,
  fieldCreateSchema,
  fieldsByKey,
  foldText,
  isDeletable,
  named,
  ownerRoleId,
  type Reason,
  reason,
  reasonOfIssue,
} from '@cardfile/openapi'
import { invalid } from '../errors/problem-error.ts'
import { refuseUnseenConditions } from '../fields/conditions.ts'
import type { FieldSnapshot } from '../installation/definitions.ts'
import { deletedFields } from './deletions.ts'
import { prefixed } from './prefixed.ts'
import { sectionNamed } from './project.ts'
import { roleProperties } from './role-properties.ts'
import type { Prune, SchemaDocument } from './schemas.ts'

/**
 * Refuses, before any step is taken, what some step in the middle would be refused for.
 *
 * @throws ProblemError `invalid` by `<kind>.<key or name>`, or by `prune.<kind>`
 */
export function refuseContradictions(
  snapshot: FieldSnapshot,
  document: SchemaDocument,
  prune: Prune,
): void {
  const faults: CodedReasons = {}
  const add = (path: string, told: Reason) => {
    faults[path] = [...(faults[path] ?? []), told]
  }
  for (const [kind, { stated, pruned }] of Object.entries(namesOf(document, prune))) {
    for (const name of new Set(stated.filter((one, at) => stated.indexOf(one) < at)))
      add(`${kind}.${name}`, reason('stated_twice'))
    for (const name of pruned)
      if (stated.includes(name)) add(`prune.${kind}`, named(name, reason('stated_and_pruned')))
  }
  const known = fieldsByKey(snapshot.fields)
  for (const { key } of document.fields) {
    const judged = known.has(key) ? null : fieldCreateSchema.shape.key.safeParse(key)
    for (const issue of judged?.error?.issues ?? []) add(`fields.${key}.key`, reasonOfIssue(issue))
  }
  const builtIns = [...snapshot.access.roles.values()]
    .filter(({ id, builtIn }) => builtIn && id !== ownerRoleId)
    .map(({ id }) => id)
  for (const { name, builtIn } of document.roles)
    if (builtIn !== undefined && !builtIns.includes(builtIn))
      add(`roles.${name}.builtIn`, reason('not_option', { options: builtIns }))
  const beginning = new Set<string>()
  for (const { name, roles = [] } of document.views)
    for (const role of roles) {
      if (beginning.has(foldText(role)))
        add(`views.${name}.roles`, named(role, reason('stated_twice')))
      beginning.add(foldText(role))
    }
  const namedRoles = [
    ...document.views.flatMap(({ roles = [] }) => roles),
    ...document.fields.flatMap((entry) => roleProperties.flatMap((one) => entry[one] ?? [])),
  ].map(foldText)
  for (const name of prune.roles ?? [])
    if (namedRoles.includes(foldText(name)))
      add('prune.roles', named(name, reason('stated_and_pruned')))
  for (const key of prune.fields ?? []) {
    const field = known.get(key)
    if (field && !isDeletable(field)) add('prune.fields', named(key, reason('only_custom_deleted')))
  }
  if (Object.keys(faults).length > 0) throw invalid(faults)
}

/**
 * Refuses what a document says of conditions that whoever asks does not see: no step could tell it from what they
 * are.
 *
 * @throws ProblemError `invalid` by `fields.<key>.<property>` or `sections.<name>.visibleWhen`
 */
export function refuseUnseen(snapshot: FieldSnapshot, document: SchemaDocument): void {
  const known = fieldsByKey(snapshot.fields)
  for (const entry of document.fields) {
    const before = known.get(entry.key)
    if (before) prefixed(`fields.${entry.key}`, () => refuseUnseenConditions(before, entry))
  }
  for (const { name, visibleWhen } of document.sections)
    if (visibleWhen !== undefined && sectionNamed(name, snapshot)?.unseenCondition)
      throw invalid({ [`sections.${name}.visibleWhen`]: [reason('condition_unseen')] })
}

/** What a document states and what is to be deleted, by what each is the same by. */
function namesOf({ roles, sections, fields, views }: SchemaDocument, prune: Prune) {
  const folded = (all: readonly { name: string }[]) => all.map(({ name }) => foldText(name))
  const known = roles.flatMap(({ builtIn }) => (builtIn === undefined ? [] : [`:${builtIn}`]))
  const pruned = (names: readonly string[] = []) => names.map(foldText)
  return {
    roles: { stated: [...folded(roles), ...known], pruned: pruned(prune.roles) },
    sections: { stated: folded(sections), pruned: pruned(prune.sections) },
    fields: { stated: fields.map(({ key }) => key), pruned: prune.fields ?? [] },
    views: { stated: folded(views), pruned: pruned(prune.views) },
  }
}

/**
 * The same for what is known once the definitions are worked out that there would be.
 *
 * @param world they, those that are to be deleted among them
 * @throws ProblemError `invalid` likewise
 */
export function refuseImpossible(
  snapshot: FieldSnapshot,
  world: FieldSnapshot,
  document: SchemaDocument,
  prune: Prune,
): void {
  const faults: CodedReasons = {}
  const known = fieldsByKey(snapshot.fields)
  const goneSections = new Set((prune.sections ?? []).map(foldText))
  const sectionOf = new Map(world.sections.map(({ id, name }) => [id, name]))
  const stated = new Set(document.fields.map(({ key }) => key))
  for (const { key, section } of world.fields) {
    if (!stated.has(key)) continue
    const before = known.get(key)
    if (!before && snapshot.takenKeys.has(key))
      faults[`fields.${key}.key`] = [reason('key_of_other_field')]
    if (section != null && goneSections.has(foldText(sectionOf.get(section) ?? '')))
      faults[`fields.${key}.section`] = [reason('no_such_section')]
  }
  const needed = deletedFields(world, prune).needed.map(({ field, by }) =>
    named(field.key, reason('pruned_and_needed', { names: by })),
  )
  if (needed.length > 0) faults['prune.fields'] = needed
  if (Object.keys(faults).length > 0) throw invalid(faults)
}
