// Makes the static document and the client's types from the API's own code. `--check` writes nothing
// and fails when what is there is not what would be made.
import { generateOpenApiFiles, staleFiles, writeFiles } from '../openapi-files.ts'
import { runTask } from '../task.ts'

await runTask(async () => {
  const files = await generateOpenApiFiles()
  const stale = staleFiles(files)
  if (stale.length === 0) {
    console.log('The document and the client are up to date.')
    return 0
  }
  if (process.argv.includes('--check')) {
    console.error(`Stale: ${stale.join(', ')}. Run npm run openapi and commit what it makes.`)
    return 1
  }
  writeFiles(files)
  console.log(`Written: ${stale.join(', ')}`)
  return 0
})
