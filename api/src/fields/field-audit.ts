import { type AuditAction, editableProperties, type Field } from '@cardfile/openapi'
import { type AuditContext, type AuditDetails, auditStatement } from '../audit/record.ts'
import type { Statement } from '../db/statement.ts'

export function auditField(
  ctx: AuditContext,
  action: AuditAction,
  { id, key, name }: Field,
  details: AuditDetails = {},
): Statement {
  const target = { kind: 'field', id: String(id), name } as const
  return auditStatement({ ctx, action, target, details: { key, ...details } })
}

/** The names of what was changed; of whom it is shown to and left to, what they are now. */
export function changedSettings(before: Field, after: Field): AuditDetails {
  const changed = editableProperties.filter(
    (property) =>
      JSON.stringify(before[property] ?? null) !== JSON.stringify(after[property] ?? null),
  )
  const rights = (['viewRoles', 'maskRoles', 'editRoles'] as const).filter((right) =>
    changed.includes(right),
  )
  return { changed, ...Object.fromEntries(rights.map((right) => [right, after[right] ?? null])) }
}
