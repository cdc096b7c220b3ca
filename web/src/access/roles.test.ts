import { describe, expect, it } from 'vitest'
import { firstRoles, type Permission, permissionIds } from '@cardfile/openapi'
import { notGivable } from './roles.ts'

const role = (id: string) => firstRoles.find((one) => one.id === id)!
const asPlain = (id: string) => ({ id, permissions: [...role(id).permissions] })

describe('giving a role', () => {
  it('is free for an owner', () => {
    const owner = { isOwner: true, permissions: [...permissionIds] }
    for (const { id } of firstRoles) expect(notGivable(asPlain(id), owner)).toBeNull()
  })

  it('takes an owner for the owner’s, however much else somebody may do', () => {
    const admin = { isOwner: false, permissions: [...permissionIds] }
    expect(notGivable(asPlain('owner'), admin)).toBe('owner')
    expect(notGivable(asPlain('admin'), admin)).toBeNull()
  })

  it('takes every permission the role has', () => {
    const permissions: Permission[] = [
      'view_contacts',
      'view_identities',
      'view_notes',
      'manage_people',
    ]
    const me = { isOwner: false, permissions }
    expect(notGivable(asPlain('viewer'), me)).toBeNull()
    expect(notGivable(asPlain('agent'), me)).toEqual([
      'edit_contacts',
      'merge_contacts',
      'write_notes',
    ])
  })
})
