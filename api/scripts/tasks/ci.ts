// Everything that is checked before a change goes in, each check counted as a test is. The tests run
// whether the checks pass or not: one visit shows all there is to mend.
import { checkCount, runChecks } from '../checks.ts'
import { reportCounts, runTests } from '../run-tests.ts'

const failed = await runChecks()
const counts = await runTests(process.argv.slice(2))
counts.passed += checkCount - failed.length
counts.failed += failed.length
if (failed.length > 0) console.error(`Failed before the tests: ${failed.join(', ')}`)
process.exitCode = reportCounts(counts)
