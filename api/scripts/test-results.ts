/** How a test run ended, in tests. */
export interface TestCounts {
  passed: number
  failed: number
  skipped: number
}

interface JsonReport {
  testResults: { status: string; assertionResults: { status: string }[] }[]
}

/**
 * Counts the tests of a report by vitest's `json` reporter. A file that failed without a failed
 * test of its own (it did not load, or a hook broke) counts as one failure.
 * @throws SyntaxError when the report is not JSON
 */
export function countResults(report: string): TestCounts {
  const { testResults } = JSON.parse(report) as JsonReport
  const counts: TestCounts = { passed: 0, failed: 0, skipped: 0 }
  for (const file of testResults) {
    const before = counts.failed
    for (const { status } of file.assertionResults) {
      if (status === 'passed') counts.passed += 1
      else if (status === 'failed') counts.failed += 1
      else counts.skipped += 1
    }
    if (file.status === 'failed' && counts.failed === before) counts.failed += 1
  }
  return counts
}

/** The projects that arguments to the test task name, and what they say beside. */
function read(args: readonly string[]): { projects: string[]; rest: string[] } {
  const projects: string[] = []
  const rest: string[] = []
  for (const [at, arg] of args.entries()) {
    if (arg.startsWith('--project=')) projects.push(arg.slice('--project='.length))
    else if (args[at - 1] === '--project') projects.push(arg)
    else if (arg !== '--project') rest.push(arg)
  }
  return { projects, rest }
}

/** Whether these arguments to the test task leave any browser test in the run. */
export function wantsBrowser(args: readonly string[]): boolean {
  const { projects, rest } = read(args)
  if (projects.length > 0) return projects.includes('browser')
  const paths = rest.filter((arg) => !arg.startsWith('-'))
  return paths.length === 0 || paths.some((path) => path.includes('browser'))
}

/** Whether they leave nothing of a project out of the run. */
export function runsWhole(project: string, args: readonly string[]): boolean {
  const { projects, rest } = read(args)
  const isAsked = projects.length === 0 || projects.includes(project)
  return isAsked && rest.every((arg) => arg === '--coverage')
}
