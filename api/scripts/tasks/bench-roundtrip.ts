// `npm run bench:roundtrip [-- <contacts>]`: so many contacts exported, imported elsewhere and exported
// again, all over HTTP, with the servers' peak memory. Makes the database when it is missing.
import { rowsAndRounds } from '../bench/arguments.ts'
import { roundTrip } from '../bench/round-trip.ts'
import { runTask } from '../task.ts'

await runTask(async () => {
  const { count } = rowsAndRounds('bench:roundtrip')
  for (const line of await roundTrip(count)) console.log(line)
})
