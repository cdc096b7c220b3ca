// `npm run mutation`: mutation tests of what an import means; fails below the score in its config. Takes
// some minutes, and is no part of `npm test`.
import { runTool } from '../processes.ts'
import { runTask } from '../task.ts'

await runTask(() => runTool('stryker', ['run', 'api/stryker.config.mjs']))
