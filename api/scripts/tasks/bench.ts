// `npm run bench [-- <small> <large>]`: how lists and look-ups slow down from a small to a large
// database, as ratios of medians in one run; then what those take that look at all contacts. Makes the databases when they are missing.
import { compareLists } from '../bench/lists.ts'
import { measureScans } from '../bench/scans.ts'
import { runTask } from '../task.ts'

await runTask(async () => {
  const [small = 10_000, large = 1_000_000] = process.argv.slice(2).map(Number)
  console.log(
    `The same requests on ${small} and on ${large} contacts, in process, embedded file:\n`,
  )
  for (const line of await compareLists(small, large)) console.log(line)
  console.log(
    '\nFilters and sorts by fields that are not fast, and what others wait meanwhile, over HTTP:\n',
  )
  for (const line of await measureScans(large)) console.log(line)
})
