// One run over every suite. The last line says how many passed and failed, whatever happens.
import { reportCounts, runTests } from '../run-tests.ts'

process.exitCode = reportCounts(await runTests(process.argv.slice(2)))
