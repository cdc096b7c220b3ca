// `npm run bench:attacks [-- <part of a name>]`: what it takes of a server, and of everybody else's time, that somebody means it ill.
import { measureAttacks } from '../bench/measure-attacks.ts'
import { runTask } from '../task.ts'

await runTask(async () => {
  for await (const line of measureAttacks(process.argv[2])) console.log(line)
})
