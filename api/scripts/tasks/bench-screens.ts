// `npm run bench:screens [-- <contacts> <rounds>]`: what typing into a contact's form, searching and opening a
// contact take of the processor, in Chromium. Makes the database when it is missing.
import { rowsAndRounds } from '../bench/arguments.ts'
import { measureScreens } from '../bench/screens.ts'
import { runTask } from '../task.ts'

await runTask(async () => {
  const { count, rounds } = rowsAndRounds('bench:screens')
  for (const line of await measureScreens(count, rounds)) console.log(line)
})
