// One run over every suite. The last line says how many passed and failed, whatever happens.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBrowser } from '../../test/browser/ensure-browser.ts'
import { runTool } from '../processes.ts'
import { countResults, wantsBrowser } from '../test-results.ts'

const args = process.argv.slice(2)
const missingBrowser = wantsBrowser(args) ? await ensureBrowser() : undefined
if (missingBrowser !== undefined) console.error(`\n${missingBrowser}\n`)

const folder = mkdtempSync(join(tmpdir(), 'cardfile-test-'))
const report = join(folder, 'report.json')
let code = 1
let counts = { passed: 0, failed: 1, skipped: 0 }
try {
  code = await runTool('vitest', [
    'run',
    '--config=api/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...args,
  ])
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
if (counts.skipped > 0) console.log(`${counts.skipped} skipped`)
console.log(`${counts.passed} passed, ${counts.failed} failed`)
process.exitCode = counts.failed > 0 ? 1 : 0
