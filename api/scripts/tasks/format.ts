import { runTool } from '../processes.ts'

process.exitCode = await runTool('oxfmt', ['.', ...process.argv.slice(2)])
