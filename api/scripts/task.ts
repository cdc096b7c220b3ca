import { ConfigError } from '../src/platform/config/config.ts'
import { ToolError } from './processes.ts'

/**
 * Runs a task and leaves with its exit code. What a person can mend is said in a sentence; anything
 * else keeps its stack.
 */
export async function runTask(task: () => Promise<number | void>): Promise<void> {
  try {
    process.exitCode = (await task()) ?? 0
  } catch (error) {
    const expected = error instanceof ConfigError || error instanceof ToolError
    console.error(expected ? error.message : error)
    process.exitCode = 1
  }
}
