// `npm run bench:memory [-- <contacts> <seconds>]`: how much memory a server has while everything is done
// to it at once. Makes the database when it is missing.
import { measureMemory } from '../bench/memory.ts'
import { runTask } from '../task.ts'
import { ToolError } from '../processes.ts'

await runTask(async () => {
  const [contacts = 100_000, seconds = 300] = process.argv.slice(2).map(Number)
  if (!(Number.isInteger(contacts) && contacts >= 1_000 && seconds >= 30))
    throw new ToolError('Say how many contacts and seconds: npm run bench:memory -- 100000 300')
  console.log(`${contacts} contacts, ${seconds} seconds:\n`)
  for (const line of await measureMemory(contacts, seconds)) console.log(line)
})
