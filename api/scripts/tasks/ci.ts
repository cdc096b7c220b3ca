// Everything that is checked before a change goes in, each check counted as a test is. The tests run
// whether the checks pass or not: one visit shows all there is to mend.
import { buildServer } from '../build-server.ts'
import { buildWeb } from '../build-web.ts'
import { buildWorker } from '../build-worker.ts'
import { checkCount, runChecks } from '../checks.ts'
import { reportCounts, runTests } from '../run-tests.ts'

// The compiler of the types has one core: what tests wait for is built on another. They build it themselves
// where it fails, and say why.
const [failed] = await Promise.all([
  runChecks(),
  Promise.allSettled([buildServer(), buildWeb(), buildWorker()]),
])
const counts = await runTests(process.argv.slice(2))
counts.passed += checkCount - failed.length
counts.failed += failed.length
if (failed.length > 0) console.error(`Failed before the tests: ${failed.join(', ')}`)
process.exitCode = reportCounts(counts)
