import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, ToolError } from '../processes.ts'
import { hasCommand } from './command.ts'
import type { Generator, Workplace } from './generator.ts'
import { goGenerators } from './go.ts'
import { linters } from './lint.ts'
import { npmGenerators } from './npm-generators.ts'
import { openapiGenerators } from './openapi-generator.ts'
import { faultOf } from './programs.ts'
import { pythonGenerators } from './python.ts'
import type { Subject } from './subject.ts'

const generators: readonly Generator[] = [
  ...npmGenerators,
  ...openapiGenerators,
  ...pythonGenerators,
  ...goGenerators,
]

const steps = ['generated', 'compiled', 'worked'] as const
type Step = (typeof steps)[number]

interface Outcome {
  generator: Generator
  /** How far it came. */
  done: readonly Step[]
  /** Commands that the machine lacks, for which it was left out. */
  lacks: readonly string[]
  /** Why it came no further. */
  fault: string | null
}

/**
 * Tries the document on every generator that the machine has the tools for.
 *
 * @param wanted part of a generator's name; all where left out
 * @param say tells of each as it is done
 * @returns how many went wrong
 */
export async function tryClients(
  subject: Subject,
  folder: string,
  wanted: string,
  say: (line: string) => void,
): Promise<number> {
  const document = join(folder, 'openapi.json')
  writeFileSync(document, subject.document)
  const at = (name: string): Workplace => {
    const own = join(folder, name.replaceAll(/\W+/g, '-'))
    mkdirSync(own, { recursive: true })
    const env = { CARDFILE_URL: subject.url, CARDFILE_KEY: subject.key }
    return { folder: own, tools: join(root, '.cache', 'clients'), document, env }
  }
  let faults = 0
  for (const generator of generators.filter(({ name }) => name.includes(wanted))) {
    const outcome = await tryGenerator(generator, at(generator.name))
    say(rowOf(outcome))
    if (outcome.fault === null) continue
    say(outcome.fault)
    faults++
  }
  const judging = hasCommand('npm') ? linters.filter(({ name }) => name.includes(wanted)) : []
  for (const { name, version, run } of judging) {
    const fault = await faultIn(() => run(at(name)))
    say(`${`${name} ${version}`.padEnd(width)}  ${fault === null ? 'no warning' : fault}`)
    if (fault !== null) faults++
  }
  return faults
}

async function tryGenerator(generator: Generator, at: Workplace): Promise<Outcome> {
  const lacks = generator.needs.filter((name) => !hasCommand(name))
  const done: Step[] = []
  const work = {
    generated: () => generator.generate(at),
    compiled: () => generator.compile(at),
    async worked() {
      const wrong = faultOf(await generator.run(at), at.folder)
      if (wrong !== null) throw new ToolError(wrong)
    },
  }
  for (const step of lacks.length > 0 ? [] : steps) {
    const fault = await faultIn(work[step])
    if (fault !== null) return { generator, done, lacks, fault }
    done.push(step)
  }
  return { generator, done, lacks, fault: null }
}

async function faultIn(work: () => Promise<unknown>): Promise<string | null> {
  try {
    await work()
    return null
  } catch (error) {
    if (error instanceof ToolError) return error.message
    throw error
  }
}

const width = 44

function rowOf({ generator, done, lacks }: Outcome): string {
  const cells =
    lacks.length > 0
      ? [`left out: the machine has no ${lacks.join(', ')}`]
      : steps.map((step) => (done.includes(step) ? step : '—').padEnd(10))
  return `${`${generator.name} ${generator.version}`.padEnd(width)}  ${cells.join(' ')}`.trimEnd()
}
