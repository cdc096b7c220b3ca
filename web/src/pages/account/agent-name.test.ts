import { describe, expect, it } from 'vitest'
import { agentName } from './agent-name.ts'

const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)'

describe('the name of a browser', () => {
  it.each([
    [`Mozilla/5.0 (X11; Linux x86_64) ${webkit} Chrome/140.0 Safari/537.36`, 'Chrome, Linux'],
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/140.0 Safari/537.36 Edg/140.0`,
      'Edge, Windows',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 15.0; rv:140.0) Gecko/20100101 Firefox/140.0',
      'Firefox, macOS',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile Safari/604.1',
      'Safari, iOS',
    ],
    [
      `Mozilla/5.0 (Linux; Android 16) ${webkit} Chrome/140.0 Mobile Safari/537.36`,
      'Chrome, Android',
    ],
  ])('is read from %j', (userAgent, name) => {
    expect(agentName(userAgent)).toBe(name)
  })

  it('is unknown where nothing in it is known', () => {
    expect(agentName('curl/8.0')).toBeNull()
    expect(agentName('')).toBeNull()
    expect(agentName(null)).toBeNull()
  })
})
