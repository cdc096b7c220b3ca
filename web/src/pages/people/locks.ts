import { ownerRoleId } from '@cardfile/openapi'
import type { Me } from '../../access/me.ts'
import type { Person } from '@cardfile/openapi'

/**
 * Why a person's role and state cannot be changed by whoever looks; null where they can. The server
 * refuses by the same rules.
 *
 * `ownersOnly`: only an owner changes an owner. `lastOwner`: there must always be one who gets in.
 */
export function lockOf(
  person: Pick<Person, 'id' | 'role'>,
  people: readonly Pick<Person, 'id' | 'role' | 'state'>[],
  me: Pick<Me, 'isOwner'>,
): 'ownersOnly' | 'lastOwner' | null {
  if (person.role.id !== ownerRoleId) return null
  if (!me.isOwner) return 'ownersOnly'
  const others = people.filter(
    ({ id, role, state }) => id !== person.id && role.id === ownerRoleId && state === 'active',
  )
  return others.length === 0 ? 'lastOwner' : null
}
