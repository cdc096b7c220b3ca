import type { SpawnOptions } from 'node:child_process'
import { childEnv, type Tool, runTool, toolOutput } from './processes.ts'

/** Runs a tool to its end. @returns its exit code */
type Run = (tool: Tool, args: string[], options?: SpawnOptions) => Promise<number>

/**
 * Each of several checkers would find out by itself what a type is that all of them meet: four, as the
 * compiler has by default, take twice the processor of one. Nor is its memory, which is let go seconds
 * later, worth collecting as often as Go does otherwise.
 */
const checkTypes = (run: Run) =>
  run('tsc', ['-p', 'tsconfig.json', '--checkers', '1'], { env: childEnv({ GOGC: '400' }) })

const checks = {
  format: (run: Run) => run('oxfmt', ['--check', '.']),
  lint: (run: Run) => run('oxlint', ['--deny-warnings', '.']),
  types: checkTypes,
}

/** How many checks there are, each of which passes or fails. */
export const checkCount = Object.keys(checks).length

/** Shows what a tool said in one piece when it has ended, so that it stands together beside other output. */
const inOnePiece: Run = async (tool, args, options) => {
  const { code, output } = await toolOutput(tool, args, options)
  console.log(output)
  return code
}

/**
 * Checks format, lint and types. All three run, so that one visit shows everything there is to mend.
 * @param beside whether others write to the same terminal meanwhile
 * @returns the names of those that failed
 */
export async function runChecks({ beside = false } = {}): Promise<string[]> {
  const failed: string[] = []
  for (const [name, check] of Object.entries(checks)) {
    if ((await check(beside ? inOnePiece : runTool)) !== 0) failed.push(name)
  }
  console.log(
    failed.length === 0 ? 'Format, lint and types are in order.' : `Failed: ${failed.join(', ')}`,
  )
  return failed
}
