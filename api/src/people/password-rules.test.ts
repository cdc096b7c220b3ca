import { describe, expect, it } from 'vitest'
import { passwordFaults } from './password-rules.ts'

const faults = (password: string) =>
  passwordFaults(password, 'ann@example.com').map(({ text }) => text)

describe('a password', () => {
  it('may be any twelve to 128 characters', () => {
    expect(faults('twelve chars')).toEqual([])
    expect(faults(`${'überlang '.repeat(14)}12`)).toEqual([])
    expect(faults('🐎🔋📎🐎🔋📎🐎🔋📎🐎🔋🪑')).toEqual([])
  })

  it.each([
    ['elevenchars', /at least 12/],
    ['🐎🔋📎🐎🔋📎', /at least 12/],
    ['long word '.repeat(13), /at most 128/],
    ['Password1234', /first that would be tried/],
    ['aaaaaaaaaaaaaa', /first that would be tried/],
    ['abababababababa', /first that would be tried/],
  ])('is refused with its reason: %s', (password, reason) => {
    expect(faults(password)).toEqual([expect.stringMatching(reason)])
  })

  it('is not the e-mail address, however it is written', () => {
    expect(faults('Ann@Example.com')).toEqual(['must not be the e-mail address'])
  })
})
