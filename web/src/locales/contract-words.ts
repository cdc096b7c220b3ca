import {
  type AuditAction,
  auditActions,
  type Field,
  firstRoles,
  type Permission,
  permissions,
  prebuiltFields,
} from '@cardfile/openapi'
import { i18n, languageNow } from './i18n.ts'

/** What the contract says in English, in the language of the screens. */
function words(key: string, english: string): string {
  return languageNow() === 'en'
    ? english
    : String(i18n.t(key as never, { defaultValue: english } as never))
}

export function permissionLabel(id: Permission): string {
  return words(`permissions.${id}.label`, permissions[id].label)
}

export function permissionHint(id: Permission): string {
  return words(`permissions.${id}.hint`, permissions[id].hint)
}

export function auditActionLabel(action: string): string {
  const english: string | undefined = auditActions[action as AuditAction]
  return english === undefined ? action : words(`auditActions.${action}`, english)
}

const prebuiltNames = new Map(prebuiltFields.map(({ key, name }) => [key, name]))

/** A field's name; that which it came with is told in the language of the screens. */
export function fieldName({ key, kind, name }: Pick<Field, 'key' | 'kind' | 'name'>): string {
  return kind !== 'C' && prebuiltNames.get(key) === name ? words(`prebuilt.${key}`, name) : name
}

const firstNames = new Map(firstRoles.map(({ id, name }) => [id, name]))

/** A role's name, by the same rule. */
export function roleName({ id, name }: { id: string; name: string }): string {
  return firstNames.get(id) === name ? words(`firstRoles.${id}`, name) : name
}
