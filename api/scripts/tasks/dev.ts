// Work on it: the API restarts when its sources change, the screens change in place. One Ctrl-C
// ends both.
import { spawn } from 'node:child_process'
import { readConfig } from '../../src/platform/config/config.ts'
import { childEnv, root, runTogether, startTool } from '../processes.ts'
import { runTask } from '../task.ts'

await runTask(async () => {
  const { host, port } = readConfig(process.env)
  // The screens take the address a person opens; the API moves to the port above.
  const apiPort = String(port + 1)
  const everywhere = host === '0.0.0.0' || host === '::'
  const apiHost = everywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  const watch = ['--watch', '--watch-preserve-output', 'api/scripts/serve.ts', '--quiet']
  return await runTogether([
    spawn(process.execPath, watch, {
      cwd: root,
      stdio: 'inherit',
      env: childEnv({ PORT: apiPort }),
    }),
    startTool('vite', ['web', '--host', host, '--port', String(port)], {
      env: childEnv({ CARDFILE_API: `http://${apiHost}:${apiPort}` }),
    }),
  ])
})
