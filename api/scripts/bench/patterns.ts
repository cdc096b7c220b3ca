import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { hostile } from '@cardfile/openapi/test-patterns'
import { openBrowser } from '../open-browser.ts'
import { captureTool, childEnv, root } from '../processes.ts'
import { median } from './measured.ts'

/** Tries within one measurement. */
const times = 40
const rounds = 5

/** Milliseconds that one try of a pattern takes, of so many. */
type Measure = (index: number, tries: number) => Promise<number>

/** A runtime that nothing has been tried in yet. */
interface Runtime {
  /** As where definitions are read. */
  makeReady(index: number): Promise<unknown>
  measure: Measure
  close(): Promise<unknown>
}

/**
 * @returns lines of a table: what each hostile pattern takes on 32,767 characters, in each runtime: the first
 *   text of all, once definitions have been read, and one of many
 */
export async function comparePatterns(): Promise<string[]> {
  const file = await bundle()
  const lines: string[] = []
  for (const [index, [pattern]] of hostile.entries()) {
    const taken: string[] = []
    for (const start of [startNode, startWorkerd, startChromium]) {
      const runtime = await start(file)
      try {
        await runtime.makeReady(index)
        const first = await runtime.measure(index, 1)
        const each = await medianOf(runtime.measure, index)
        taken.push(`${first.toFixed(1)} ms`, `${each.toFixed(2)} ms`)
      } finally {
        await runtime.close()
      }
    }
    lines.push(`| \`${pattern.replaceAll('|', '\\|')}\` | ${taken.join(' | ')} |`)
  }
  return [
    '| pattern | Node, the first | Node | workerd, the first | workerd | Chromium, the first | Chromium |',
    '|---|---|---|---|---|---|---|',
    ...lines,
  ]
}

async function medianOf(measure: Measure, index: number): Promise<number> {
  await measure(index, times)
  const taken: number[] = []
  for (let round = 0; round < rounds; round++) taken.push(await measure(index, times))
  return median(taken)
}

/** @returns a module without imports */
async function bundle(): Promise<string> {
  const folder = join(root, 'api', 'dist', 'bench', 'match-hostile')
  const input = { 'match-hostile': 'api/scripts/bench/match-hostile.ts' }
  const config = 'api/scripts/server.vite.config.ts'
  await captureTool(
    'vite',
    ['build', '--config', config, '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'],
    childEnv({ NO_COLOR: '1', CARDFILE_BUNDLE: JSON.stringify(input) }),
  )
  return join(folder, 'match-hostile.js')
}

interface Bundled {
  makeReady(index: number): void
  matchHostile(index: number, times: number): void
}

/** A process of its own, which says what each call took of the processor. */
async function startNode(file: string): Promise<Runtime> {
  const source = `
    import { makeReady, matchHostile } from ${JSON.stringify(file)}
    process.on('message', ([index, times]) => {
      const before = process.cpuUsage()
      if (times === 0) makeReady(index)
      else matchHostile(index, times)
      const { user, system } = process.cpuUsage(before)
      process.send((user + system) / 1_000)
    })`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ask = async (index: number, tries: number) => {
    const answer = once(child, 'message')
    child.send([index, tries])
    const [ms] = (await answer) as [number]
    return ms
  }
  return {
    makeReady: (index) => ask(index, 0),
    measure: async (index, tries) => (await ask(index, tries)) / tries,
    async close() {
      const gone = once(child, 'exit')
      child.disconnect()
      await gone
    },
  }
}

/** Its clock stands still while it works: by the processor time of the process, as Linux counts it. */
async function startWorkerd(file: string): Promise<Runtime> {
  const runtime = new Miniflare(
    convertV4MiniflareOptions({ modules: true, script: readFileSync(file, 'utf8'), cf: false }),
  )
  const { href } = await runtime.ready
  const pid = childNamed('workerd')
  const ask = async (index: number, tries: number) => {
    const before = cpuMsOf(pid)
    const answer = await fetch(`${href}?index=${index}&times=${tries}`)
    if (!answer.ok) throw new Error(await answer.text())
    return cpuMsOf(pid) - before
  }
  return {
    makeReady: (index) => ask(index, 0),
    measure: async (index, tries) => (await ask(index, tries)) / tries,
    close: () => runtime.dispose(),
  }
}

/** By the clock of the page, whose best is taken of several: others have the processor too. */
async function startChromium(file: string): Promise<Runtime> {
  const browser = await openBrowser()
  const page = await browser.newPage()
  const module = `data:text/javascript;base64,${readFileSync(file).toString('base64')}`
  const ask: Measure = (index, tries) =>
    page.evaluate(
      async ([source, at, wanted]) => {
        const { makeReady, matchHostile } = (await import(source)) as Bundled
        if (wanted === 0) makeReady(at)
        let least = Infinity
        for (let time = 0; time < wanted; time++) {
          const began = performance.now()
          matchHostile(at, 1)
          least = Math.min(least, performance.now() - began)
        }
        return least
      },
      [module, index, tries] as const,
    )
  return { makeReady: (index) => ask(index, 0), measure: ask, close: () => browser.close() }
}

/** Of all its threads, by what the scheduler counts: in nanoseconds, where `stat` has hundredths of a second. */
function cpuMsOf(pid: number): number {
  const folder = `/proc/${pid}/task`
  return readdirSync(folder).reduce(
    (sum, thread) =>
      sum + Number(readFileSync(`${folder}/${thread}/schedstat`, 'utf8').split(' ')[0]) / 1e6,
    0,
  )
}

function childNamed(name: string): number {
  for (const entry of readdirSync('/proc').filter((one) => /^\d+$/.test(one))) {
    try {
      const [, command, , parent] = statOf(Number(entry))
      if (command === name && Number(parent) === process.pid) return Number(entry)
    } catch {
      // It has ended since it was listed.
    }
  }
  throw new Error(`no process ${name} was started`)
}

/** The fields of `/proc/<pid>/stat`, proc(5); the command may have blanks in it. */
function statOf(pid: number): string[] {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const [open, close] = [text.indexOf('('), text.lastIndexOf(')')]
  return [
    text.slice(0, open).trim(),
    text.slice(open + 1, close),
    ...text.slice(close + 2).split(' '),
  ]
}
