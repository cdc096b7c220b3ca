// All of everything everywhere: the whole contract in every place, a walk over the whole API whose answers
// are compared between the places, a large random fuzz whose seed is
// printed, a kill at each call of a large import; and how much of the code the tests run.
import { reportCounts, runTests } from '../run-tests.ts'

process.env.CARDFILE_TEST_DEEP = '1'
process.exitCode = reportCounts(await runTests(['--coverage', ...process.argv.slice(2)]))
