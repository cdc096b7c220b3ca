import { describe, expect, it } from 'vitest'
import { countResults, runsWhole, wantsBrowser } from './test-results.ts'

const report = (...files: [string, ...string[]][]) =>
  JSON.stringify({
    testResults: files.map(([status, ...tests]) => ({
      status,
      assertionResults: tests.map((test) => ({ status: test })),
    })),
  })

describe('counting a run', () => {
  it('counts tests over all files', () => {
    const run = report(['passed', 'passed', 'passed'], ['failed', 'failed', 'passed', 'skipped'])
    expect(countResults(run)).toEqual({ passed: 3, failed: 1, skipped: 1 })
  })

  it('counts a file that did not load as one failure', () => {
    expect(countResults(report(['failed']))).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })

  it('refuses a report that is not one', () => {
    expect(() => countResults('')).toThrow(SyntaxError)
  })
})

describe('asking for a browser', () => {
  it('is needed for a whole run and for browser tests', () => {
    expect(wantsBrowser([])).toBe(true)
    expect(wantsBrowser(['--project', 'browser'])).toBe(true)
    expect(wantsBrowser(['api/test/browser/walk.test.ts'])).toBe(true)
  })

  it('is not needed for other projects or files', () => {
    expect(wantsBrowser(['--project=unit'])).toBe(false)
    expect(wantsBrowser(['--project', 'contract-node'])).toBe(false)
    expect(wantsBrowser(['api/src/platform/config/config.test.ts'])).toBe(false)
  })
})

describe('running a project as a whole', () => {
  it.each([
    [true, []],
    [true, ['--coverage']],
    [true, ['--project', 'unit', '--project=browser']],
    [false, ['--project', 'unit']],
    [false, ['--project', 'browser', 'fields']],
    [false, ['fields']],
    [false, ['-t', 'a name']],
  ])('is %s of browser tests asked for by %j', (isWhole, args) => {
    expect(runsWhole('browser', args)).toBe(isWhole)
  })
})
