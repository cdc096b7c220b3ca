import { describe, expect, it } from 'vitest'
import { safeReturn, signInPath } from './safe-return.ts'

const origin = 'https://cards.example.com'

describe('the way back after signing in', () => {
  it('keeps a path of ours with its search and hash', () => {
    const to = '/contacts?q=ann&page=2#x'
    expect(safeReturn(to, origin)).toBe(to)
    const asked = signInPath({ pathname: '/contacts', search: '?q=ann&page=2', hash: '#x' })
    expect(safeReturn(new URL(asked, origin).searchParams.get('to'), origin)).toBe(to)
  })

  it.each([
    null,
    '',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    '\\\\evil.example',
    'javascript:alert(1)',
    'contacts',
    '/sign-in?to=/contacts',
    '/setup',
    '/x/../sign-in',
  ])('refuses to lead to %j', (to) => {
    expect(safeReturn(to, origin)).toBe('/')
  })
})
