import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { knownFixes } from './known-fixes.ts'
import { isFromRegistry, readLockfile, unfixed } from './lockfile.ts'
import { root } from './processes.ts'

const text = readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8')
const packages = readLockfile(text)

describe('what is installed', () => {
  it('is read whole', () => {
    expect(packages.length).toBe(text.match(/^ {4}resolution: /gm)?.length)
    expect(packages.length).toBeGreaterThan(300)
  })

  it('comes from the registry alone', () => {
    expect(packages.filter((one) => !isFromRegistry(one))).toEqual([])
    // Between our own rooms there are links, to nothing outside.
    const elsewhere =
      text.match(/(?<!\w)(?:link|file|git\+?\w*|https?|tarball|directory):\S+/g) ?? []
    expect(elsewhere.filter((source) => !/^link:\.\.\/\w+$/.test(source))).toEqual([])
  })

  it('is below no version with a known fix', () => {
    expect(unfixed(packages, knownFixes)).toEqual([])
  })
})

describe('the check of what is installed', () => {
  const lock = (entry: string) => readLockfile(`\npackages:\n\n${entry}\n\nsnapshots:\n`)

  it.each([
    ['an archive', '  a@1.0.0:\n    resolution: {tarball: https://example.com/a.tgz}'],
    [
      'an archive with a digest',
      '  a@1.0.0:\n    resolution: {integrity: sha512-aa==, tarball: https://example.com/a}',
    ],
    ['an address', '  a@https://example.com/a/tar.gz/1:\n    resolution: {integrity: sha512-aa==}'],
    [
      'a repository',
      "  'a@git+ssh://example.com/a':\n    resolution: {commit: abc, repo: x, type: git}",
    ],
    ['a folder', '  a@file:../a:\n    resolution: {directory: ../a, type: directory}'],
    ['what has no digest', '  a@1.0.0:\n    engines: {node: 20}'],
  ])('refuses %s', (_, entry) => {
    expect(lock(entry).map(isFromRegistry)).toEqual([false])
  })

  it('tells a version below a fix from one above, line by line', () => {
    const fixes = [{ name: 'p', from: ['6.3.0', '8.0.0'], why: 'w' }]
    const below = (version: string) => unfixed([{ name: 'p', version }], fixes).length > 0
    expect(
      ['1.0.0', '6.2.10', '6.3.0', '6.10.0', '8.0.0-rc.1', '8.2.0', '9.0.0'].filter(below),
    ).toEqual(['1.0.0', '6.2.10'])
    expect(unfixed([{ name: '@s/p', version: '1.0.0' }], fixes)).toEqual([])
  })
})
