// Everything that is checked before a change goes in, each check counted as a test is. The tests run
// whether the checks pass or not: one visit shows all there is to mend.
import { buildServer } from '../build-server.ts'
import { buildWeb } from '../build-web.ts'
import { buildWorker } from '../build-worker.ts'
import { checkCount, runChecks } from '../checks.ts'
import { reportCounts, runTests } from '../run-tests.ts'

// All at the same time: each of them has stretches with work for one core only. What the tests wait for
// is begun here, while their runner loads; they build it themselves where it fails, and say why.
const [failed, counts] = await Promise.all([
  runChecks({ beside: true }),
  runTests(process.argv.slice(2)),
  Promise.allSettled([buildServer(), buildWeb(), buildWorker()]),
])
counts.passed += checkCount - failed.length
counts.failed += failed.length
if (failed.length > 0) console.error(`Failed beside the tests: ${failed.join(', ')}`)
process.exitCode = reportCounts(counts)
