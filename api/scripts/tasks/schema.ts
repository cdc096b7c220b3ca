// `npm run schema -- pull|plan|apply <file>`: the set-up of an installation as a file, by an API key.
import { ToolError } from '../processes.ts'
import { schemaCommand } from '../schema-file.ts'
import { runTask } from '../task.ts'

await runTask(async () => {
  const { CARDFILE_URL: url, CARDFILE_KEY: key } = process.env
  if (!url || !key)
    throw new ToolError(
      'Say where and who: CARDFILE_URL=https://… CARDFILE_KEY=cf_… npm run schema -- …',
    )
  return schemaCommand({
    installation: { url, key },
    args: process.argv.slice(2),
    print: (line) => console.log(line),
  })
})
