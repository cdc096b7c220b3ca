import { delimiter } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findBrowser, type Machine } from './find-browser.ts'

const machine = (files: string[], change: Partial<Machine> = {}): Machine => ({
  env: { PATH: ['/opt/bin', '/usr/bin'].join(delimiter) },
  platform: 'linux',
  exists: (path) => files.includes(path),
  driversOwn: () => '/cache/chrome',
  ...change,
})

describe('finding a browser', () => {
  it('takes the one that is named', () => {
    const env = { CHROMIUM_PATH: '/my/chrome', PATH: '/usr/bin' }
    expect(findBrowser(machine(['/usr/bin/chromium', '/my/chrome'], { env }))).toBe('/my/chrome')
  })

  it('refuses a named one that is not there, rather than take another', () => {
    const env = { CHROMIUM_PATH: '/my/chrome', PATH: '/usr/bin' }
    expect(() => findBrowser(machine(['/usr/bin/chromium'], { env }))).toThrow('/my/chrome')
  })

  it('takes one from the path before the downloaded one', () => {
    expect(findBrowser(machine(['/usr/bin/google-chrome', '/cache/chrome']))).toBe(
      '/usr/bin/google-chrome',
    )
  })

  it('takes one that has no window before a whole one', () => {
    expect(findBrowser(machine(['/opt/bin/chromium', '/usr/bin/chromium-headless-shell']))).toBe(
      '/usr/bin/chromium-headless-shell',
    )
  })

  it('takes the downloaded one when there is no other', () => {
    expect(findBrowser(machine(['/cache/chrome']))).toBe('/cache/chrome')
  })

  it('knows where macOS keeps its applications', () => {
    const chrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
    expect(findBrowser(machine([chrome], { platform: 'darwin' }))).toBe(chrome)
    expect(findBrowser(machine([chrome]))).toBeUndefined()
  })

  it('finds nothing where nothing is', () => {
    expect(findBrowser(machine([]))).toBeUndefined()
  })
})
