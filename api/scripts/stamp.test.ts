import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { tmpdir } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { root } from './processes.ts'
import { buildWhenStale } from './stamp.ts'

let folder: string
let builds: number

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cardfile-stamp-'))
  mkdirSync(join(folder, 'src'))
  writeFileSync(join(folder, 'src', 'a.ts'), 'one')
  builds = 0
})
afterEach(() => rmSync(folder, { recursive: true }))

const build = (fails = false) =>
  buildWhenStale(join(folder, 'out', '.stamp'), [relative(root, join(folder, 'src'))], async () => {
    builds += 1
    await sleep(20)
    if (fails) throw new Error('broken')
  })

describe('building when stale', () => {
  it('builds the first time and not again', async () => {
    expect(await build()).toBe(true)
    expect(await build()).toBe(false)
    expect(builds).toBe(1)
  })

  it('builds again when a file changes, comes or goes', async () => {
    await build()
    writeFileSync(join(folder, 'src', 'a.ts'), 'two')
    await build()
    writeFileSync(join(folder, 'src', 'b.ts'), '')
    await build()
    rmSync(join(folder, 'src', 'b.ts'))
    await build()
    expect(builds).toBe(4)
  })

  it('does not mind times and tests', async () => {
    await build()
    utimesSync(join(folder, 'src', 'a.ts'), 1, 1)
    writeFileSync(join(folder, 'src', 'a.test.ts'), 'test')
    expect(await build()).toBe(false)
  })

  it('builds again after a build that failed', async () => {
    await expect(build(true)).rejects.toThrow('broken')
    expect(await build()).toBe(true)
  })

  it('builds once for all who want it at the same time', async () => {
    expect((await Promise.all([build(), build(), build()])).toSorted()).toEqual([
      false,
      false,
      true,
    ])
    expect(builds).toBe(1)
  })

  it('does not wait for one that was killed while it built', async () => {
    const { pid } = spawnSync(process.execPath, ['--version'])
    writeFileSync(join(folder, 'out.lock'), String(pid))
    expect(await build()).toBe(true)
    expect(await build()).toBe(false)
  })

  it('builds again when the output is gone', async () => {
    await build()
    rmSync(join(folder, 'out'), { recursive: true })
    expect(await build()).toBe(true)
  })
})
