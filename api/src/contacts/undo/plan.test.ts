import { describe, expect, test } from 'vitest'
import type { Claim } from '../identity-keys.ts'
import { type Changed, type OutsideHolder, planUndo } from './plan.ts'

const key = (name: string): Claim => [1, name]
const contact = (seq: number, held: string[], wanted: string[]): Changed => ({
  seq,
  held: held.map(key),
  wanted: wanted.map(key),
})
const holder = (name: string, pending = false): OutsideHolder => ({
  claim: key(name),
  name: 'Eve',
  pending,
})
const names = new Map([
  [1, 'Ann'],
  [2, 'Bob'],
  [3, 'Cid'],
])
const plan = (contacts: Changed[], holders: OutsideHolder[] = []) => {
  const { back, blocked } = planUndo(contacts, holders, names)
  return {
    back: [...back],
    blocked: blocked.map(({ seq, holder }) => [seq, holder.name, holder.pending]),
  }
}

describe('which contacts can go back', () => {
  test('lets them exchange keys, in a ring too', () => {
    const ring = [contact(1, ['b'], ['a']), contact(2, ['c'], ['b']), contact(3, ['a'], ['c'])]
    expect(plan(ring)).toEqual({ back: [1, 2, 3], blocked: [] })
  })

  test('keeps one whose key another has now, and tells who', () => {
    expect(plan([contact(1, ['b'], ['a']), contact(2, ['c'], ['d'])], [holder('a')])).toEqual({
      back: [2],
      blocked: [[1, 'Eve', false]],
    })
  })

  test('keeps those that want what a kept one has, in their turn', () => {
    const chain = [contact(3, ['c'], ['b']), contact(2, ['b'], ['a']), contact(1, ['a'], ['z'])]
    expect(plan(chain, [holder('z', true)])).toEqual({
      back: [],
      blocked: [
        [1, 'Eve', true],
        [2, 'Ann', true],
        [3, 'Bob', true],
      ],
    })
  })

  test('gives a key that two had to one of them', () => {
    expect(plan([contact(1, [], ['a']), contact(2, ['b'], ['a'])])).toEqual({
      back: [1],
      blocked: [[2, 'Ann', false]],
    })
  })

  test('gives it to the one of them that can go back', () => {
    const both = [contact(1, ['b'], ['a', 'z']), contact(2, ['c'], ['a'])]
    expect(plan(both, [holder('z')])).toEqual({ back: [2], blocked: [[1, 'Eve', false]] })
  })

  test('leaves a key with one that goes back and had it all along', () => {
    expect(plan([contact(1, ['a', 'b'], ['a'])])).toEqual({ back: [1], blocked: [] })
  })
})
