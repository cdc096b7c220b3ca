// `npm run bench:durability`: what it costs that an acknowledged write survives a loss of power.
import { measureDurability } from '../bench/durability.ts'
import { runTask } from '../task.ts'

await runTask(async () => {
  for (const line of await measureDurability()) console.log(line)
})
