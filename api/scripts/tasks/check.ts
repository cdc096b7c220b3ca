// Format, lint and types. All three run, so that one visit shows everything there is to mend.
import { runTool } from '../processes.ts'

const checks = {
  format: () => runTool('oxfmt', ['--check', '.']),
  lint: () => runTool('oxlint', ['--deny-warnings', '.']),
  types: () => runTool('tsc', ['-p', 'tsconfig.json']),
}

const failed: string[] = []
for (const [name, check] of Object.entries(checks)) {
  if ((await check()) !== 0) failed.push(name)
}
console.log(
  failed.length === 0 ? 'Format, lint and types are in order.' : `Failed: ${failed.join(', ')}`,
)
process.exitCode = failed.length === 0 ? 0 : 1
