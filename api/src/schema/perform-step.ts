import { foldText, type View } from '@cardfile/openapi'
import { notFound } from '../errors/problem-error.ts'
import { createField } from '../fields/create-field.ts'
import { deleteField } from '../fields/delete-field.ts'
import { reorderFields } from '../fields/reorder-fields.ts'
import { updateField } from '../fields/update-field.ts'
import type { Context } from '../installation/context.ts'
import type { FieldSnapshot } from '../installation/definitions.ts'
import { createRole, deleteRole, updateRole } from '../roles/service.ts'
import { createSection, deleteSection, updateSection } from '../sections/service.ts'
import { createView, deleteView, updateView } from '../views/write-view.ts'
import type { Step } from './plan.ts'
import { patchOf, roleNamed, sectionNamed } from './project.ts'
import type { DocumentRole, DocumentSection, DocumentView } from './schemas.ts'

/** What there is now, with the versions that a step builds on. */
export interface Present {
  snapshot: FieldSnapshot
  views: readonly Pick<View, 'id' | 'name' | 'version'>[]
}

/**
 * Takes one step, as its own operation does: by its rules, its rights and with its entry in the audit log.
 *
 * @returns whether a conversion has only begun by it
 */
export async function performStep(ctx: Context, present: Present, step: Step): Promise<boolean> {
  const { snapshot } = present
  const { target } = step
  if (target === 'role') await performRole(ctx, snapshot, step)
  else if (target === 'section') await performSection(ctx, snapshot, step)
  else if (target === 'field') return performField(ctx, snapshot, step)
  else if (target === 'view') await performView(ctx, present, step)
  else await reorderFields(ctx, orderOf(step.set, snapshot))
  return false
}

type Of<Target extends Step['target']> = Extract<Step, { target: Target }>

async function performRole(
  ctx: Context,
  snapshot: FieldSnapshot,
  { action, key, set }: Of<'role'>,
): Promise<void> {
  if (action === 'create') return void (await createRole(ctx, set as DocumentRole))
  const role = roleNamed(key, snapshot)
  if (!role) throw notFound('role')
  const { id, version } = role
  if (action === 'delete') return deleteRole(ctx, id, version)
  const { builtIn: _, ...patch } = set
  await updateRole(ctx, id, version, patch)
}

async function performSection(
  ctx: Context,
  snapshot: FieldSnapshot,
  { action, key, set }: Of<'section'>,
): Promise<void> {
  if (action === 'create') return void (await createSection(ctx, set as DocumentSection))
  const section = sectionNamed(key, snapshot)
  if (!section) throw notFound('section')
  const { id, version } = section
  if (action === 'delete') return deleteSection(ctx, id, version)
  await updateSection(ctx, id, version, set)
}

async function performField(
  ctx: Context,
  snapshot: FieldSnapshot,
  { action, key, set }: Of<'field'>,
): Promise<boolean> {
  const patch = patchOf(set, snapshot)
  if (action === 'create') {
    const { name, type } = patch
    if (name === undefined || type === undefined) throw new RangeError('a field without a name')
    await createField(ctx, { ...patch, key, name, type })
    return false
  }
  const field = snapshot.fields.find((one) => one.key === key)
  if (!field) throw notFound('field')
  const { id, version } = field
  if (action === 'delete') {
    await deleteField(ctx, id, version)
    return false
  }
  return 'job' in (await updateField(ctx, id, version, patch))
}

async function performView(
  ctx: Context,
  { snapshot, views }: Present,
  { action, key, set }: Of<'view'>,
): Promise<void> {
  const { filter, roles, ...rest } = set
  // A condition that is none is how a view is told to have no filter.
  const ofAll = { operator: 'and' as const, value: [] }
  const look = { ...rest, ...(filter !== undefined && { filter: filter ?? ofAll }) }
  if (action === 'create') {
    const view = { ...look, name: (set as DocumentView).name, shared: true }
    return void (await createView(ctx, view, null))
  }
  const view = views.find(({ name }) => foldText(name) === foldText(key))
  if (!view) throw notFound('view')
  if (action === 'delete') return deleteView(ctx, view.id, view.version)
  const ids = roles?.flatMap((name) => roleNamed(name, snapshot)?.id ?? [])
  await updateView(ctx, view.id, view.version, { ...look, ...(ids && { roles: ids }) })
}

/** Where everything stands, those that the order does not name behind the others of their section. */
function orderOf({ fields, sections }: Of<'order'>['set'], snapshot: FieldSnapshot) {
  const place = (all: readonly string[], one: string) => {
    const at = all.indexOf(one)
    return at === -1 ? all.length : at
  }
  const inOrder = snapshot.fields.toSorted((a, b) => place(fields, a.key) - place(fields, b.key))
  const folded = sections.map(foldText)
  const idsIn = (section: number | null) =>
    inOrder.filter((field) => (field.section ?? null) === section).map(({ id }) => id)
  return {
    ids: idsIn(null),
    sections: snapshot.sections
      .toSorted((a, b) => place(folded, foldText(a.name)) - place(folded, foldText(b.name)))
      .map(({ id }) => ({ id, ids: idsIn(id) })),
  }
}
