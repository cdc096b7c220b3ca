import {
  type CodedReasons,
  completeSection,
  conditionNames,
  conditionsStated,
  type Field,
  type FieldPatch,
  foldText,
  plainDefinition,
  reason,
  type Role,
  type Section,
} from '@cardfile/openapi'
import { invalid } from '../errors/problem-error.ts'
import { changed } from '../fields/changed-field.ts'
import { inItsSection, judgedAmong } from '../fields/conditions.ts'
import { completed, endOf, present, refuseForeignSettings } from '../fields/definition-rules.ts'
import type { FieldSnapshot } from '../installation/definitions.ts'
import { prefixed } from './prefixed.ts'
import { roleProperties } from './role-properties.ts'
import type { DocumentField, DocumentRole, SchemaDocument } from './schemas.ts'

/** The role that an entry of a document is about. */
export function roleFor(
  { name, builtIn }: Pick<DocumentRole, 'name' | 'builtIn'>,
  roles: Iterable<Role>,
): Role | undefined {
  return [...roles].find((role) =>
    builtIn === undefined
      ? !role.builtIn && foldText(role.name) === foldText(name)
      : role.builtIn && role.id === builtIn,
  )
}

/** The role that a document names. */
export function roleNamed(
  name: string,
  { access }: Pick<FieldSnapshot, 'access'>,
): Role | undefined {
  return [...access.roles.values()].find((role) => foldText(role.name) === foldText(name))
}

export function sectionNamed(
  name: string,
  { sections }: Pick<FieldSnapshot, 'sections'>,
): Section | undefined {
  return sections.find((section) => foldText(section.name) === foldText(name))
}

/**
 * An entry as the API takes it: by ids.
 *
 * @throws ProblemError `invalid` for a section or a role that there is not
 */
export function patchOf(
  entry: Partial<DocumentField>,
  snapshot: Pick<FieldSnapshot, 'sections' | 'access'>,
): FieldPatch {
  const errors: CodedReasons = {}
  const idsOf = (property: string, names: readonly string[] | null) =>
    names?.map((name) => {
      const role = roleNamed(name, snapshot)
      if (!role) errors[property] = [reason('no_such_role_named', { id: name })]
      return role?.id ?? ''
    }) ?? null
  const { section, ...rest } = entry
  const inSection = section == null ? null : sectionNamed(section, snapshot)
  if (inSection === undefined) errors.section = [reason('no_such_section')]
  const patch: FieldPatch = {
    ...rest,
    ...(section !== undefined && { section: inSection?.id ?? null }),
  }
  for (const property of roleProperties) {
    const names = entry[property]
    if (names !== undefined) patch[property] = idsOf(property, names)
  }
  if (Object.keys(errors).length > 0) throw invalid(errors)
  return patch
}

/** Without what looks at other fields, which may be yet to come. */
export function withoutConditions<T extends FieldPatch | Partial<DocumentField>>(patch: T): T {
  const rest = { ...patch }
  for (const name of conditionNames) delete rest[name]
  if (rest.options) rest.options = rest.options.map((option) => ({ ...option, when: undefined }))
  return rest
}

/**
 * Definitions as a document would have them, those that are yet to come under numbers below 0.
 *
 * @throws ProblemError `invalid` by `fields.<key>.<property>`
 */
export function projected(snapshot: FieldSnapshot, document: SchemaDocument): FieldSnapshot {
  const roles = new Map(snapshot.access.roles)
  for (const entry of document.roles) {
    const { name, permissions } = entry
    const known = roleFor(entry, roles.values())
    const base = known ?? { id: `new:${name}`, builtIn: false, version: 0 }
    roles.set(base.id, { ...base, name, permissions })
  }
  const sections = [...snapshot.sections]
  for (const entry of document.sections) {
    const at = sections.findIndex(({ name }) => foldText(name) === foldText(entry.name))
    const place = { id: -1 - sections.length, position: sections.length, version: 0 }
    const whole = { collapsed: false, columns: 2, ...place, ...sections[at], ...entry }
    if (at === -1) sections.push(whole)
    else sections[at] = whole
  }
  const access = { ...snapshot.access, roles }
  // Nothing is written here, so that what is being converted stands in no way.
  const everySection = withUnknown(sections, snapshot)
  const world = { ...snapshot, access, sections, everySection, converting: new Set<number>() }
  const fields = new Map(snapshot.fields.map((field) => [field.key, field]))
  const everyField = () => {
    const own = [...fields.values()]
    return [...own, ...snapshot.everyField.filter(({ key }) => !fields.has(key))]
  }
  const entries = new Map(document.fields.map((entry) => [entry.key, entry]))
  let end = endOf(snapshot)
  for (const entry of entries.values())
    inField(entry, () => {
      const patch = withoutConditions(patchOf(entry, world))
      const before = fields.get(entry.key)
      fields.set(
        entry.key,
        before ? changed(before, patch) : draftOf(entry, patch, -1 - fields.size, end++),
      )
    })
  const dividing = new Set(sections.flatMap(({ id, visibleWhen }) => (visibleWhen ? [id] : [])))
  const depending: DocumentField[] = []
  for (const entry of entries.values())
    inField(entry, () => {
      const draft = fields.get(entry.key)
      if (!draft) return
      const whole = changed(draft, { ...patchOf(entry, world), type: draft.type })
      const depends = conditionsStated(whole).length > 0 || dividing.has(whole.section ?? 0)
      if (depends) depending.push(entry)
      fields.set(
        entry.key,
        depends ? inItsSection(whole, world) : { ...whole, sectionVisibleWhen: null },
      )
    })
  // All of them among the same others: to make a list for each takes thousands of fields a minute.
  const among = { ...world, everyField: everyField() }
  for (const entry of depending)
    inField(entry, () => {
      const draft = fields.get(entry.key)
      if (draft) fields.set(entry.key, judgedAmong(draft, among))
    })
  const judged = { ...world, fields: [...fields.values()], everyField: everyField() }
  return { ...judged, sections: judgedSections(document, judged) }
}

/** With those that whoever asks does not know of, and the conditions that they do not see. */
function withUnknown(
  sections: readonly Section[],
  { everySection }: Pick<FieldSnapshot, 'everySection'>,
): Section[] {
  const known = new Map(sections.map((section) => [section.id, section]))
  const whole = everySection.map((section) => {
    const seen = known.get(section.id)
    return seen && !seen.unseenCondition ? seen : section
  })
  const ids = new Set(everySection.map(({ id }) => id))
  return [...whole, ...sections.filter(({ id }) => !ids.has(id))]
}

/** @throws ProblemError `invalid` by `sections.<name>.visibleWhen` */
function judgedSections(
  document: SchemaDocument,
  { sections, everyField }: Pick<FieldSnapshot, 'sections' | 'everyField'>,
): Section[] {
  const stated = new Map(
    document.sections.flatMap(({ name, visibleWhen }) =>
      visibleWhen ? [[foldText(name), visibleWhen] as const] : [],
    ),
  )
  return sections.map((section) => {
    const visibleWhen = stated.get(foldText(section.name))
    if (!visibleWhen) return section
    const verdict = completeSection({ id: section.id, visibleWhen }, everyField)
    if ('reasons' in verdict)
      throw invalid({ [`sections.${section.name}.visibleWhen`]: verdict.reasons })
    return { ...section, visibleWhen: verdict.filter }
  })
}

function draftOf(entry: DocumentField, patch: FieldPatch, id: number, position: number): Field {
  const { name, type } = patch
  const errors: CodedReasons = {
    ...(name === undefined && { name: [reason('required')] }),
    ...(type === undefined && { type: [reason('required')] }),
  }
  if (name === undefined || type === undefined) throw invalid(errors)
  refuseForeignSettings(patch, type)
  return completed({
    ...plainDefinition,
    ...present(patch),
    name,
    type,
    key: entry.key,
    id,
    kind: 'C',
    position,
    version: 0,
  })
}

/** Reasons tell of which field they are. */
function inField({ key }: DocumentField, work: () => void): void {
  prefixed(`fields.${key}`, work)
}
