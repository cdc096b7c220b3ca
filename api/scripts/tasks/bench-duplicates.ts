// `npm run bench:duplicates [-- <people> …]`: how fast keys of duplicates are made, what the queue and the
// suggestions take, and how many of the pairs are right, among so many invented people; and what it costs an
// import that they are made behind it.
import { compareDuplicates } from '../bench/duplicates.ts'
import { importBesideComparing } from '../bench/import-beside.ts'
import { runTask } from '../task.ts'

const [importedRows, rounds] = [100_000, 3]

await runTask(async () => {
  const given = process.argv.slice(2).map(Number)
  const sizes = given.length > 0 ? given : [10_000, 1_000_000]
  for (const line of await compareDuplicates(sizes)) console.log(line)
  console.log()
  for (const line of await importBesideComparing(importedRows, rounds)) console.log(line)
})
