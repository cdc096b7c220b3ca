import { spawn, spawnSync } from 'node:child_process'
import { childEnv, exitCode, ToolError } from '../processes.ts'

/** Milliseconds that one command may take: the first fetches packages over the network. */
const longest = 900_000

export interface Place {
  folder: string
  env?: Record<string, string>
}

/**
 * Runs a command to its end.
 * @returns what it wrote
 * @throws ToolError with the end of all it said, when it fails
 */
export async function command(
  { folder, env = {} }: Place,
  name: string,
  args: readonly string[],
): Promise<string> {
  const child = spawn(name, args, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: childEnv({ NO_COLOR: '1', ...env }),
    timeout: longest,
  })
  let [written, said] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => {
    written += chunk.toString()
    said += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const code = await exitCode(child)
  if (code === 0) return written
  throw new ToolError(`${name} ${args.join(' ')} failed (${code})\n${said.trim().slice(-3_000)}`)
}

/** Whether the machine has a command. */
export function hasCommand(name: string): boolean {
  return (
    spawnSync(name, [name === 'go' ? 'version' : '--version'], { stdio: 'ignore' }).status === 0
  )
}
