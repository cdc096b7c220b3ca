import { reason } from './reasons/reason.ts'
import { worded, refuse } from './reasons/zod.ts'
import { z } from 'zod'
import { oneLine } from './field-types/one-line.ts'

/**
 * Everything that can be allowed or not, in the order people read it. A role is a set of these; each
 * operation of the API names the one it needs.
 */
export const permissions = {
  view_contacts: { label: 'View contacts', hint: 'See the list of contacts and each contact.' },
  view_identities: {
    label: 'View identities',
    hint: 'See e-mail addresses, phone numbers and handles; needed to create contacts.',
  },
  edit_contacts: { label: 'Create and edit contacts', hint: 'Restoring from the trash too.' },
  merge_contacts: {
    label: 'Merge contacts',
    hint: 'Make one of several, and take that back within 90 days.',
  },
  view_notes: { label: 'View notes', hint: 'Read what was written about a contact.' },
  write_notes: {
    label: 'Write notes',
    hint: 'Write about a contact; change and delete what they wrote themselves.',
  },
  delete_contacts: { label: 'Delete contacts', hint: 'They stay in the trash for 90 days.' },
  erase_contacts: {
    label: 'Erase contacts',
    hint: 'Remove everything held about a person, for good.',
  },
  import_contacts: { label: 'Import', hint: 'Bring in files, and undo what they changed.' },
  export_contacts: { label: 'Export', hint: 'Take contacts out as files.' },
  manage_views: {
    label: 'Manage shared views',
    hint: 'Change and delete those of others, lock them, say which role begins with which.',
  },
  manage_fields: { label: 'Manage fields', hint: 'Define fields, and who sees or edits them.' },
  manage_people: { label: 'Manage people and roles', hint: 'Invite, suspend, remove; edit roles.' },
  manage_keys: { label: 'Manage API keys', hint: 'Make and revoke keys for programs.' },
  view_audit: { label: 'View the audit log', hint: 'See who did what, when and from where.' },
} as const satisfies Record<string, { label: string; hint: string }>

export type Permission = keyof typeof permissions

export const permissionIds = Object.keys(permissions) as [Permission, ...Permission[]]

const seeing: Permission = 'view_contacts'

/**
 * What a permission is worth nothing without. Whoever changes, removes, imports or exports contacts
 * is told of them: of what a change makes of them, of who is in the way.
 */
export const restsOn: Readonly<Partial<Record<Permission, Permission>>> = {
  view_identities: seeing,
  edit_contacts: seeing,
  merge_contacts: seeing,
  view_notes: seeing,
  write_notes: seeing,
  delete_contacts: seeing,
  erase_contacts: seeing,
  import_contacts: seeing,
  export_contacts: seeing,
  manage_views: seeing,
}

/** Those of the given permissions that are worth something beside each other. */
export function effective(given: readonly Permission[]): Permission[] {
  return given.filter((permission) => {
    const base = restsOn[permission]
    return base === undefined || given.includes(base)
  })
}

export const permissionSchema = z.enum(permissionIds).meta({ id: 'Permission' })

/**
 * What an operation asks of whoever calls it: a permission, merely being signed in, or nothing.
 */
export type Need = Permission | 'signed_in' | 'public'

/** Has every permission, those of later versions too, and cannot be changed or deleted. */
export const ownerRoleId = 'owner'

const everyPermission: readonly Permission[] = permissionIds

/** The roles an installation begins with. */
export const firstRoles: readonly {
  id: string
  name: string
  permissions: readonly Permission[]
}[] = [
  { id: ownerRoleId, name: 'Owner', permissions: everyPermission },
  { id: 'admin', name: 'Admin', permissions: everyPermission },
  {
    id: 'agent',
    name: 'Agent',
    permissions: [
      'view_contacts',
      'view_identities',
      'edit_contacts',
      'merge_contacts',
      'view_notes',
      'write_notes',
    ],
  },
  { id: 'viewer', name: 'Viewer', permissions: ['view_contacts', 'view_identities', 'view_notes'] },
]

export const roleSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    builtIn: z.boolean().describe('One of those an installation begins with'),
    permissions: z.array(permissionSchema),
    version: z.number().int(),
  })
  .meta({ id: 'Role' })

export type Role = z.infer<typeof roleSchema>

const roleName = oneLine(100).min(1, worded('required'))
const permissionList = z
  .array(z.enum(permissionIds, { error: worded('not_option', { options: permissionIds }) }), {
    error: 'must be a list',
  })
  .max(100)
  .overwrite((given) => permissionIds.filter((permission) => given.includes(permission)))
  .superRefine((given, context) => {
    const worth = effective(given)
    for (const permission of given.filter((one) => !worth.includes(one)))
      refuse(
        context,
        reason('permission_needs_other', { permission, needed: String(restsOn[permission]) }),
      )
  })
  .describe(`All that is done with contacts needs \`${seeing}\` beside it`)

export const roleCreateSchema = z
  .strictObject({ name: roleName, permissions: permissionList })
  .meta({
    id: 'RoleCreate',
    example: { name: 'Team lead', permissions: ['view_contacts', 'view_identities'] },
  })

export const rolePatchSchema = z
  .strictObject({ name: roleName.optional(), permissions: permissionList.optional() })
  .meta({ id: 'RolePatch' })

/** Who did something, as logs tell it. The name is the one they have now, or had last. */
export const actorSchema = z
  .object({
    kind: z.enum(['person', 'key', 'system']),
    id: z.string().nullable(),
    name: z.string().nullable(),
  })
  .nullable()
  .meta({ id: 'Actor', description: 'Null for somebody who was not signed in' })

export type Actor = z.infer<typeof actorSchema>

export const apiKeySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    prefix: z.string().describe('How the secret begins, for telling keys apart'),
    role: z.object({ id: z.string(), name: z.string() }),
    permissions: z
      .array(permissionSchema)
      .nullable()
      .describe('Of the role’s permissions, those that the key has; null for all'),
    createdBy: z
      .object({
        id: z.string(),
        name: z.string(),
        removed: z.boolean().describe('Whether it is somebody who was removed since'),
      })
      .nullable(),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime().nullable(),
    lastUsedAt: z.iso.datetime().nullable().describe('Within a minute'),
  })
  .meta({ id: 'ApiKey' })

export type ApiKey = z.infer<typeof apiKeySchema>

export const apiKeyCreateSchema = z
  .strictObject({
    name: oneLine(100).min(1, worded('required')),
    roleId: z.string({ error: worded('not_role_id') }).max(64),
    permissions: permissionList
      .min(1, worded('permission_missing'))
      .nullish()
      .describe('Narrower than the role; left out, all that the role has'),
    expiresAt: z.iso
      .datetime({ error: worded('not_day_or_time'), offset: true })
      .nullish()
      .describe('From then on the key is refused'),
  })
  .meta({ id: 'ApiKeyCreate', example: { name: 'Web shop', roleId: 'agent' } })
