import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { captureTool, exitCode, root, runTogether, toolFile, ToolError } from './processes.ts'

const node = (code: string) => spawn(process.execPath, ['-e', code], { stdio: 'ignore' })

describe('the tools', () => {
  it.each([
    'vite',
    'vitest',
    'wrangler',
    'tsc',
    'oxlint',
    'oxfmt',
    'openapi-typescript',
    'playwright',
  ] as const)('%s is where it is looked for', (tool) =>
    expect(existsSync(toolFile(tool))).toBe(true),
  )

  it('fail with what they said', async () => {
    const failure = captureTool('oxlint', ['--no-such-flag'])
    await expect(failure).rejects.toThrow(ToolError)
    await expect(failure).rejects.toThrow('--no-such-flag')
  })
})

describe('children', () => {
  it('hand on their exit code', async () => {
    expect(await exitCode(node('process.exit(7)'))).toBe(7)
  })

  it('count a death by signal as shells do', async () => {
    expect(await exitCode(node('process.kill(process.pid, "SIGTERM")'))).toBe(143)
  })

  it('end together when one of them ends', async () => {
    const lasting = node('setInterval(() => {}, 1000)')
    expect(await runTogether([lasting, node('process.exit(3)')])).toBe(3)
    expect(lasting.killed).toBe(true)
  })
})

describe('the one way in', () => {
  it('refuses a task that is not there, or not a name', async () => {
    for (const task of ['nothing', '../task', '']) {
      const child = spawn(process.execPath, [join(root, 'api/scripts/run.mjs'), task], {
        stdio: 'ignore',
      })
      expect(await exitCode(child)).toBe(2)
    }
  })
})
