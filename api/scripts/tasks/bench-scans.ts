// `npm run bench:scans [-- <contacts>]`: what lists take that look at all contacts, over HTTP, and what others
// wait meanwhile. Makes the database when it is missing, which takes some minutes for a million.
import { rowsAndRounds } from '../bench/arguments.ts'
import { measureScans } from '../bench/scans.ts'
import { runTask } from '../task.ts'

await runTask(async () => {
  const { count } = rowsAndRounds('bench:scans')
  for (const line of await measureScans(count)) console.log(line)
})
