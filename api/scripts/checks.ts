import { childEnv, runTool } from './processes.ts'

/**
 * Each of several checkers would find out by itself what a type is that all of them meet: four, as the
 * compiler has by default, take twice the processor of one. Nor is its memory, which is let go seconds
 * later, worth collecting as often as Go does otherwise.
 */
const checkTypes = () =>
  runTool('tsc', ['-p', 'tsconfig.json', '--checkers', '1'], { env: childEnv({ GOGC: '400' }) })

const checks = {
  format: () => runTool('oxfmt', ['--check', '.']),
  lint: () => runTool('oxlint', ['--deny-warnings', '.']),
  types: checkTypes,
}

/** How many checks there are, each of which passes or fails. */
export const checkCount = Object.keys(checks).length

/**
 * Checks format, lint and types. All three run, so that one visit shows everything there is to mend.
 * @returns the names of those that failed
 */
export async function runChecks(): Promise<string[]> {
  const failed: string[] = []
  for (const [name, check] of Object.entries(checks)) {
    if ((await check()) !== 0) failed.push(name)
  }
  console.log(
    failed.length === 0 ? 'Format, lint and types are in order.' : `Failed: ${failed.join(', ')}`,
  )
  return failed
}
