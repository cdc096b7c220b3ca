import type { Reporter, TestModule, Vitest } from 'vitest/node'
import { figuresTable, type ProjectFigures } from './figures.ts'
import { ProcessesNow } from './processes-now.ts'

/** Says at the end of a run what each project had in it, and what that took. */
export default class FiguresReporter implements Reporter {
  #vitest: Vitest | undefined
  readonly #projects = new Map<string, ProjectFigures>()
  /** Seconds of a processor that are told of already, by worker. */
  readonly #told = new Map<number, number>()
  /** Of this process: seconds until the first file, with all that was built before; and its own at that time. */
  #before: { all: number; own: number } | undefined

  onInit(vitest: Vitest): void {
    this.#vitest = vitest
  }

  onTestModuleQueued(): void {
    this.#before ??= { all: secondsUntilNow(), own: ownSeconds() }
  }

  onTestModuleStart({ project: { name } }: TestModule): void {
    const from = performance.now()
    if (!this.#projects.has(name))
      this.#projects.set(name, { files: 0, tests: 0, from, to: from, processor: undefined })
  }

  onTestModuleEnd(module: TestModule): void {
    const of = this.#projects.get(module.project.name)
    if (!of) return
    of.files += 1
    of.tests += [...module.children.allTests()].length
    of.to = performance.now()
    const { pid } = module.meta()
    const all = pid && new ProcessesNow().secondsOf(pid)
    if (!pid || all === undefined) return
    of.processor = (of.processor ?? 0) + Math.max(0, all - (this.#told.get(pid) ?? 0))
    this.#told.set(pid, all)
  }

  onTestRunEnd(): void {
    const now = new ProcessesNow()
    // A runtime that all files share is nobody's worker.
    const shared = now.startedBy(process.pid).filter((pid) => !this.#told.has(pid))
    const { all, own } = this.#before ?? { all: 0, own: 0 }
    const rest = shared.reduce((sum, pid) => sum + (now.secondsOf(pid) ?? 0), all)
    this.#vitest?.logger.log(figuresTable(this.#projects, rest + ownSeconds() - own))
  }
}

function ownSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

/** Of this process and of all it has started that has ended. */
function secondsUntilNow(): number {
  const now = new ProcessesNow()
  const running = now.startedBy(process.pid).map((pid) => now.secondsOf(pid) ?? 0)
  return running.reduce((left, each) => left - each, now.secondsOf(process.pid) ?? 0)
}
