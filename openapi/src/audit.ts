/** Everything the audit log records, by stable dotted name, with the words people read for it. */
export const auditActions = {
  'setup.completed': 'Set up the first account',
  'session.sign_in': 'Signed in',
  'session.failed': 'Failed to sign in',
  'session.sign_out': 'Signed out',
  'session.ended': 'Ended sessions',
  'password.changed': 'Changed the password',
  'password.reset': 'Set a password by link',
  'two_factor.on': 'Turned two-factor sign-in on',
  'two_factor.off': 'Turned two-factor sign-in off',
  'passkey.added': 'Added a passkey',
  'passkey.removed': 'Removed a passkey',
  'person.invited': 'Invited a person',
  'person.changed': 'Changed a person',
  'person.suspended': 'Suspended a person',
  'person.restored': 'Let a suspended person in again',
  'person.removed': 'Removed a person',
  'role.created': 'Created a role',
  'role.changed': 'Changed a role',
  'role.deleted': 'Deleted a role',
  'key.created': 'Created an API key',
  'key.revoked': 'Revoked an API key',
  'field.created': 'Created a field',
  'field.changed': 'Changed a field',
  'field.deleted': 'Deleted a field',
  'field.restored': 'Restored a field',
  'field.reordered': 'Reordered the fields',
  'import.started': 'Started an import',
  'import.finished': 'Finished an import',
  'import.cancelled': 'Cancelled an import',
  'import.undone': 'Undid an import',
  'mapping.created': 'Saved a mapping of columns',
  'mapping.changed': 'Changed a mapping of columns',
  'mapping.deleted': 'Deleted a mapping of columns',
  'view.created': 'Saved a view',
  'view.changed': 'Changed a view',
  'view.deleted': 'Deleted a view',
  'export.made': 'Exported contacts',
  'contact.deleted': 'Deleted contacts',
  'contact.restored': 'Restored a contact',
  'contact.merged': 'Merged contacts',
  'contact.unmerged': 'Took a merge of contacts back',
  'note.deleted': 'Deleted a note on a contact',
  'contact.exported': 'Exported all that is held about a contact',
  'contact.erased': 'Erased a contact',
} as const satisfies Record<string, string>

export type AuditAction = keyof typeof auditActions

export const auditActionIds = Object.keys(auditActions) as [AuditAction, ...AuditAction[]]

/** What an audit row may be about. */
export const auditTargetKinds = [
  'person',
  'role',
  'key',
  'field',
  'import',
  'mapping',
  'view',
  'export',
  'contact',
  'session',
] as const

export type AuditTargetKind = (typeof auditTargetKinds)[number]
