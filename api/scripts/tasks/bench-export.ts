// `npm run bench:export [-- <rows> <rounds>]`: writing a sheet and exporting contacts beside SheetJS, as
// ratios of medians in one run. Makes the database when it is missing.
import { rowsAndRounds } from '../bench/arguments.ts'
import { compareExport } from '../bench/export.ts'
import { runTask } from '../task.ts'

await runTask(async () => {
  const { count, rounds } = rowsAndRounds('bench:export')
  console.log(`${count} rows of 20 columns to .xlsx, ${rounds} rounds, each in its own process:\n`)
  for (const line of await compareExport(count, rounds)) console.log(line)
})
