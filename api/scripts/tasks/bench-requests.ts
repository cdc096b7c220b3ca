// `npm run bench:requests [-- <contacts> <rounds>]`: what requests take of a server's CPU, and as a
// multiple of a handler that does nothing, in one run. Makes the database when it is missing.
import { rowsAndRounds } from '../bench/arguments.ts'
import { measureRequests } from '../bench/requests.ts'
import { runTask } from '../task.ts'

await runTask(async () => {
  const { count, rounds } = rowsAndRounds('bench:requests')
  console.log(`${count} contacts, ten connections, an API key, ${rounds} rounds:\n`)
  for (const line of await measureRequests(count, rounds)) console.log(line)
})
