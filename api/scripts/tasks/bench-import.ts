// `npm run bench:import [-- <rows> <rounds>]`: reading a sheet beside SheetJS, and importing it beside
// the bare limit of the database, as ratios of medians in one run.
import { rowsAndRounds } from '../bench/arguments.ts'
import { compareImport } from '../bench/import.ts'
import { runTask } from '../task.ts'

await runTask(async () => {
  const { count, rounds } = rowsAndRounds('bench:import')
  console.log(`${count} rows of 20 columns in .xlsx, ${rounds} rounds, each in its own process:\n`)
  for (const line of await compareImport(count, rounds)) console.log(line)
})
