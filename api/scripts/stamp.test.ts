import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
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

  /** Another process that begins to build the same and never ends. */
  async function buildElsewhere(): Promise<ChildProcess> {
    const [stamp, source] = [join(folder, 'out', '.stamp'), relative(root, join(folder, 'src'))]
    const code = `import { buildWhenStale } from ${JSON.stringify(import.meta.resolve('./stamp.ts'))}
      await buildWhenStale(${JSON.stringify(stamp)}, [${JSON.stringify(source)}], () => {
        console.log('builds')
        return new Promise(() => setInterval(() => {}, 1_000))
      })`
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(child.stdout, 'data')
    return child
  }

  it('waits for another process that builds, and not once it was killed', async () => {
    const other = await buildElsewhere()
    try {
      const building = build()
      // Time in which it would have been done.
      expect(await Promise.race([building, sleep(300, 'waits')])).toBe('waits')
      other.kill('SIGKILL')
      expect(await building).toBe(true)
    } finally {
      other.kill('SIGKILL')
    }
    expect(await build()).toBe(false)
  })

  it('builds again when the output is gone', async () => {
    await build()
    rmSync(join(folder, 'out'), { recursive: true })
    expect(await build()).toBe(true)
  })
})
