import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { ProcessesNow } from './processes-now.ts'

const busy = 'while (process.cpuUsage().user < 200_000);'

describe.runIf(process.platform === 'linux')('seconds of a processor', () => {
  const seconds = (pid = process.pid) => new ProcessesNow().secondsOf(pid)

  it('are those of a process with what it has started, also of what has ended', async () => {
    const before = seconds()!
    const child = spawn(process.execPath, [
      '-e',
      `${busy} console.log(1); setInterval(() => {}, 10_000)`,
    ])
    const ended = once(child, 'exit')
    try {
      await once(child.stdout, 'data')
      expect(new ProcessesNow().startedBy(process.pid)).toContain(child.pid)
      expect(seconds(child.pid)).toBeGreaterThan(0.1)
      expect(seconds()! - before).toBeGreaterThan(0.1)
    } finally {
      child.kill()
    }
    await ended
    expect(seconds()! - before).toBeGreaterThan(0.1)
    expect(seconds(child.pid)).toBeUndefined()
  })
})
