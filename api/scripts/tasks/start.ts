// Makes everything ready that `npm start` then runs (see run.mjs).
import { readConfig } from '../../src/platform/config/config.ts'
import { buildServer } from '../build-server.ts'
import { buildWeb } from '../build-web.ts'
import { runTask } from '../task.ts'

await runTask(async () => {
  // A broken setting is worth saying before anything is built.
  readConfig(process.env)
  await buildWeb()
  await buildServer()
})
