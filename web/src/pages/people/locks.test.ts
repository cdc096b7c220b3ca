import { describe, expect, it } from 'vitest'
import { lockOf } from './locks.ts'

type State = 'active' | 'invited' | 'suspended'
const person = (id: string, roleId: string, state: State = 'active') => ({
  id,
  state,
  role: { id: roleId, name: roleId },
})
const owner = { isOwner: true }

describe('the controls of a person', () => {
  it('are locked for the only owner who can get in', () => {
    const [ann, bob] = [person('ann', 'owner'), person('bob', 'owner')]
    expect(lockOf(ann, [ann, person('cy', 'admin')], owner)).toBe('lastOwner')
    expect(lockOf(ann, [ann, bob], owner)).toBeNull()
    for (const state of ['invited', 'suspended'] as const)
      expect(lockOf(ann, [ann, { ...bob, state }], owner)).toBe('lastOwner')
  })

  it('are locked on owners for whoever is none', () => {
    const [ann, bob] = [person('ann', 'owner'), person('bob', 'owner')]
    expect(lockOf(ann, [ann, bob], { isOwner: false })).toBe('ownersOnly')
    expect(lockOf(person('cy', 'admin'), [ann, bob], { isOwner: false })).toBeNull()
  })
})
