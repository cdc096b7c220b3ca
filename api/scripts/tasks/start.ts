import { readConfig } from '../../src/config.ts'
import { buildWeb } from '../build-web.ts'
import { serveFromEnvironment } from '../serve.ts'
import { runTask } from '../task.ts'

await runTask(async () => {
  // A broken setting is worth saying before the screens are built.
  readConfig(process.env)
  await buildWeb()
  await serveFromEnvironment()
})
