// `npm run bench:data -- 1000000`: makes a database with so many invented contacts.
import { makeDataset } from '../bench/dataset.ts'
import { ToolError } from '../processes.ts'
import { runTask } from '../task.ts'

await runTask(async () => {
  const contacts = Number(process.argv[2] ?? 1_000_000)
  if (!Number.isInteger(contacts) || contacts < 1 || contacts > 10_000_000)
    throw new ToolError('Say how many contacts: npm run bench:data -- 1000000 (at most 10000000).')
  const begun = performance.now()
  const file = await makeDataset(contacts, (written) => {
    if (written % 100_000 === 0) console.log(`${written} contacts`)
  })
  const seconds = ((performance.now() - begun) / 1000).toFixed(1)
  console.log(`${contacts} contacts are in ${file} (${seconds} s).`)
  console.log(`To look at them: CARDFILE_DB=file:${file} npm start`)
})
