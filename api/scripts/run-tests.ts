import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBrowser } from '../test/browser/ensure-browser.ts'
import { childEnv, runTool } from './processes.ts'
import { countResults, runsWhole, type TestCounts, wantsBrowser } from './test-results.ts'

/**
 * Runs the suites once and counts, whatever happens: a run that breaks is a failure.
 * @param args what vitest is told beside: projects, files
 */
export async function runTests(args: readonly string[]): Promise<TestCounts> {
  const missingBrowser = wantsBrowser(args) ? await ensureBrowser() : undefined
  if (missingBrowser !== undefined) console.error(`\n${missingBrowser}\n`)

  const folder = mkdtempSync(join(tmpdir(), 'cardfile-test-'))
  const report = join(folder, 'report.json')
  // Of a part of the Worker's contract nobody can say what the whole leaves out.
  const answers = runsWhole('contract-workerd', args) ? join(folder, 'answers.jsonl') : ''
  let code = 1
  let counts: TestCounts = { passed: 0, failed: 1, skipped: 0 }
  try {
    code = await runTool(
      'vitest',
      [
        'run',
        '--config=api/vitest.config.ts',
        '--reporter=default',
        '--reporter=./api/test/figures-reporter.ts',
        '--reporter=json',
        `--outputFile.json=${report}`,
        ...args,
      ],
      { env: childEnv({ CARDFILE_TEST_ANSWERS: answers }) },
    )
    counts = countResults(readFileSync(report, 'utf8'))
  } catch {
    console.error(`The test run ended (code ${code}) before it could report.`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }

  if (code !== 0 && counts.failed === 0) {
    console.error('No test failed, but the run itself did: see above. It counts as one failure.')
    counts.failed = 1
  }
  if (missingBrowser !== undefined) console.error(`\n${missingBrowser}`)
  return counts
}

/**
 * Says the counts in the last line of what a task prints.
 * @returns the exit code to leave with
 */
export function reportCounts({ passed, failed, skipped }: TestCounts): number {
  if (skipped > 0) console.log(`${skipped} skipped`)
  console.log(`${passed} passed, ${failed} failed`)
  return failed > 0 ? 1 : 0
}
