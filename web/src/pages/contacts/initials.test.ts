import { describe, expect, it } from 'vitest'
import { initialsOf } from './initials.ts'

describe('the initials of a name', () => {
  it.each([
    ['Ann', 'A'],
    ['grace hopper', 'GH'],
    ['Ida B. Wells-Barnett', 'IW'],
    ['Östlund, Fritz', 'ÖF'],
    ['e\u0301mile Zola', 'E\u0301Z'],
    ['山田 太郎', '山太'],
    ['محمد علي', 'مع'],
    ['(ACME) Support', 'S'],
    ['42', '4'],
    ['…', ''],
    ['', ''],
  ])('%s: %s', (name, right) => {
    expect(initialsOf(name)).toBe(right)
  })
})
