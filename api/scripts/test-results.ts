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

/** Whether these arguments to the test task leave any browser test in the run. */
export function wantsBrowser(args: readonly string[]): boolean {
  const projects = args.flatMap((arg, at) => {
    if (arg.startsWith('--project=')) return [arg.slice('--project='.length)]
    return arg === '--project' ? [args[at + 1] ?? ''] : []
  })
  if (projects.length > 0) return projects.includes('browser')
  const paths = args.filter((arg) => !arg.startsWith('-'))
  return paths.length === 0 || paths.some((path) => path.includes('browser'))
}
