import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's top folder, with a separator at its end. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** What each tool is: the room whose package it is, the package, and the file it starts from. */
const tools = {
  vite: ['web', 'vite', 'vite'],
  vitest: ['.', 'vitest', 'vitest'],
  wrangler: ['api', 'wrangler', 'wrangler'],
  tsc: ['.', 'typescript', 'tsc'],
  oxlint: ['.', 'oxlint', 'oxlint'],
  oxfmt: ['.', 'oxfmt', 'oxfmt'],
  'openapi-typescript': ['openapi', 'openapi-typescript', 'openapi-typescript'],
  playwright: ['api', 'playwright-core', 'playwright-core'],
  stryker: ['api', '@stryker-mutator/core', 'stryker'],
} as const

export type Tool = keyof typeof tools

/**
 * The JavaScript file behind a tool's command. Run through it, and not through `.bin`, a tool gets
 * our Node rather than the machine's, on Windows too.
 * @throws Error when the package is not installed or has no such command
 */
export function toolFile(tool: Tool): string {
  const [room, name, command] = tools[tool]
  const folder = join(root, room, 'node_modules', name)
  const file = join(folder, 'package.json')
  if (!existsSync(file)) throw new Error(`The package ${name} is not installed in ${room}`)
  const { bin } = JSON.parse(readFileSync(file, 'utf8')) as {
    bin?: string | Record<string, string>
  }
  const target = typeof bin === 'string' ? bin : bin?.[command]
  if (target === undefined) throw new Error(`The package ${name} has no command ${command}`)
  return join(folder, target)
}

/** The environment every child gets: our Node first on the path, no telemetry, no prompts. */
export function childEnv(extra: Record<string, string> = {}): NodeJS.ProcessEnv {
  const separator = process.platform === 'win32' ? ';' : ':'
  return {
    ...process.env,
    PATH: `${dirname(process.execPath)}${separator}${process.env.PATH ?? ''}`,
    WRANGLER_SEND_METRICS: 'false',
    // Without it wrangler asks Cloudflare for the `request.cf` of this place at every start.
    CLOUDFLARE_CF_FETCH_ENABLED: 'false',
    ...extra,
  }
}

/** A tool that failed; the message holds all it said. */
export class ToolError extends Error {
  override name = 'ToolError'
}

/** Starts a tool on our Node; it shares our terminal unless told otherwise. */
export function startTool(tool: Tool, args: string[], options: SpawnOptions = {}): ChildProcess {
  return spawn(process.execPath, [toolFile(tool), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: childEnv(),
    ...options,
  })
}

/** Resolves with a child's exit code; death by signal counts as 128 + its number, as shells do. */
export function exitCode(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]))
    })
  })
}

/** Runs a tool to its end and resolves with its exit code. */
export function runTool(tool: Tool, args: string[], options: SpawnOptions = {}): Promise<number> {
  return exitCode(startTool(tool, args, options))
}

/** Runs a tool to its end without showing what it says. @returns its exit code, and all it said */
export async function toolOutput(
  tool: Tool,
  args: string[],
  options: SpawnOptions = {},
): Promise<{ code: number; output: string }> {
  const child = startTool(tool, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  return { code: await exitCode(child), output: output.trim() }
}

/**
 * Runs a tool to its end without showing what it says.
 * @throws ToolError with everything it said, when it fails
 */
export async function captureTool(
  tool: Tool,
  args: string[],
  env = childEnv({ NO_COLOR: '1' }),
): Promise<string> {
  const { code, output } = await toolOutput(tool, args, { env })
  if (code !== 0) throw new ToolError(`${tool} ${args.join(' ')} failed (${code})\n${output}`)
  return output
}

/**
 * Keeps several long-running children together: the first to end, or a signal to us, ends them all.
 * @returns the exit code to leave with; 0 after Ctrl-C or `kill`, as that is how such a task ends
 */
export async function runTogether(children: ChildProcess[]): Promise<number> {
  let asked = false
  const stop = () => {
    for (const child of children) if (child.exitCode === null) child.kill('SIGTERM')
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      asked = true
      stop()
    })
  }
  const codes = children.map(exitCode)
  const first = await Promise.race(codes)
  stop()
  await Promise.allSettled(codes)
  return asked ? 0 : first
}
