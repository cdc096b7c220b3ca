import { ToolError } from '../processes.ts'

/** Rows of a sheet beside its headings. */
const mostRows = 1_048_575

/** @returns how many rows and rounds were asked for on the command line */
export function rowsAndRounds(task: string): { count: number; rounds: number } {
  const [count = 100_000, rounds = 3] = process.argv.slice(2).map(Number)
  const sound = Number.isInteger(count) && count >= 100 && count <= mostRows
  if (!sound || !Number.isInteger(rounds) || rounds < 1)
    throw new ToolError(
      `Say how many rows (100 to ${mostRows}) and rounds: npm run ${task} -- 100000 3`,
    )
  return { count, rounds }
}
