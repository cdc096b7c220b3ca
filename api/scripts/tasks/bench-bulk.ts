// `npm run bench:bulk [-- <contacts>]`: so many contacts of twice as many changed, deleted and put back, beside
// an import that fills an empty value of as many.
import { compareBulk } from '../bench/bulk.ts'
import { runTask } from '../task.ts'

await runTask(async () => {
  for (const line of await compareBulk(Number(process.argv[2] ?? 100_000))) console.log(line)
})
