// `npm run bench:rules [-- <rows> <rounds>]`: what ten rules of fields add to an import, by processor time.
import { rowsAndRounds } from '../bench/arguments.ts'
import { compareRules } from '../bench/rules.ts'
import { runTask } from '../task.ts'

await runTask(async () => {
  const { count, rounds } = rowsAndRounds('bench:rules')
  for (const line of await compareRules(count, rounds)) console.log(line)
})
