import type { Permission } from '@cardfile/openapi'
import type { AuditEntry } from './audit-sentence.ts'

interface Place {
  permission: Permission
  /** The page of one, by its id as it stands in an address; the page that lists them, where one has none. */
  address(id: string): string
}

const places: Readonly<Partial<Record<NonNullable<AuditEntry['target']>['kind'], Place>>> = {
  person: { permission: 'manage_people', address: () => '/people' },
  role: { permission: 'manage_people', address: (id) => `/roles/${id}` },
  key: { permission: 'manage_keys', address: () => '/api-keys' },
  field: { permission: 'manage_fields', address: (id) => `/fields/${id}` },
  section: { permission: 'manage_fields', address: () => '/fields' },
  import: { permission: 'import_contacts', address: (id) => `/import/${id}` },
  mapping: { permission: 'import_contacts', address: () => '/import/mappings' },
  contact: { permission: 'view_contacts', address: (id) => `/contacts/${id}` },
}

/** Actions after which what they were done to has no page any more. */
const endings = /\.(?:deleted|removed|erased)$/

/** Where what an entry is about can be looked at; null where it cannot, or not by whoever reads this. */
export function addressOfTarget(
  { action, target }: Pick<AuditEntry, 'action' | 'target'>,
  may: (permission: Permission) => boolean,
): string | null {
  if (!target || target.id === null || endings.test(action)) return null
  const place = places[target.kind]
  return place && may(place.permission) ? place.address(encodeURIComponent(target.id)) : null
}
