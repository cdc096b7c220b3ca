import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { ToolError } from '../processes.ts'
import type { JobName } from './job.ts'

/** What a job says of itself, and the most memory its process had (RSS, in MB). */
export interface Measured {
  /** Of the work alone: without starting Node and loading modules. */
  seconds: number
  peakMb: number
  /** Of the event loop, in milliseconds; 0 where nobody looked. */
  longestBlockMs: number
}

const script = fileURLToPath(new URL('job.ts', import.meta.url))

const asInTab = ['--max-semi-space-size=16']
const asNodeHasIt: string[] = []

/** What nobody starts with a server's settings for memory: a browser's tab, and SheetJS by itself. */
const settingsOf: Partial<Record<JobName, readonly string[]>> = {
  sendSheet: asInTab,
  trySheet: asInTab,
  readWithSheetJs: asNodeHasIt,
  writeWithSheetJs: asNodeHasIt,
  exportWithSheetJs: asNodeHasIt,
}

/** Runs a job in a process of its own, so that its memory is its own too. */
export function measure(job: JobName, ...args: (string | number)[]): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const settings = settingsOf[job] ?? process.execArgv
    const child = spawn(process.execPath, [...settings, script, job, ...args.map(String)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
    child.on('error', reject)
    child.on('exit', (code) => {
      if (code === 0) resolve(JSON.parse(said))
      else reject(new ToolError(`The job "${job}" failed.`))
    })
  })
}

/**
 * Runs jobs in turn, round after round, so that a machine whose speed drifts slows all of them alike.
 *
 * @returns for each job its median time and its highest peak
 */
export async function measureInTurn(
  rounds: number,
  jobs: readonly (() => Promise<Measured>)[],
): Promise<Measured[]> {
  const all: Measured[][] = jobs.map(() => [])
  for (let round = 0; round < rounds; round++)
    for (const [index, job] of jobs.entries()) all[index]?.push(await job())
  return all.map((runs) => ({
    seconds: median(runs.map(({ seconds }) => seconds)),
    peakMb: Math.max(...runs.map(({ peakMb }) => peakMb)),
    longestBlockMs: median(runs.map(({ longestBlockMs }) => longestBlockMs)),
  }))
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
