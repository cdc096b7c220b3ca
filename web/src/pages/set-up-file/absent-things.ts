import { type Field, foldText, isDeletable, type Permission } from '@cardfile/openapi'
import type { Prune, SetUpDocument } from '../../api/set-up.ts'

/** What of an installation can be named for deletion, by the kinds of `prune`. */
export interface AbsentThing {
  kind: keyof Prune
  /** A field's key, else its name. */
  key: string
  name: string
}

interface Here {
  /** As it is pulled. */
  setUp: SetUpDocument
  fields: readonly Pick<Field, 'key' | 'kind' | 'name' | 'masked'>[]
  may(permission: Permission): boolean
}

/** What is here and not in a file, as far as it can be deleted and whoever looks may. */
export function absentThings(
  document: Partial<SetUpDocument>,
  { setUp, fields, may }: Here,
): AbsentThing[] {
  const keys = new Set((document.fields ?? []).map(({ key }) => key))
  const roles = setUp.roles.filter(({ builtIn }) => builtIn === undefined)
  return [
    ...fields
      // Whoever sees masks of a field may not delete it.
      .filter((field) => isDeletable(field) && !field.masked && !keys.has(field.key))
      .map(({ key, name }): AbsentThing => ({ kind: 'fields', key, name })),
    ...absent('sections', setUp.sections, document.sections),
    ...(may('manage_views') ? absent('views', setUp.views, document.views) : []),
    ...(may('manage_people') ? absent('roles', roles, document.roles) : []),
  ]
}

type Named = readonly { name: string }[]

function absent(kind: keyof Prune, here: Named, stated: Named = []): AbsentThing[] {
  const names = new Set(stated.map(({ name }) => foldText(name)))
  return here
    .filter(({ name }) => !names.has(foldText(name)))
    .map(({ name }) => ({ kind, key: name, name }))
}
