// `npm run bench:patterns`: what patterns that stop other engines take on texts of 32,767 characters, on Node,
// in workerd and in Chromium. On Linux.
import { comparePatterns } from '../bench/patterns.ts'
import { runTask } from '../task.ts'

await runTask(async () => {
  for (const line of await comparePatterns()) console.log(line)
})
