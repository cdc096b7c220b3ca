import type { Contact } from '../../api/types.ts'

/** Where contacts are put side by side, to be merged. */
export function comparePath(contacts: readonly Contact[]): string {
  return `/contacts/merge?${new URLSearchParams({ ids: contacts.map(({ id }) => id).join(',') })}`
}
