import type { ResourceProps } from '@refinedev/core'
import type { Permission } from '@cardfile/openapi'

/** What may be seen of a resource, and what its actions take where that is more. */
interface Rights {
  /** To see it at all. */
  permission: Permission
  actions?: Record<string, Permission>
}

type Resource = ResourceProps & { list: string; meta: Rights & { group: NavGroup } }

/** The groups of the navigation, in their order; titles are looked up under `nav.groups.<name>`. */
export const navGroups = ['contacts', 'administration'] as const

type NavGroup = (typeof navGroups)[number]

/** What the navigation lists, in its order; labels are looked up under `nav.<name>`. */
export const resources = [
  {
    name: 'contacts',
    list: '/contacts',
    create: '/contacts/new',
    edit: '/contacts/:id',
    meta: {
      group: 'contacts',
      permission: 'view_contacts',
      actions: { create: 'edit_contacts', edit: 'edit_contacts', delete: 'delete_contacts' },
    },
  },
  {
    name: 'duplicates',
    list: '/duplicates',
    meta: { group: 'contacts', permission: 'merge_contacts' },
  },
  {
    name: 'fields',
    list: '/fields',
    create: '/fields/new',
    edit: '/fields/:id',
    meta: { group: 'contacts', permission: 'manage_fields' },
  },
  {
    name: 'imports',
    list: '/import',
    show: '/import/:id',
    meta: { group: 'contacts', permission: 'import_contacts' },
  },
  {
    name: 'people',
    list: '/people',
    meta: { group: 'administration', permission: 'manage_people' },
  },
  {
    name: 'roles',
    list: '/roles',
    create: '/roles/new',
    edit: '/roles/:id',
    meta: { group: 'administration', permission: 'manage_people' },
  },
  {
    name: 'api-keys',
    list: '/api-keys',
    meta: { group: 'administration', permission: 'manage_keys' },
  },
  { name: 'audit', list: '/audit', meta: { group: 'administration', permission: 'view_audit' } },
] as const satisfies readonly Resource[]

export type ResourceName = (typeof resources)[number]['name']
